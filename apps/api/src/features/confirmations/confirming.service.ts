import { Inject, Injectable } from '@nestjs/common';
import type {
  ConfirmationContent,
  ConfirmationLink,
  ConfirmationRequest,
  ConfirmationRequestList,
  ConfirmationRequestQuery,
  OralConfirmation,
  SignConfirmation,
} from '@pledge/contracts';
import { CLOCK, scopeOf, storeAnswer, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { isoTime } from '../documents/index.js';
import { CERTIFICATE_ADAPTERS, type CertificateAdapter } from './certificate-adapter.js';
import { ConfirmationCodes } from './codes.js';
import { maskMobile } from './confirmers.js';
import { Decisions, type Statement } from './decisions.js';
import { LEVEL_OF_WAY } from './levels.js';
import { sameName } from './record.js';
import { isExpected, isDesk, maySpeakFor, RequestViews } from './request-views.js';
import type { RecordOrigin } from './requests.entity.js';
import { RequestsRepository, type RequestRow } from './requests.repository.js';
import { ConfirmationRequests } from './requests.service.js';
import { checkSignature } from './signature-image.js';
import { ConfirmableSubjects } from './subjects.js';

/** Who acts: somebody signed in, or the holder of a one-time link. */
export type ConfirmingActor =
  | { readonly kind: 'user'; readonly user: SessionUser; readonly origin: RecordOrigin }
  | { readonly kind: 'link'; readonly linkId: string; readonly origin: RecordOrigin };

/** What people do with requests (C15). */
@Injectable()
export class ConfirmingService {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly service: ConfirmationRequests,
    private readonly decisions: Decisions,
    private readonly codes: ConfirmationCodes,
    private readonly views: RequestViews,
    private readonly subjects: ConfirmableSubjects,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CERTIFICATE_ADAPTERS) private readonly certificates: readonly CertificateAdapter[],
  ) {}

  async list(query: ConfirmationRequestQuery, user: SessionUser): Promise<ConfirmationRequestList> {
    const toCheck = query.toCheck === 'true';
    if (toCheck && !isDesk(user)) return { items: [], nextCursor: null };
    const rows = await this.requests.list(scopeOf(user), {
      caseNumber: query.caseNumber,
      state: query.state,
      waitingFor: query.mine === 'true' ? { username: user.username, partyId: user.partyId } : undefined,
      scanToCheckBy: toCheck ? user.username : undefined,
      limit: query.limit,
    });
    return { items: await this.views.many(rows, user), nextCursor: null };
  }

  async get(id: string, user: SessionUser): Promise<ConfirmationRequest> {
    return this.views.one(await this.find(id, user), user);
  }

  /** All of what is to be confirmed, as it stands in the frozen document. */
  async content(id: string, user: SessionUser, language?: RequestRow['language']): Promise<ConfirmationContent> {
    const row = await this.find(id, user);
    const subject = this.subjects.get(row.subjectKind);
    return { sections: [...(await subject.sections(row.subjectId, row.subjectVersion, language ?? row.language))] };
  }

  /** The request, if the person may know of it. @throws Problem CONFIRMATION_NOT_FOUND */
  async find(id: string, user: SessionUser): Promise<RequestRow> {
    const row = await this.requests.find(id, scopeOf(user));
    if (!row) throw new Problem('not-found', 'CONFIRMATION_NOT_FOUND');
    return row;
  }

  /** Mails the link again. @throws Problem CONFIRMATION_NO_MAIL, CONFIRMATION_ALREADY_DECIDED */
  async sendLink(id: string, user: SessionUser): Promise<ConfirmationLink> {
    const row = await this.waiting(id, user);
    const facts = await this.service.factsOf(row);
    const person = await this.service.personOf(row, facts);
    return this.unitOfWork.run(async (tx) => {
      const sentTo = [await this.service.mailLink(tx, row, person, facts, user.username)];
      const answer = { sentTo, expiresAt: isoTime(row.confirmBy, facts.zone) };
      await storeAnswer(tx, answer);
      return answer;
    });
  }

  /** Sends a code to the expected person's mobile. @throws Problem CONFIRMATION_NO_MOBILE, CONFIRMATION_CODE_TOO_SOON */
  async sendCode(row: RequestRow): Promise<{ mobileMasked: string; expiresAt: number }> {
    this.mustWait(row);
    const facts = await this.service.factsOf(row);
    return this.codes.send(row, await this.service.personOf(row, facts));
  }

  /**
   * Level 3: code, name and drawn signature. Of two at once one is taken, the other learns that it was decided.
   * @throws Problem CONFIRMATION_NAME_MISMATCH, CONFIRMATION_CODE_*, CONFIRMATION_ALREADY_DECIDED, CONFIRMATION_SUBJECT_CHANGED
   */
  async sign(row: RequestRow, request: SignConfirmation, actor: ConfirmingActor): Promise<void> {
    this.mustWait(row);
    this.mustOffer(row, 'signature');
    const signature = checkSignature(request.signature);
    if (!sameName(request.personName, row.expectedName)) throw nameMismatch(row);
    const facts = await this.service.factsOf(row);
    const person = await this.service.personOf(row, facts);
    const code = await this.codes.check(row.id, request.code);
    await this.unitOfWork.run(async (tx) => {
      await this.confirm(tx, row, actor, {
        way: 'signature',
        personName: request.personName,
        signature,
        mobileMasked: maskMobile(person.mobile),
      });
      await this.codes.use(tx, code);
    });
  }

  /** Level 2, for actions whose contract is content with it. @throws Problem CONFIRMATION_WAY_REFUSED */
  async click(id: string, user: SessionUser, origin: RecordOrigin): Promise<void> {
    const row = await this.waiting(id, user);
    this.mustOffer(row, 'click');
    const person = await this.service.personOf(row, await this.service.factsOf(row));
    if (!isExpected(row, user, person)) throw new Problem('forbidden', 'CONFIRMATION_NOT_YOURS');
    await this.unitOfWork.run((tx) =>
      this.confirm(tx, row, { kind: 'user', user, origin }, { way: 'click', personName: row.expectedName }),
    );
  }

  /** Level 5. @throws Problem CONFIRMATION_WAY_REFUSED, CONFIRMATION_CERTIFICATE_INVALID */
  async certificate(
    id: string,
    request: { readonly adapter: string; readonly answer: Readonly<Record<string, unknown>> },
    user: SessionUser,
    origin: RecordOrigin,
  ): Promise<void> {
    const row = await this.waiting(id, user);
    const adapter = this.certificates.find((one) => one.name === request.adapter);
    if (!adapter) throw new Problem('conflict', 'CONFIRMATION_WAY_REFUSED');
    this.mustOffer(row, 'certificate');
    const signer = await adapter.verify(row.subjectHash, request.answer);
    if (!signer) throw new Problem('invalid', 'CONFIRMATION_CERTIFICATE_INVALID');
    if (!sameName(signer.personName, row.expectedName)) throw nameMismatch(row);
    await this.unitOfWork.run((tx) =>
      this.confirm(
        tx,
        row,
        { kind: 'user', user, origin },
        {
          way: 'certificate',
          personName: signer.personName,
          checks: { adapter: adapter.name, serialNumber: signer.serialNumber },
        },
      ),
    );
  }

  /** No, with the reason. It needs no code: saying no is always safe. */
  async reject(row: RequestRow, reason: string, actor: ConfirmingActor): Promise<void> {
    this.mustWait(row);
    await this.unitOfWork.run(async (tx) => {
      await this.decisions.decide(tx, row, 'rejected', {
        kind: 'reject',
        level: 0,
        way: actor.kind === 'link' ? 'signature' : 'click',
        personName: row.expectedName,
        ...who(actor),
        note: reason,
      });
      await this.useLink(tx, actor);
    });
  }

  /** @throws Problem CONFIRMATION_NOT_CONFIRMED, CONFIRMATION_NOT_YOURS */
  async revoke(id: string, reason: string, user: SessionUser, origin: RecordOrigin): Promise<void> {
    const row = await this.find(id, user);
    const view = await this.views.one(row, user);
    if (row.state !== 'confirmed') throw new Problem('conflict', 'CONFIRMATION_NOT_CONFIRMED');
    if (!view.may.revoke) throw new Problem('forbidden', 'CONFIRMATION_NOT_YOURS');
    await this.unitOfWork.run((tx) =>
      this.decisions.revoke(tx, row, {
        kind: 'revoke',
        level: 0,
        way: 'click',
        personName: user.displayName,
        ...who({ kind: 'user', user, origin }),
        note: reason,
      }),
    );
  }

  /** Level 1: kept, and of no effect on the gate. */
  async oral(id: string, said: OralConfirmation, user: SessionUser): Promise<void> {
    const row = await this.waiting(id, user);
    const statedAt = said.saidAt === undefined ? this.clock.now() : fromIso(said.saidAt);
    if (statedAt > this.clock.now()) throw new Problem('invalid', 'CONFIRMATION_IN_FUTURE');
    await this.unitOfWork.run((tx) =>
      this.decisions.note(tx, row, {
        kind: 'oral',
        level: LEVEL_OF_WAY.oral,
        way: 'oral',
        personName: said.personName,
        actor: user.username,
        note: said.note,
        statedAt,
      }),
    );
  }

  /** Confirms in the caller's unit; scans come here too, after their second person. */
  async confirm(
    tx: Transaction,
    row: RequestRow,
    actor: ConfirmingActor,
    statement: Pick<Statement, 'way' | 'personName'> & Partial<Statement>,
  ): Promise<void> {
    await this.decisions.decide(tx, row, 'confirmed', {
      kind: 'confirm',
      level: LEVEL_OF_WAY[statement.way],
      ...who(actor),
      ...statement,
    });
    await this.useLink(tx, actor);
  }

  /** The waiting request. @throws Problem CONFIRMATION_ALREADY_DECIDED, CONFIRMATION_EXPIRED */
  async waiting(id: string, user: SessionUser): Promise<RequestRow> {
    const row = await this.find(id, user);
    this.mustWait(row);
    return row;
  }

  /** @throws Problem CONFIRMATION_NOT_YOURS */
  async mine(id: string, user: SessionUser): Promise<RequestRow> {
    const row = await this.find(id, user);
    if (!maySpeakFor(row, user)) throw new Problem('forbidden', 'CONFIRMATION_NOT_YOURS');
    return row;
  }

  /**
   * The request, for the expected person alone: a code and a name are not enough for another account of the same customer.
   * @throws Problem CONFIRMATION_NOT_THE_PERSON, CONFIRMATION_NOT_YOURS
   */
  async expected(id: string, user: SessionUser): Promise<RequestRow> {
    const row = await this.mine(id, user);
    const person = await this.service.personOf(row, await this.service.factsOf(row));
    if (!isExpected(row, user, person))
      throw new Problem('forbidden', 'CONFIRMATION_NOT_THE_PERSON', { name: row.expectedName });
    return row;
  }

  private mustWait(row: RequestRow): void {
    if (row.state === 'void') throw new Problem('conflict', 'CONFIRMATION_SUBJECT_CHANGED');
    if (row.state === 'expired' || (row.state === 'waiting' && this.clock.now() >= row.confirmBy))
      throw new Problem('conflict', 'CONFIRMATION_EXPIRED');
    if (row.state !== 'waiting') throw new Problem('conflict', 'CONFIRMATION_ALREADY_DECIDED');
  }

  private mustOffer(row: RequestRow, way: 'click' | 'signature' | 'certificate'): void {
    if (!this.views.waysOf(row).includes(way)) throw new Problem('conflict', 'CONFIRMATION_WAY_REFUSED');
  }

  private async useLink(tx: Transaction, actor: ConfirmingActor): Promise<void> {
    if (actor.kind === 'link') await this.requests.useLink(tx, actor.linkId, this.clock.now());
  }
}

function who(actor: ConfirmingActor): Pick<Statement, 'actor' | 'origin'> {
  return { actor: actor.kind === 'user' ? actor.user.username : `link:${actor.linkId}`, origin: actor.origin };
}

function nameMismatch(row: RequestRow): Problem {
  return new Problem('invalid', 'CONFIRMATION_NAME_MISMATCH', { name: row.expectedName }, [
    {
      field: 'personName',
      message: { zh: `请填写全名：${row.expectedName}`, en: `Type the full name: ${row.expectedName}` },
    },
  ]);
}
