import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Scope } from '@pledge/nest';
import type { Clock } from '@pledge/runtime';
import { canonicalJson, CaseQueries, GENESIS, type CaseEntity, type CaseEventEntity } from '../../cases/index.js';
import { DocumentsService, isoTime, projectRoot } from '../../documents/index.js';
import { Signing } from '../../signing/index.js';
import { TimeStamps } from '../../time-stamps/index.js';
import { EvidenceRepository, type AnchorRow, type EvidenceScope, type LeafRow } from '../evidence.repository.js';
import { leafLine, leafLines, merklePath } from '../verification/merkle.js';
import { newestLeaves } from '../verification/verify-anchors.js';
import { safeName, sha256sums, textFile, type PackFile } from './pack-files.js';
import { PackStamps } from './pack-stamps.js';
import { readmeEn, readmeZh } from './readme.js';
import { zip } from './zip.js';

const SCRIPT = 'apps/api/src/features/evidence/pack/verify.sh';
/** Marks a PDF that carries a seal. */
const SEAL = Buffer.from('/SubFilter /ETSI.CAdES.detached');

/** Everything about one case, to be verified elsewhere with `sha256sum`, `openssl` and `pdfsig` (Y34). */
@Injectable()
export class EvidencePacks {
  constructor(
    private readonly repository: EvidenceRepository,
    private readonly cases: CaseQueries,
    private readonly documents: DocumentsService,
    private readonly signing: Signing,
    private readonly timeStamps: TimeStamps,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem CASE_NOT_FOUND also where the case is another customer's, SIGNING_KEY_MISSING */
  async make(
    caseNumber: string,
    scope: Scope,
  ): Promise<{ readonly name: string; readonly bytes: Buffer; readonly partyId: string | null }> {
    const row = await this.cases.find(caseNumber, scope);
    const only = { caseId: row.id, caseNumber: row.number };
    const events: CaseEventEntity[] = [];
    for await (const event of this.repository.events(only)) events.push(event);
    const stamps = new PackStamps();
    const papers = await this.papers(row, scope, stamps);
    const anchors = await this.anchorFiles(row.number, stamps);
    const { key } = await this.signing.sign(Buffer.from(GENESIS));
    const certificates = await this.certificates(key.fingerprint, key.certificate.toString());
    const now = this.clock.now();
    const facts = {
      caseNumber: row.number,
      at: isoTime(now),
      events: events.length,
      documents: papers.count,
      anchor: anchors.last && {
        seq: anchors.last.seq,
        at: isoTime(anchors.last.at),
        statementHash: anchors.last.statementHash,
      },
      certificates: certificates.list,
      stamps: stamps.count,
    };
    const files = [
      textFile('README.txt', readmeZh(facts)),
      textFile('README.en.txt', readmeEn(facts)),
      { path: 'verify.sh', bytes: readFileSync(join(projectRoot(), SCRIPT)) },
      textFile('events/events.jsonl', events.map((event) => `${sealedText(event)}\n`).join('')),
      textFile('events/chain.txt', events.map((event) => `${event.hash}\n`).join('')),
      ...papers.files,
      ...(await this.frozen('plans', this.repository.versions(only), papers.names)),
      ...(await this.frozen('quotations', this.repository.quotations(only), papers.names)),
      await this.confirmations(only, scope),
      await this.commands(only),
      ...anchors.files,
      ...(await stamps.files(this.timeStamps.trusted)),
      ...certificates.files,
    ];
    const list = files.map((file) => ({
      path: file.path,
      bytes: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
    }));
    const manifest = {
      kind: 'pledge-evidence-pack',
      version: 1,
      case: row.number,
      exportedAt: isoTime(now),
      files: list,
    };
    files.push(textFile('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`));
    const sums = textFile('SHA256SUMS', sha256sums(files));
    const { signature } = await this.signing.sign(sums.bytes);
    const all = [...files, sums, { path: 'SHA256SUMS.p7s', bytes: signature }];
    const folder = safeName(`evidence-${row.number}`);
    return { name: folder, bytes: await zip(folder, all, now), partyId: row.partyId };
  }

  private async papers(
    row: CaseEntity,
    scope: Scope,
    stamps: PackStamps,
  ): Promise<{ readonly files: PackFile[]; readonly count: number; readonly names: ReadonlySet<string> }> {
    const files: PackFile[] = [];
    const names = new Set<string>();
    const sealed: string[] = [];
    for (const meta of await this.documents.list(row.number, scope)) {
      const { bytes } = await this.documents.read(meta.id, scope);
      const name = `${safeName(meta.number)}.pdf`;
      names.add(safeName(meta.number));
      files.push({ path: `documents/${name}`, bytes });
      if (!bytes.includes(SEAL)) continue;
      sealed.push(name);
      stamps.ofSeal(safeName(meta.number), Buffer.from(bytes));
    }
    const list = textFile('documents/sealed.txt', sealed.map((name) => `${name}\n`).join(''));
    return { files: [...files, list], count: files.length, names };
  }

  /** What frozen versions say, and the hash that was confirmed over it and its PDF; only of PDFs that are in this pack. */
  private async frozen(
    folder: string,
    versions: AsyncIterable<{
      readonly row: { readonly documentNumber: string; readonly canonical: string; readonly hash: string };
    }>,
    shown: ReadonlySet<string>,
  ): Promise<PackFile[]> {
    const files: PackFile[] = [];
    const hashes: string[] = [];
    for await (const { row } of versions) {
      const name = safeName(row.documentNumber);
      if (!shown.has(name)) continue;
      files.push(textFile(`${folder}/${name}.json`, `${row.canonical}\n`));
      hashes.push(`${row.hash}\t${name}\n`);
    }
    return [...files, textFile(`${folder}/hashes.tsv`, hashes.join(''))];
  }

  /** Requests and records; a customer gets those of the own side. */
  private async confirmations(only: EvidenceScope, scope: Scope): Promise<PackFile> {
    const lines: string[] = [];
    const shown = new Set<string>();
    for await (const request of this.repository.requests(only)) {
      if (scope.kind === 'customer' && request.side !== 'customer') continue;
      shown.add(request.id);
      lines.push(canonicalJson({ table: 'confirmation_request', row: { ...request } }));
    }
    for await (const { row } of this.repository.records(only))
      if (shown.has(row.requestId)) lines.push(canonicalJson({ table: 'confirmation_record', row: { ...row } }));
    return textFile('confirmations/records.jsonl', lines.map((line) => `${line}\n`).join(''));
  }

  /** Tickets of dangerous commands, who took them, and what came out. */
  private async commands(only: EvidenceScope): Promise<PackFile> {
    const lines: string[] = [];
    for await (const row of this.repository.tickets(only))
      lines.push(canonicalJson({ table: 'command_ticket', row: { ...row } }));
    for await (const row of this.repository.takings(only))
      lines.push(canonicalJson({ table: 'command_taking', row: { ...row } }));
    for await (const row of this.repository.uses(only))
      lines.push(canonicalJson({ table: 'command_use', row: { ...row } }));
    return textFile('commands/tickets.jsonl', lines.map((line) => `${line}\n`).join(''));
  }

  /** Anchors that say something of this case, and the paths from its leaves to their roots. */
  private async anchorFiles(
    caseNumber: string,
    stamps: PackStamps,
  ): Promise<{ readonly files: PackFile[]; readonly last: AnchorRow | null }> {
    const [anchors, leaves, rows] = await Promise.all([
      this.repository.anchors(),
      this.repository.leaves(),
      this.repository.timeStamps(),
    ]);
    const tokens = new Map(rows.flatMap((one) => (one.token === null ? [] : [[one.ref, one.token]])));
    const own = new Set(leaves.flatMap((leaf) => (leaf.caseNumber === caseNumber ? [leaf.anchorSeq] : [])));
    const files: PackFile[] = [];
    const proofs: string[] = [];
    for (const anchor of anchors.filter((one) => own.has(one.seq))) {
      const name = `anchor-${String(anchor.seq).padStart(6, '0')}`;
      files.push(textFile(`anchors/${name}.json`, anchor.statement));
      const signature = { path: `anchors/${name}.p7s`, bytes: Buffer.from(anchor.signature, 'base64') };
      files.push(signature);
      const token = tokens.get(String(anchor.seq));
      if (token !== undefined)
        stamps.ofFile(signature, { path: `anchors/${name}.tst`, bytes: Buffer.from(token, 'base64') });
      proofs.push(...proofsAt(leaves, anchor.seq, caseNumber, `${name}.json`));
    }
    files.push(textFile('anchors/proofs.tsv', proofs.map((line) => `${line}\n`).join('')));
    return { files, last: anchors.findLast((one) => own.has(one.seq)) ?? null };
  }

  private async certificates(fingerprint: string, pem: string) {
    const rows = await this.repository.certificates();
    const files = rows.map((row) => textFile(`certificates/${row.fingerprint}.pem`, row.pem));
    const list = rows.map(({ name, fingerprint: print, selfSigned, demo }) => ({
      name,
      fingerprint: print,
      selfSigned,
      demo,
    }));
    // The first thing that this key signs may be the pack itself.
    if (!rows.some((row) => row.fingerprint === fingerprint))
      files.push(textFile(`certificates/${fingerprint}.pem`, pem));
    return { files, list };
  }
}

/** The line that the hash of an event is taken over. */
function sealedText(event: CaseEventEntity): string {
  const { caseId, seq, type, occurredAt, recordedAt, actor, payload, prevHash } = event;
  return canonicalJson({ caseId, seq, type, occurredAt, recordedAt, actor, payload, prevHash });
}

/** Paths of the leaves of one case under the root of one anchor: what changed in it. */
function proofsAt(leaves: readonly LeafRow[], seq: number, caseNumber: string, file: string): string[] {
  const lines = leafLines(newestLeaves(leaves.filter((leaf) => leaf.anchorSeq <= seq)));
  return leaves
    .filter((leaf) => leaf.anchorSeq === seq && leaf.caseNumber === caseNumber)
    .flatMap((leaf) => {
      const line = leafLine(leaf);
      return [
        `leaf\t${line}`,
        ...merklePath(lines, lines.indexOf(line)).map((step) => `${step.side}\t${step.hash}`),
        `root\t${file}`,
        ...(leaf.table === 'case_event' ? [`head\t${leaf.hash}`] : []),
      ];
    });
}
