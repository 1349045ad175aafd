import { Inject } from '@nestjs/common';
import type { KeyPeriod } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { Delegate, PLATFORM_OPTIONS, type PlatformOptions } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, Transaction } from '@pledge/runtime';
import { addDays, fromIso, localDate, startOfDay, toIso } from '@pledge/time';
import { ContractsService } from '../contracts/index.js';
import { DocumentsService, type PreparedDocument } from '../documents/index.js';
import { NotificationsService, type Enqueue } from '../notifications/index.js';
import { KeyPeriods } from './key-periods.service.js';
import { text } from './roster-process.js';
import { Rosters, type RosterDraft } from './rosters.service.js';
import { RostersRepository } from './rosters.repository.js';

const SYSTEM = 'system';
/** Local hour at which the report of a day is due, ms after its midnight. */
const REPORT_AT = 17 * 3_600_000;

/** The period of the variable `periodId`. @throws Error when it was removed */
async function periodOf(periods: KeyPeriods, context: DelegateContext): Promise<KeyPeriod> {
  const id = text(context.variables['periodId']);
  const found = await periods.ofProcess(id);
  if (!found) throw new Error(`there is no key period ${id}`);
  return found;
}

/**
 * `reinforce-roster` (F-25, Y16): drafts that touch the period are drafted again, so that its rules hold. Out: `reinforced` (`yes`,
 * `partly`, `no-roster`) and `rosterState`, a sentence for the manager: a roster in force is changed by people only.
 */
@Delegate('reinforce-roster')
export class ReinforceRosterDelegate implements DelegateContract<readonly RosterDraft[]> {
  constructor(
    private readonly periods: KeyPeriods,
    private readonly rosters: Rosters,
    private readonly repository: RostersRepository,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async prepare(context: DelegateContext): Promise<readonly RosterDraft[]> {
    const period = await periodOf(this.periods, context);
    if (period.reinforced === 'yes') return [];
    const { zone } = this.platform;
    const [from, to] = [period.from, period.to].map((at) => localDate(fromIso(at), zone));
    const touched = await this.repository.rosters({ unit: period.unit, from: from ?? '', to: to ?? '' });
    const drafts: RosterDraft[] = [];
    for (const { unit, state, from: first, to: last } of touched)
      if (state === 'draft') drafts.push(await this.rosters.drafted({ unit, from: first, to: last }, SYSTEM));
    return drafts;
  }

  async apply(tx: Transaction, context: DelegateContext, drafts: readonly RosterDraft[]): Promise<Variables> {
    for (const draft of drafts) await this.rosters.keepDraft(tx, draft);
    const period = await periodOf(this.periods, context);
    const shifts = drafts.flatMap((draft) => draft.shifts);
    const reinforced = await this.periods.reinforced(period.unit, fromIso(period.from), fromIso(period.to), shifts);
    return { reinforced, rosterState: SAID[reinforced] };
  }
}
const SAID: Readonly<Record<KeyPeriod['reinforced'], string>> = {
  yes: '保障期内每个班次都已加强 / every shift of the period is reinforced',
  partly:
    '有班次没有加强：在保障期登记之前已经批准 / some shifts are not reinforced: they were approved before the period was entered',
  'no-roster': '这些日子还没有值班表 / there is no roster of these days yet',
};

/** `next-guarantee-report` (F-25): out `nextReportAt` (ISO 8601; null: the period is over) and `reportDay`. */
@Delegate('next-guarantee-report')
export class NextGuaranteeReportDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly periods: KeyPeriods,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const period = await periodOf(this.periods, context);
    const { zone } = this.platform;
    const before = text(context.variables['reportDay']);
    const day = before === '' ? localDate(fromIso(period.from), zone) : addDays(before, 1);
    // The last day is reported when the period ends.
    const [begins, ends] = [startOfDay(day, zone), fromIso(period.to)];
    if (begins >= ends) return { nextReportAt: null };
    return { nextReportAt: toIso(Math.min(begins + REPORT_AT, ends), zone), reportDay: day };
  }
  apply(_tx: Transaction, _context: DelegateContext, found: Variables): Promise<Variables> {
    return Promise.resolve(found);
  }
}

/** `file-guarantee` (F-25): header `template`; the plan or the report as PDF, kept and mailed to the customer. Out: `documentId`. */
@Delegate('file-guarantee')
export class FileGuaranteeDelegate implements DelegateContract<{
  readonly document: PreparedDocument;
  readonly message: Enqueue;
}> {
  constructor(
    private readonly periods: KeyPeriods,
    private readonly contracts: ContractsService,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async prepare(context: DelegateContext) {
    const template = context.headers['template'];
    if (template === undefined) throw new Error('the header "template" is missing');
    const { variables, jobId, mode, now } = context;
    const { partyId, partyName, name } = await periodOf(this.periods, context);
    const people = await this.notifications.representatives(partyId);
    const reports = Array.isArray(variables['dailyReports']) ? variables['dailyReports'].map(String) : [];
    const data = {
      zone: this.platform.zone,
      provider: { name: await this.contracts.providerName() },
      customer: { name: partyName },
      period: {
        name,
        text: text(variables['periodText']),
        plan: {
          people: text(variables['guaranteePeople']),
          spares: text(variables['guaranteeSpares']),
          monitoring: text(variables['guaranteeMonitoring']),
          inspection: text(variables['guaranteeInspection']),
        },
        confirmedBy: text(variables['confirmedBy']),
        findings: text(variables['inspectionFindings']),
        reports,
        summary: text(variables['guaranteeSummary']),
      },
    };
    const language = people[0]?.language ?? 'zh-CN';
    const request = { id: jobId, caseNumber: null, partyId, mode, language, createdBy: SYSTEM, now };
    const document = await this.documents.render(template, data, request);
    const message: Enqueue = {
      source: `job:${jobId}`,
      template,
      mode,
      caseNumber: null,
      people,
      attachments: [{ documentId: document.id, fileName: `${document.number}.pdf` }],
      facts: { document: { number: document.number, title: document.title } },
    };
    return { document, message };
  }

  async apply(
    tx: Transaction,
    _context: DelegateContext,
    { document, message }: Awaited<ReturnType<FileGuaranteeDelegate['prepare']>>,
  ): Promise<Variables> {
    await this.documents.store(tx, document);
    await this.notifications.enqueue(tx, message);
    return { documentId: document.id };
  }
}

export const KEY_PERIOD_DELEGATES = [ReinforceRosterDelegate, NextGuaranteeReportDelegate, FileGuaranteeDelegate];
