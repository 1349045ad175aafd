import type { Variables } from '@pledge/engine';
import { Delegate, FeatureJob, PROVIDER_SCOPE } from '@pledge/nest';
import type {
  Delegate as DelegateContract,
  DelegateContext,
  FeatureJobContext,
  FeatureJobHandler,
  Transaction,
} from '@pledge/runtime';
import { DocumentsService } from '../documents/index.js';
import type { MessageFacts } from './message-data.js';
import { NotificationsService, PASS_ON_JOB, type Enqueue } from './notifications.service.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const instant = (value: unknown): string | null =>
  typeof value === 'number' ? new Date(value).toISOString() : (text(value) ?? null);

/** What a model's variables say, under the names that the processes use. */
export function factsFrom(variables: Variables, engineerName?: string): MessageFacts {
  const metricName = text(variables['metricName']) ?? text(variables['metric']);
  const severity = text(variables['severity']);
  const engineer = engineerName ?? text(variables['engineer']);
  const reason = text(variables['reason']);
  // What the process is about: any paper, a sheet of dangerous commands, a change plan or a quotation.
  const paper = ['paperNumber', 'approvalNumber', 'planNumber', 'quotationNumber']
    .map((name) => text(variables[name]))
    .find((found) => found !== undefined);
  const loanSerial = text(variables['loanSerial']);
  const loanUntil = text(variables['loanUntil']);
  const expiresAt = text(variables['reportBy']) ?? text(variables['confirmBy']);
  const paperTitle = ['paperTitle', 'planTitle', 'quotationTitle']
    .map((name) => text(variables[name]))
    .find((found) => found !== undefined);
  return {
    ...(metricName === undefined
      ? {}
      : { promise: { metricName, clause: text(variables['clause']) ?? '', dueAt: instant(variables['dueAt']) } }),
    ...(severity === undefined
      ? {}
      : { severity: { from: text(variables['previousSeverity']) ?? null, to: severity } }),
    ...(engineer === undefined ? {} : { engineer: { name: engineer } }),
    ...(loanSerial === undefined || loanUntil === undefined
      ? {}
      : { loan: { serialNumber: loanSerial, name: text(variables['loanName']) ?? '', dueAt: loanUntil } }),
    ...(reason === undefined ? {} : { reason }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(paper === undefined ? {} : { document: { number: paper, title: paperTitle ?? '' } }),
  };
}

/**
 * `notify`: headers `template`, `audience` (see audience.ts) and, where an acknowledgement is wanted, `ack` (ISO 8601
 * duration that each person has before the next of the audience is asked).
 */
@Delegate('notify')
export class NotifyDelegate implements DelegateContract<Enqueue> {
  constructor(private readonly notifications: NotificationsService) {}

  async prepare(context: DelegateContext): Promise<Enqueue> {
    const { template, audience, ack } = context.headers;
    if (template === undefined || audience === undefined)
      throw new Error('the headers "template" and "audience" are needed');
    const caseNumber = context.businessKey ?? text(context.variables['caseNumber']) ?? null;
    const caseFacts = await this.notifications.caseFacts(caseNumber);
    const { people, roles } = await this.notifications.audience(audience, {
      facts: caseFacts,
      variables: context.variables,
    });
    const engineer = text(context.variables['engineer']);
    const engineerName = engineer === undefined ? undefined : await this.notifications.nameOf(engineer);
    return {
      source: `job:${context.jobId}`,
      template,
      mode: context.mode,
      caseNumber,
      people,
      roles,
      caseFacts,
      facts: factsFrom(context.variables, engineerName),
      ...(ack === undefined ? {} : { ack: { wait: ack } }),
    };
  }

  async apply(tx: Transaction, _context: DelegateContext, prepared: Enqueue): Promise<void> {
    await this.notifications.enqueue(tx, prepared);
  }
}

/** `deliver-document`: in `documentId`; header `audience` (default `customer`). The PDF goes along as it was stored. */
@Delegate('deliver-document')
export class DeliverDocumentDelegate implements DelegateContract<{
  readonly enqueue: Enqueue;
  readonly documentId: string;
}> {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly documents: DocumentsService,
  ) {}

  async prepare(context: DelegateContext): Promise<{ readonly enqueue: Enqueue; readonly documentId: string }> {
    const documentId = text(context.variables['documentId']);
    if (documentId === undefined) throw new Error('the variable "documentId" is missing');
    const document = await this.documents.find(documentId, PROVIDER_SCOPE);
    const caseFacts = await this.notifications.caseFacts(document.caseNumber);
    const { people, roles } = await this.notifications.audience(context.headers['audience'] ?? 'customer', {
      facts: caseFacts,
      variables: context.variables,
    });
    return {
      documentId,
      enqueue: {
        source: `job:${context.jobId}`,
        template: context.headers['template'] ?? 'report-delivered',
        mode: context.mode,
        caseNumber: document.caseNumber,
        people,
        roles,
        caseFacts,
        facts: { ...factsFrom(context.variables), document: { number: document.number, title: document.title } },
        attachments: [{ documentId, fileName: `${document.number}.pdf` }],
      },
    };
  }

  async apply(
    tx: Transaction,
    context: DelegateContext,
    prepared: { readonly enqueue: Enqueue; readonly documentId: string },
  ): Promise<void> {
    await this.notifications.enqueue(tx, prepared.enqueue);
    await this.documents.markDelivered(tx, prepared.documentId, context.now);
  }
}

/** Nobody acknowledged in time: the next person is told. `ref` is the outbox row. */
@FeatureJob(PASS_ON_JOB)
export class PassOnJob implements FeatureJobHandler {
  constructor(private readonly notifications: NotificationsService) {}

  async apply(tx: Transaction, context: FeatureJobContext): Promise<void> {
    if (context.ref !== null) await this.notifications.passOn(tx, context.ref);
  }
}
