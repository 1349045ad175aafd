import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, HttpProblem, RAW_UNIT_OF_WORK, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 } from 'uuid';
import { NotificationsService } from '../notifications/index.js';
import { maskMobile, type Confirmer } from './confirmers.js';
import { RequestsRepository, type CodeRow, type RequestRow } from './requests.repository.js';

/** System ms a code is good for. */
const CODE_VALID_MS = 10 * 60_000;
export const CODE_TRIES = 5;
/** At most one code a minute and five an hour for one request: with five tries each, 25 guesses of a million an hour. */
const PAUSE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MOST_AN_HOUR = 5;

/**
 * One-time codes to the registered mobile (C15, level 3). They live in system time, like everything that is throttled:
 * moving the product's clock makes no code older or younger.
 */
@Injectable()
export class ConfirmationCodes {
  constructor(
    private readonly repository: RequestsRepository,
    private readonly notifications: NotificationsService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(RAW_UNIT_OF_WORK) private readonly rawUnit: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends a new code; the one before is worth nothing any more.
   * @throws Problem CONFIRMATION_NO_MOBILE, HttpProblem 429 CONFIRMATION_CODE_TOO_SOON
   */
  async send(request: RequestRow, person: Confirmer): Promise<{ mobileMasked: string; expiresAt: number }> {
    const { mobile } = person;
    if (mobile === null) throw new Problem('conflict', 'CONFIRMATION_NO_MOBILE', { name: request.expectedName });
    const now = this.clock.systemNow();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const salt = randomBytes(16).toString('hex');
    const row: CodeRow = {
      id: v7(),
      requestId: request.id,
      salt,
      codeHash: hashCode(salt, code),
      createdAt: now,
      expiresAt: now + CODE_VALID_MS,
      tries: 0,
      usedAt: null,
    };
    await this.unitOfWork.run(async (tx) => {
      await this.throttle(tx, request.id, now);
      await this.repository.insertCode(tx, row);
      await this.notifications.enqueueSms(tx, {
        source: `confirmation-code:${row.id}`,
        template: 'confirmation-code',
        mode: request.mode,
        caseNumber: request.caseNumber,
        to: { name: person.name, mobile, language: person.language },
        facts: { code, minutes: CODE_VALID_MS / 60_000, document: { number: request.subjectNumber, title: '' } },
      });
    });
    return { mobileMasked: maskMobile(mobile) ?? '', expiresAt: row.expiresAt };
  }

  /**
   * Checks a typed code; the try is committed before the code is looked at, so that guesses at the same moment count too.
   * @throws Problem CONFIRMATION_CODE_NONE, _EXPIRED, _EXHAUSTED, _WRONG
   */
  async check(requestId: string, typed: string): Promise<CodeRow> {
    const row = await this.repository.newestCode(requestId);
    if (!row || row.usedAt !== null) throw invalid('CONFIRMATION_CODE_NONE');
    if (row.expiresAt <= this.clock.systemNow() || row.createdAt > this.clock.systemNow())
      throw invalid('CONFIRMATION_CODE_EXPIRED');
    // Outside of the request's own unit of work: a try counts also when the request comes to nothing.
    if (!(await this.rawUnit.run((tx) => this.repository.takeTry(tx, row.id, CODE_TRIES))))
      throw invalid('CONFIRMATION_CODE_EXHAUSTED');
    const given = Buffer.from(hashCode(row.salt, typed), 'hex');
    if (!timingSafeEqual(given, Buffer.from(row.codeHash, 'hex')))
      throw invalid('CONFIRMATION_CODE_WRONG', { left: CODE_TRIES - row.tries - 1 });
    return row;
  }

  /** Marks it as used, in the unit that confirms. @throws Problem CONFIRMATION_CODE_NONE when another one used it */
  async use(tx: Transaction, code: CodeRow): Promise<void> {
    if (!(await this.repository.useCode(tx, code.id, this.clock.systemNow()))) throw invalid('CONFIRMATION_CODE_NONE');
  }

  private async throttle(tx: Transaction, requestId: string, now: number): Promise<void> {
    const last = await this.repository.newestCode(requestId, tx);
    const wait =
      last !== null && last.createdAt > now - PAUSE_MS
        ? last.createdAt + PAUSE_MS - now
        : (await this.repository.codesSince(requestId, now - HOUR_MS, tx)) >= MOST_AN_HOUR
          ? HOUR_MS / 4
          : 0;
    if (wait <= 0) return;
    const seconds = Math.ceil(wait / 1000);
    throw new HttpProblem(429, 'unavailable', 'CONFIRMATION_CODE_TOO_SOON', { seconds }, [], seconds);
  }
}

const hashCode = (salt: string, code: string): string => createHash('sha256').update(`${salt}\n${code}`).digest('hex');

function invalid(code: string, params: Record<string, number> = {}): Problem {
  return new Problem('invalid', code, params, [
    { field: 'code', message: { zh: '请核对验证码', en: 'Check the code' } },
  ]);
}
