import { Inject, Injectable } from '@nestjs/common';
import type { ImportKind, ImportPreview, ImportRow, ImportRowQuery, ImportRun, ImportRunList } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { ContactPersonEntity, DeviceEntity, SiteEntity } from '../contracts/index.js';
import { ChangeLog, type ChangeOf } from './change-log.js';
import { ImportRowsEntity, ImportRunEntity } from './customers.entity.js';
import { CustomersRepository } from './customers.repository.js';
import { compareAgain, compareRows, missingColumns } from './import/compare-rows.js';
import { entitiesByKey, entityOf, type ImportedEntity } from './import/imported-entity.js';
import { knownRows, sheetRows, type Surroundings } from './import/known-rows.js';
import { readSheetRows } from './import/read-sheet.js';
import { columnPositions } from './import/sheet-columns.js';
import { wrongRowsSheet, writeSheet, type SheetLanguage } from './import/write-sheet.js';
import { Parties } from './parties.service.js';

/** Rows of one unit of work: others write between two of them. */
const CHUNK = 500;
const ENTITIES = { devices: DeviceEntity, sites: SiteEntity, contacts: ContactPersonEntity } as const;
const KINDS = { devices: 'device', sites: 'site', contacts: 'contact' } as const;

/** Sheets of sites, devices and people: read, compared, shown, and applied when somebody says so. */
@Injectable()
export class Imports {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly parties: Parties,
    private readonly log: ChangeLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /**
   * Reads a sheet and compares it; nothing is written but the sheet itself.
   * @throws Problem PARTY_NOT_FOUND, SHEET_UNREADABLE, SHEET_EMPTY, SHEET_TOO_LONG, SHEET_COLUMNS_MISSING
   */
  async preview(
    partyId: string,
    kind: ImportKind,
    fileName: string,
    bytes: Buffer,
    by: string,
  ): Promise<ImportPreview> {
    await this.parties.party(partyId);
    const sheet = await readSheetRows(bytes);
    const missing = missingColumns(kind, sheet[0] ?? []);
    if (missing.length > 0) {
      const columns = missing.map(({ head }) => `${head.zh} (${head.en})`).join(', ');
      throw new Problem('invalid', 'SHEET_COLUMNS_MISSING', { columns });
    }
    const column = columnPositions(kind, sheet[0] ?? []).get('serialNumber') ?? -1;
    const serials = kind === 'devices' ? sheet.slice(1).map((row) => (row[column] ?? '').toUpperCase()) : [];
    const rows = compareRows(kind, sheet, knownRows(kind, await this.surroundings(partyId, serials)));
    const run: ImportRunEntity = {
      id: uuidv7(),
      partyId,
      kind,
      fileName: fileName.slice(-200),
      state: 'preview',
      totals: totalsOf(rows),
      createdBy: by,
      createdAt: this.clock.now(),
      appliedBy: null,
      appliedAt: null,
    };
    await this.unitOfWork.run(async (tx) => {
      await this.repository.insert(tx, ImportRunEntity, [run]);
      await this.repository.insert(tx, ImportRowsEntity, [{ importId: run.id, rows }]);
    });
    return this.page(run, rows, { after: 0, limit: 100 });
  }

  /** @throws Problem IMPORT_NOT_FOUND */
  async show(id: string, query: ImportRowQuery): Promise<ImportPreview> {
    return this.page(await this.run(id), await this.repository.importRows(id), query);
  }

  async list(partyId: string): Promise<ImportRunList> {
    return { items: (await this.repository.imports(partyId)).map((row) => this.view(row)) };
  }

  /**
   * Applies a sheet. It is compared again first; wrong rows stop it unless they are left for later. Rows are written in
   * portions: what a crash leaves out is new in the next try, and no row is written twice.
   * @throws Problem IMPORT_NOT_FOUND, IMPORT_ALREADY_APPLIED, IMPORT_HAS_WRONG_ROWS
   */
  async apply(id: string, leaveWrong: boolean, by: string): Promise<ImportPreview> {
    const run = await this.run(id);
    if (run.state === 'applied') throw new Problem('conflict', 'IMPORT_ALREADY_APPLIED');
    const { kind, partyId } = run;
    const read = await this.repository.importRows(id);
    const around = await this.surroundings(partyId, kind === 'devices' ? read.map((row) => row.key) : []);
    const rows = compareAgain(kind, read, knownRows(kind, around));
    const wrong = rows.filter((row) => row.state === 'wrong').length;
    if (wrong > 0 && !leaveWrong) throw new Problem('conflict', 'IMPORT_HAS_WRONG_ROWS', { count: wrong });
    const toWrite = rows.filter((row) => row.state === 'new' || row.state === 'changed');
    const there = entitiesByKey(kind, around);
    for (let at = 0; at < toWrite.length; at += CHUNK) {
      await this.unitOfWork.run((tx) => this.write(tx, run, toWrite.slice(at, at + CHUNK), around, there, by));
    }
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      await this.repository.keepRows(tx, id, rows);
      if (!(await this.repository.markApplied(tx, id, totalsOf(rows), by, now)))
        throw new Problem('conflict', 'IMPORT_ALREADY_APPLIED');
      return this.page({ ...run, state: 'applied', appliedBy: by, appliedAt: now, totals: totalsOf(rows) }, rows, {
        after: 0,
        limit: 100,
      });
    });
  }

  /** What a customer has, as a sheet that can be read again. @throws Problem PARTY_NOT_FOUND */
  async exported(partyId: string, kind: ImportKind, language: SheetLanguage): Promise<Buffer> {
    await this.parties.party(partyId);
    const own = await this.repository.rowsWithoutDevices(partyId);
    const devices = kind === 'devices' ? await this.repository.devicesOf(partyId) : [];
    return writeSheet(kind, sheetRows(kind, { ...own, devices }), language);
  }

  /** The wrong rows with their reasons. @throws Problem IMPORT_NOT_FOUND */
  async wrongRows(id: string, language: SheetLanguage): Promise<Buffer> {
    const run = await this.run(id);
    return wrongRowsSheet(run.kind, await this.repository.importRows(id), language);
  }

  private async write(
    tx: Transaction,
    { kind, partyId, fileName }: ImportRunEntity,
    rows: readonly ImportRow[],
    around: Surroundings,
    there: ReadonlyMap<string, ImportedEntity>,
    by: string,
  ): Promise<void> {
    await this.repository.lockParty(tx, partyId);
    const changes: ChangeOf[] = [];
    const fresh: ImportedEntity[] = [];
    for (const row of rows) {
      const { before, after } = entityOf(kind, row, partyId, around, there);
      const name = 'serialNumber' in after ? after.serialNumber : after.name;
      const change = { partyId, kind: KINDS[kind], id: after.id, name, after, note: fileName, by };
      if (before === null) {
        fresh.push(after);
        changes.push({ ...change, action: 'imported' });
      } else {
        if (!(await this.repository.update<ImportedEntity>(tx, ENTITIES[kind], after))) {
          throw new Problem('conflict', 'CHANGED_MEANWHILE');
        }
        changes.push({ ...change, action: 'changed', before });
      }
    }
    await this.repository.insert<ImportedEntity>(tx, ENTITIES[kind], fresh);
    await this.log.write(tx, changes);
  }

  private async surroundings(partyId: string, serials: readonly string[]): Promise<Surroundings> {
    return {
      ...(await this.repository.rowsWithoutDevices(partyId)),
      devices: serials.length === 0 ? [] : await this.repository.devicesOf(partyId),
      elsewhere: await this.repository.serialsElsewhere([...new Set(serials)], partyId),
    };
  }

  private async run(id: string): Promise<ImportRunEntity> {
    const found = await this.repository.one(ImportRunEntity, { id });
    if (!found) throw new Problem('not-found', 'IMPORT_NOT_FOUND');
    return found;
  }

  private page(run: ImportRunEntity, rows: readonly ImportRow[], query: ImportRowQuery): ImportPreview {
    const { state, after, limit } = query;
    const asked = rows.filter((row) => row.row > after && (state === undefined || row.state === state));
    const shown = asked.slice(0, limit);
    return { ...this.view(run), rows: shown, nextAfter: asked.length > limit ? (shown.at(-1)?.row ?? null) : null };
  }

  private view(row: ImportRunEntity): ImportRun {
    const { id, partyId, kind, fileName, state, totals, createdBy, createdAt, appliedAt } = row;
    const { zone } = this.platform;
    const applied = appliedAt === null ? null : toIso(appliedAt, zone);
    return {
      id,
      partyId,
      kind,
      fileName,
      state,
      totals,
      by: createdBy,
      at: toIso(createdAt, zone),
      appliedAt: applied,
    };
  }
}

function totalsOf(rows: readonly ImportRow[]): ImportRun['totals'] {
  const count = (state: ImportRow['state']): number => rows.filter((row) => row.state === state).length;
  return { new: count('new'), changed: count('changed'), same: count('same'), wrong: count('wrong') };
}
