import { Inject, Injectable } from '@nestjs/common';
import type { DrillMeasurement, DrillScore } from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE } from '@pledge/nest';
import type { Clock } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { DocumentsService, PUBLIC_URL, type PreparedDocument } from '../documents/index.js';
import { Plans } from '../emergencies/index.js';
import { UsersDirectory } from '../users/index.js';
import { DrillContents, sideOf } from './drill-content.js';
import { DrillModels } from './drill-models.js';
import { DrillViews, totalsByStep } from './drill-views.js';
import type { DrillEntity } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';

export const REPORT_STAGES = ['evaluation', 'final', 'signed'] as const;
export type ReportStage = (typeof REPORT_STAGES)[number];
const TEMPLATE = 'drill-report';
const PREFIX = 'YP';

/** The report of a drill as PDF: timeline, score by step, comparison with former drills, findings, signatures. */
@Injectable()
export class DrillReports {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly views: DrillViews,
    private readonly models: DrillModels,
    private readonly contents: DrillContents,
    private readonly plans: Plans,
    private readonly contracts: ContractsService,
    private readonly documents: DocumentsService,
    private readonly directory: UsersDirectory,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Error for a drill that was not measured; what `DocumentsService.render` throws */
  async render(row: DrillEntity, stage: ReportStage, id: string): Promise<PreparedDocument> {
    if (row.measurement === null || row.score === null) throw new Error(`${row.number} was not measured`);
    const number = `${row.number}-${PREFIX}${await this.count(row)}`;
    return this.documents.render(TEMPLATE, await this.data(row, stage, row.measurement, row.score), {
      id,
      caseNumber: null,
      // The evaluation is the provider's own paper until it is laid before the customer.
      partyId: stage === 'evaluation' ? null : row.partyId,
      mode: 'live',
      language: 'zh-CN',
      createdBy: null,
      now: this.clock.now(),
      number,
      url: `${this.publicUrl}/drills/${row.number}`,
    });
  }

  /** Papers of a drill are counted by what was stored before; a number is never used twice. */
  private async count(row: DrillEntity): Promise<string> {
    const stored =
      row.reportDocumentId === null ? null : await this.documents.find(row.reportDocumentId, PROVIDER_SCOPE);
    const last = stored === null ? 0 : Number(stored.number.slice(row.number.length + 1 + PREFIX.length));
    return String(last + 1).padStart(2, '0');
  }

  private async data(row: DrillEntity, stage: ReportStage, measurement: DrillMeasurement, score: DrillScore) {
    const { content } = row;
    const plan = await this.plans.newest(row.planKey);
    const former = await this.views.former(row, { kind: 'provider' });
    const names = await this.models.names(row.planKey);
    const people = await this.contents.people(content);
    const findings = await this.repository.findings(row.number);
    const injects = new Map(
      (row.runNumber === null ? [] : await this.repository.injects(row.runNumber)).map((one) => [one.injectId, one]),
    );
    const signatures = stage === 'signed' ? await this.repository.signatures(row.number) : [];
    const named = async (username: string | null | undefined): Promise<string> =>
      username == null ? '' : ((await this.directory.find(username))?.displayName ?? username);
    const time = (at: number | null): string | null => (at === null ? null : toIso(at, PROVIDER_ZONE));
    const totals = totalsByStep(measurement);
    return {
      zone: PROVIDER_ZONE,
      provider: { name: await this.contracts.providerName() },
      customer: { name: row.partyId === null ? '' : ((await this.contracts.party(row.partyId))?.name ?? '') },
      stage,
      drillNumber: row.number,
      title: row.title,
      kind: content.kind,
      runNumber: row.runNumber,
      plan: { name: plan.content.name.zh, version: row.planVersion, revised: plan.version },
      window: content.window,
      startedAt: time(row.startedAt),
      overAt: time(row.overAt),
      objective: content.objective,
      scenario: content.scenario,
      participants: content.participants.map(({ username, duty }) => {
        const entry = people.get(username);
        return { name: entry?.displayName ?? username, duty, side: entry === undefined ? 'provider' : sideOf(entry) };
      }),
      goals: measurement,
      score,
      steps: await Promise.all(
        measurement.steps.map(async (step, index) => ({
          name: step.name,
          by: await named(step.by),
          startedAt: step.startedAt,
          endedAt: step.endedAt,
          minutes: step.minutes,
          limit: step.limit,
          points: score.rated[index]?.points ?? null,
        })),
      ),
      injects: await Promise.all(
        content.injects
          .toSorted((a, b) => a.afterMinutes - b.afterMinutes)
          .map(async (inject) => {
            const one = injects.get(inject.id);
            return {
              kind: inject.kind,
              text: inject.text,
              afterMinutes: inject.afterMinutes,
              deliveredAt: time(one?.deliveredAt ?? null),
              contacts: one?.effect?.contacts ?? null,
              standIn: one?.effect?.standIn == null ? null : await named(one.effect.standIn),
              asked: inject.answer,
              answeredAt: time(one?.answeredAt ?? null),
              answeredBy: await named(one?.answeredBy),
              answer: one?.answer ?? null,
            };
          }),
      ),
      former: former.map((one) => ({ ...one, steps: undefined })),
      comparison: Object.entries(totals).map(([elementId, minutes]) => ({
        name: names.get(elementId)?.zh ?? elementId,
        minutes,
        before: former[0]?.steps[elementId] ?? null,
      })),
      evaluation: row.evaluation ?? '',
      findings: await Promise.all(
        findings.map(async (one) => ({
          text: one.text,
          action: one.action,
          owner: await named(one.owner),
          dueAt: time(one.dueAt),
          doneAt: time(one.doneAt),
          doneNote: one.doneNote,
        })),
      ),
      signatures: signatures.map((one) => ({
        side: one.side,
        signer: one.signer,
        at: time(one.signedAt),
        sha256: one.sha256,
        image: one.image,
      })),
      writtenAt: time(this.clock.now()),
    };
  }
}
