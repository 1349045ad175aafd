import { Inject } from '@nestjs/common';
import { FeatureJob, PROCESS_ENGINE } from '@pledge/nest';
import type { FeatureJobContext, FeatureJobHandler, ProcessEngine, Transaction, UserTaskRow } from '@pledge/runtime';
import { caseData, DocumentsService, isoTime, type PreparedDocument } from '../documents/index.js';
import { NotificationsService } from '../notifications/index.js';
import { ConfirmationsRepository, type SignatureRow } from './confirmations.repository.js';
import {
  ATTEMPT,
  contentAndResult,
  SERVICE_FORM_JOB,
  serviceFormDocumentId,
  ServiceFormsService,
} from './service-forms.service.js';

type Prepared =
  | { readonly kind: 'wait'; readonly task: UserTaskRow }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'document'; readonly document: PreparedDocument; readonly attempt: string | null };
const CHECK_AGAIN_MS = 6 * 3_600_000;
const IMAGE = /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;
const SATISFACTIONS = ['satisfied', 'average', 'dissatisfied'];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Makes the signed service form (服务确认单, S2-13, S0i-18) once its task is completed. `ref` is the task. */
@FeatureJob(SERVICE_FORM_JOB)
export class ServiceFormJob implements FeatureJobHandler<Prepared> {
  constructor(
    private readonly forms: ServiceFormsService,
    private readonly repository: ConfirmationsRepository,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: FeatureJobContext): Promise<Prepared> {
    const task = context.ref === null ? null : await this.engine.findTask(context.ref);
    if (!task || task.state === 'cancelled') return { kind: 'nothing' };
    if (task.state === 'open') return { kind: 'wait', task };
    const id = serviceFormDocumentId(task.id);
    if (await this.documents.exists(id)) return { kind: 'nothing' };
    const facts = await this.notifications.caseFacts(task.businessKey);
    if (!facts) throw new Error(`there is no case ${String(task.businessKey)}`);
    const instance = await this.engine.findInstance(task.instanceId);
    const variables = instance?.variables ?? {};
    const named = text(variables['signature']);
    const signature = named.startsWith(ATTEMPT)
      ? await this.repository.attempt(named.slice(ATTEMPT.length))
      : await this.repository.signature(task.id);
    const engineer = text(variables['engineer']) || (facts.owner ?? '');
    const data = {
      ...caseData(facts, 'zh-CN'),
      engineer: { name: engineer === '' ? '' : await this.notifications.nameOf(engineer) },
      service: contentAndResult(variables),
      signature: signed(signature, variables, isoTime(task.endedAt ?? context.now, facts.zone), facts.zone),
    };
    const document = await this.documents.render('service-form', data, {
      id,
      caseNumber: facts.number,
      partyId: facts.partyId,
      mode: context.mode,
      language: 'zh-CN',
      createdBy: task.completedBy,
      now: context.now,
    });
    return { kind: 'document', document, attempt: signature?.id ?? null };
  }

  async apply(tx: Transaction, context: FeatureJobContext, prepared: Prepared): Promise<void> {
    switch (prepared.kind) {
      case 'wait':
        return this.forms.schedule(tx, prepared.task, context.now + CHECK_AGAIN_MS);
      case 'document':
        // The server may have died between completing the task and saying so beside the signature.
        if (prepared.attempt !== null) await this.repository.complete(tx, prepared.attempt, context.now);
        return this.documents.store(tx, prepared.document);
      case 'nothing':
        return;
    }
  }
}

/** By link: what the link kept. On the engineer's phone: what the form wrote; its picture may be missing. */
function signed(
  row: SignatureRow | null,
  variables: Readonly<Record<string, unknown>>,
  endedAt: string,
  zone: string,
): Record<string, unknown> {
  if (row) {
    return {
      signerName: row.signerName,
      satisfaction: row.satisfaction,
      confirmed: row.confirmed === 'yes',
      comment: row.comment ?? '',
      image: row.signature,
      signedAt: isoTime(row.signedAt, zone),
    };
  }
  const image = text(variables['signature']);
  const satisfaction = text(variables['satisfaction']);
  return {
    signerName: text(variables['signerName']),
    satisfaction: SATISFACTIONS.includes(satisfaction) ? satisfaction : null,
    confirmed: variables['confirmed'] === true || variables['confirmed'] === 'yes',
    comment: text(variables['comment']),
    image: IMAGE.test(image) ? image : null,
    signedAt: endedAt,
  };
}
