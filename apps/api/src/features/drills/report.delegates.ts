import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PROCESS_ENGINE, PROVIDER_SCOPE } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, ProcessEngine, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { DocumentsService, type PreparedDocument } from '../documents/index.js';
import { DrillReports, REPORT_STAGES, type ReportStage } from './drill-report.js';
import { completerOf, drillOf, text } from './drills.delegates.js';
import { DrillsRepository } from './drills.repository.js';

/** Longest signature image that is kept, characters of its data URL. */
const IMAGE_LIMIT = 200_000;

/** `drill-findings`: in `evaluation`; opens what was noted. Out `findings`, one corrective task for each. */
@Delegate('drill-findings')
export class OpenFindingsDelegate implements DelegateContract {
  constructor(private readonly repository: DrillsRepository) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const { number } = await drillOf(this.repository, context, tx);
    const noted = (await this.repository.findings(number, tx)).filter((one) => !one.opened);
    for (const one of noted) await this.repository.updateFinding(tx, one.id, { opened: true });
    await this.repository.update(tx, number, {
      evaluation: text(context.variables['evaluation']),
      state: 'correcting',
    });
    return {
      findings: noted.map(({ id, text: found, action, owner, dueAt }) => ({
        id,
        text: found,
        action,
        owner,
        dueAt: toIso(dueAt, PROVIDER_ZONE),
      })),
    };
  }
}

/** `drill-close-finding`: in `finding`, `doneNote`. */
@Delegate('drill-close-finding')
export class CloseFindingDelegate implements DelegateContract {
  constructor(private readonly repository: DrillsRepository) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const row = await drillOf(this.repository, context, tx);
    const { id } = context.variables['finding'] as { readonly id: string };
    const finding = (await this.repository.findings(row.number, tx)).find((one) => one.id === id);
    if (!finding) throw new Error(`${row.number} has no finding ${id}`);
    const change = { doneAt: context.now, doneNote: text(context.variables['doneNote']) };
    await this.repository.updateFinding(tx, id, change);
  }
}

/** `drill-report`: header `stage`, `evaluation`, `final` (to be signed) or `signed`. */
@Delegate('drill-report')
export class DrillReportDelegate implements DelegateContract<PreparedDocument> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly reports: DrillReports,
    private readonly documents: DocumentsService,
  ) {}

  async prepare(context: DelegateContext): Promise<PreparedDocument> {
    return this.reports.render(await drillOf(this.repository, context), stageOf(context), context.jobId);
  }

  async apply(tx: Transaction, context: DelegateContext, document: PreparedDocument): Promise<void> {
    const { number } = await drillOf(this.repository, context, tx);
    await this.documents.store(tx, document);
    const stage = stageOf(context);
    await this.repository.update(tx, number, {
      ...(stage === 'signed' ? { signedDocumentId: document.id } : { reportDocumentId: document.id }),
      ...(stage === 'final' ? { state: 'signing' as const } : {}),
    });
  }
}

/** `drill-sign`: header `side`; in `signerName`, `signature`. The signature is under the very bytes of the report. */
@Delegate('drill-sign')
export class SignDrillDelegate implements DelegateContract<{ readonly by: string; readonly sha256: string }> {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly documents: DocumentsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<{ readonly by: string; readonly sha256: string }> {
    const { reportDocumentId } = await drillOf(this.repository, context);
    const document = await this.documents.find(reportDocumentId ?? '', PROVIDER_SCOPE);
    return {
      by: await completerOf(this.engine, context.instanceId, `sign-${sideOf(context)}`),
      sha256: document.sha256,
    };
  }

  async apply(
    tx: Transaction,
    context: DelegateContext,
    { by, sha256 }: { readonly by: string; readonly sha256: string },
  ): Promise<void> {
    const { number, reportDocumentId } = await drillOf(this.repository, context, tx);
    const image = text(context.variables['signature']);
    await this.repository.sign(tx, {
      number,
      side: sideOf(context),
      signer: text(context.variables['signerName']),
      signedBy: by,
      signedAt: context.now,
      documentId: reportDocumentId ?? '',
      sha256,
      image: /^data:image\/png;base64,[A-Za-z0-9+/=]+$/.test(image) && image.length <= IMAGE_LIMIT ? image : null,
    });
  }
}

/** `drill-unsign`: the customer gave the report back; it is evaluated again and signed anew. */
@Delegate('drill-unsign')
export class UnsignDrillDelegate implements DelegateContract {
  constructor(private readonly repository: DrillsRepository) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const { number } = await drillOf(this.repository, context, tx);
    await this.repository.unsign(tx, number);
    await this.repository.update(tx, number, { state: 'evaluating' });
  }
}

function stageOf(context: DelegateContext): ReportStage {
  const stage = REPORT_STAGES.find((one) => one === context.headers['stage']);
  if (stage === undefined) throw new Error('the header "stage" is missing');
  return stage;
}

const sideOf = (context: DelegateContext): 'provider' | 'customer' =>
  context.headers['side'] === 'customer' ? 'customer' : 'provider';
