import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type {
  PublicServiceForm,
  ServiceFormLinkRequest,
  ServiceFormLinkResponse,
  SignServiceFormRequest,
  SignServiceFormResponse,
} from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { CLOCK, HttpProblem, PROCESS_ENGINE, PROVIDER_SCOPE, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type UnitOfWork, type UserTaskRow } from '@pledge/runtime';
import { v7 } from 'uuid';
import { DocumentsService, isoTime, PUBLIC_URL, type CaseFacts } from '../documents/index.js';
import { hashToken, NotificationsService } from '../notifications/index.js';
import { ConfirmationsRepository, type LinkRow, type SignatureRow } from './confirmations.repository.js';
import { answerFor } from './form-answer.js';
import { checkSignature } from './signature-image.js';

/** The user task of the service process that the customer's signature completes (F-02.8). */
export const SIGN_TASK = 'sign-service-form';
export const SERVICE_FORM_JOB = 'service-form-pdf';
/** Before the id of a signature kept here, in the task's variable `signature`. */
export const ATTEMPT = 'signature:';
/** Product ms. */
const LINK_VALID_MS = 7 * 86_400_000;
const CHECK_AGAIN_MS = 6 * 3_600_000;
/** System ms that a signer waits for the signed copy before the page offers it later. */
const SETTLE_MS = 5_000;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Stable id of the paper of one signing task: rendered and stored once, however often the job runs. */
export function serviceFormDocumentId(taskId: string): string {
  const hex = createHash('sha256').update(`service-form:${taskId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 服务内容 and 服务结果 as the engineer wrote them in the problem record table (S1-44, S2-13). */
export function contentAndResult(variables: Variables): { content: string; result: string } {
  const first = (...names: string[]): string =>
    names.map((name) => text(variables[name])).find((value) => value !== '') ?? '';
  return { content: first('serviceContent', 'solution', 'notes'), result: first('serviceResult') };
}

/** One-time links to sign the service form without an account, and the paper that follows from the signature. */
@Injectable()
export class ServiceFormsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('ServiceForms');
  private work: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly repository: ConfirmationsRepository,
    private readonly notifications: NotificationsService,
    private readonly documents: DocumentsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /**
   * The paper is made by the job `service-form-pdf` with the task as its reference, not by the model: a model without a
   * rendering step must not lose it. The job is scheduled when the task appears, looks again every 6 hours, and is called
   * forward when the task completes, be it by link or on the engineer's phone. So a crash costs time, never the paper.
   */
  onApplicationBootstrap(): void {
    this.engine.onCommitted((changes) => {
      // What is committed while we close is found by the next start.
      if (this.closed) return;
      for (const { kind, id, change } of changes) {
        if (kind === 'task' && (change === 'created' || change === 'completed')) {
          this.work = this.work
            .then(() => this.watch(id))
            .catch((error: unknown) => {
              this.logger.error(`service form of task ${id}: ${error instanceof Error ? error.stack : String(error)}`);
            });
        }
      }
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await this.work;
  }

  /** Resolves when every task heard of so far was looked at: specs. */
  idle(): Promise<void> {
    return this.work;
  }

  /** Creates the link and queues its mail. @throws Problem SERVICE_FORM_TASK_MISMATCH, SERVICE_FORM_NO_RECIPIENT. */
  async createLink(
    caseNumber: string,
    request: ServiceFormLinkRequest,
    user: SessionUser,
  ): Promise<ServiceFormLinkResponse> {
    const task = await this.engine.findTask(request.taskId);
    if (task?.elementId !== SIGN_TASK || task.businessKey !== caseNumber || task.state !== 'open')
      throw new Problem('conflict', 'SERVICE_FORM_TASK_MISMATCH', { caseNumber });
    const facts = await this.notifications.caseFacts(caseNumber);
    if (!facts) throw new Problem('not-found', 'SERVICE_FORM_TASK_MISMATCH', { caseNumber });
    const people =
      request.to === undefined && facts.partyId !== null ? await this.notifications.representatives(facts.partyId) : [];
    const language = people[0]?.language ?? 'zh-CN';
    const token = randomBytes(24).toString('base64url');
    const now = this.clock.now();
    const expiresAt = now + LINK_VALID_MS;
    const link: LinkRow = {
      id: v7(),
      tokenHash: hashToken(token),
      caseNumber,
      taskId: task.id,
      language,
      createdBy: user.username,
      createdAt: now,
      expiresAt,
    };
    const url = `${this.publicUrl}/sign/${token}`;
    const sentTo = await this.unitOfWork.run(async (tx) => {
      await this.repository.insertLink(tx, link);
      return this.notifications.enqueue(tx, {
        source: `service-form-link:${link.id}`,
        template: 'service-form-link',
        mode: task.mode,
        caseNumber,
        taskId: task.id,
        people,
        addresses:
          request.to === undefined
            ? []
            : [{ name: facts.expectedSigner ?? facts.contactName, mail: request.to, language }],
        caseFacts: facts,
        facts: { expiresAt: isoTime(expiresAt, facts.zone), url },
      });
    });
    return { id: link.id, url, token, expiresAt: isoTime(expiresAt, facts.zone), sentTo };
  }

  /**
   * What the customer reads before signing; `wanted` is the language of labels, else that of the link.
   * @throws Problem for a link that is unknown, expired or no longer needed.
   */
  async page(token: string, wanted?: LinkRow['language']): Promise<PublicServiceForm> {
    const { link, task, signature } = await this.open(token, 'read');
    const language = wanted ?? link.language;
    const facts = await this.factsOf(link);
    const instance = await this.engine.findInstance(task.instanceId);
    const variables = instance?.variables ?? {};
    const time = (type: string): string | null => {
      const event = facts.events.findLast((one) => one.type === type);
      return event === undefined ? null : isoTime(event.occurredAt, facts.zone);
    };
    const pick = (label: { readonly zh: string; readonly en: string }): string =>
      language === 'en' ? label.en : label.zh;
    const engineer = text(variables['engineer']) || (facts.owner ?? '');
    return {
      state: signature?.completedAt != null ? 'signed' : 'open',
      expiresAt: isoTime(link.expiresAt, facts.zone),
      language,
      provider: { name: facts.providerName, label: pick(facts.partyLabels.provider) },
      customer: { name: facts.customerName, label: pick(facts.partyLabels.customer) },
      case: {
        number: facts.number,
        title: facts.title,
        description: facts.description,
        severity: facts.severityName === null ? facts.severity : pick(facts.severityName),
        receivedAt: facts.receivedAt === null ? null : isoTime(facts.receivedAt, facts.zone),
        siteName: facts.siteName,
        contractNumber: facts.contractNumber,
      },
      ...contentAndResult(variables),
      engineer: engineer === '' ? null : await this.notifications.nameOf(engineer),
      arrivedAt: time('engineer_arrived'),
      restoredAt: time('restored'),
      expectedSigner: facts.expectedSigner,
      signed:
        signature?.completedAt != null
          ? {
              signerName: signature.signerName,
              satisfaction: signature.satisfaction,
              confirmed: signature.confirmed === 'yes',
              signedAt: isoTime(signature.signedAt, facts.zone),
            }
          : null,
    };
  }

  /**
   * Keeps the signature, then completes the task as `link:<signer>` with the id of what was kept. If the server dies in
   * between, the task is still open and the same link may sign again; once the task is completed nobody can. Of two at
   * once the task takes one, and its variable says which.
   */
  async sign(token: string, request: SignServiceFormRequest): Promise<SignServiceFormResponse> {
    const signature = checkSignature(request.signature);
    const { link, task } = await this.open(token, 'sign');
    const signedAt = this.clock.now();
    const row: SignatureRow = {
      id: v7(),
      taskId: task.id,
      linkId: link.id,
      caseNumber: link.caseNumber,
      signerName: request.signerName,
      satisfaction: request.satisfaction,
      confirmed: request.confirmed ? 'yes' : 'no',
      comment: request.comment ?? null,
      signature,
      signedAt,
      completedAt: null,
    };
    await this.unitOfWork.run((tx) => this.repository.insertAttempt(tx, row));
    await this.complete(task, request, row.id);
    await this.unitOfWork.run(async (tx) => {
      await this.repository.complete(tx, row.id, signedAt);
      await this.schedule(tx, task, this.clock.now());
    });
    await this.engine.settled(SETTLE_MS);
    const facts = await this.factsOf(link);
    const ready = await this.hasDocument(task.id);
    return {
      signedAt: isoTime(signedAt, facts.zone),
      caseNumber: link.caseNumber,
      documentUrl: ready ? `/api/public/service-forms/${token}/document` : null,
    };
  }

  /** The signed copy, for the holder of the link. @throws Problem SERVICE_FORM_NOT_SIGNED, SERVICE_FORM_DOCUMENT_PENDING. */
  async signedCopy(token: string): Promise<{ bytes: Buffer; number: string; title: string }> {
    const { task, signature } = await this.open(token, 'read');
    if (signature?.completedAt == null) throw new Problem('conflict', 'SERVICE_FORM_NOT_SIGNED');
    if (!(await this.hasDocument(task.id))) await this.engine.settled(SETTLE_MS);
    if (!(await this.hasDocument(task.id))) throw new Problem('unavailable', 'SERVICE_FORM_DOCUMENT_PENDING');
    return this.documents.read(serviceFormDocumentId(task.id), PROVIDER_SCOPE);
  }

  /** Calls the job forward, or schedules its next look. Also used by the job itself. */
  schedule(
    tx: Parameters<ProcessEngine['schedule']>[0],
    task: Pick<UserTaskRow, 'id' | 'mode'>,
    dueAt: number,
  ): Promise<void> {
    return this.engine.schedule(tx, { name: SERVICE_FORM_JOB, ref: task.id, dueAt, mode: task.mode });
  }

  private async watch(taskId: string): Promise<void> {
    const task = await this.engine.findTask(taskId);
    if (task?.elementId !== SIGN_TASK || task.state === 'cancelled') return;
    if (task.state === 'completed' && (await this.hasDocument(task.id))) return;
    const dueAt = this.clock.now() + (task.state === 'open' ? CHECK_AGAIN_MS : 0);
    await this.unitOfWork.run((tx) => this.schedule(tx, task, dueAt));
  }

  private async complete(task: UserTaskRow, request: SignServiceFormRequest, attempt: string): Promise<void> {
    const form = await this.engine.taskForm(task.id);
    const variables = answerFor(form?.schema ?? null, {
      satisfaction: request.satisfaction,
      confirmed: request.confirmed,
      signerName: request.signerName,
      signature: `${ATTEMPT}${attempt}`,
      comment: request.comment,
    });
    try {
      await this.engine.completeTask(task.id, variables, { userId: `link:${request.signerName}` });
    } catch (error) {
      await this.unitOfWork.run((tx) => this.repository.discard(tx, attempt));
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error;
      const after = await this.engine.findTask(task.id);
      throw new Problem('conflict', after?.state === 'completed' ? 'SERVICE_FORM_ALREADY_SIGNED' : 'SERVICE_FORM_GONE');
    }
  }

  private async open(
    token: string,
    purpose: 'read' | 'sign',
  ): Promise<{ link: LinkRow; task: UserTaskRow; signature: SignatureRow | null }> {
    const link = /^[A-Za-z0-9_-]{32}$/.test(token) ? await this.repository.findLink(hashToken(token)) : null;
    if (!link) throw new Problem('not-found', 'SERVICE_FORM_LINK_UNKNOWN');
    if (link.expiresAt <= this.clock.now()) throw new HttpProblem(410, 'conflict', 'SERVICE_FORM_LINK_EXPIRED');
    const task = await this.engine.findTask(link.taskId);
    const signature = await this.repository.signature(link.taskId);
    // A form that was signed by another link is not shown by this one: it was not this reader's signature.
    const own = signature?.completedAt != null && signature.linkId === link.id;
    if (!task || task.state === 'cancelled') throw new Problem('conflict', 'SERVICE_FORM_GONE');
    if (task.state === 'completed' && (purpose === 'sign' || !own))
      throw new Problem('conflict', 'SERVICE_FORM_ALREADY_SIGNED');
    return { link, task, signature };
  }

  private async factsOf(link: LinkRow): Promise<CaseFacts> {
    const facts = await this.notifications.caseFacts(link.caseNumber);
    if (!facts) throw new Problem('not-found', 'SERVICE_FORM_LINK_UNKNOWN');
    return facts;
  }

  private async hasDocument(taskId: string): Promise<boolean> {
    return this.documents.exists(serviceFormDocumentId(taskId));
  }
}
