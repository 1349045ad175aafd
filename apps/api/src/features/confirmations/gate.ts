import { Injectable } from '@nestjs/common';
import type { ConfirmationAction, ConfirmationSide, LockReason } from '@pledge/contracts';
import type { Transaction } from '@pledge/runtime';
import { minimumLevel, ruleOf } from './levels.js';
import { RequestsRepository, type RequestRow } from './requests.repository.js';
import { ConfirmableSubjects, isBarred, type ConfirmableVersion } from './subjects.js';

export interface GateQuestion {
  readonly kind: string;
  readonly id: string;
  readonly action: ConfirmationAction;
  readonly mode: 'live' | 'drill';
  /** Product time, epoch ms. */
  readonly now: number;
}
export interface GateAnswer {
  readonly open: boolean;
  /** Empty when open; every reason, not only the first. */
  readonly reasons: readonly LockReason[];
}

const reason = (code: string, zh: string, en: string): LockReason => ({ code, text: { zh, en } });
const SIDES: Readonly<Record<ConfirmationSide, { readonly zh: string; readonly en: string }>> = {
  provider: { zh: '服务方', en: 'the provider' },
  customer: { zh: '客户', en: 'the customer' },
};

/**
 * The one place that decides whether something may be carried out (S1-47, S1-49): every side of the action has confirmed,
 * in a way of the least level, exactly the version that is in force now, and it is inside of its window.
 */
@Injectable()
export class ConfirmationGate {
  constructor(
    private readonly subjects: ConfirmableSubjects,
    private readonly requests: RequestsRepository,
  ) {}

  /** With `tx` the subject is locked: what is answered holds until the transaction ends. */
  async judge(question: GateQuestion, tx?: Transaction): Promise<GateAnswer> {
    const subject = this.subjects.find(question.kind);
    const current = (await subject?.current(question.id, tx)) ?? null;
    if (!current) {
      return shut([
        reason('NOTHING_FROZEN', '没有生效中的定稿版本，请先定稿', 'No frozen version is in force; freeze it first'),
      ]);
    }
    if (current.mode !== question.mode)
      return shut([reason('OTHER_MODE', '演练与实战的确认互不通用', 'Drill and live confirmations never mix')]);
    const rows = (await this.requests.ofSubject(question.kind, question.id, tx)).filter(
      (row) => row.action === question.action,
    );
    const reasons: LockReason[] = [];
    for (const side of ruleOf(question.action).sides) {
      const valid = await this.validOf(side, rows, current, question, tx);
      if (valid === null) reasons.push(missing(side, rows, current));
      else if ((valid.decidedAt ?? 0) > question.now)
        reasons.push(
          reason(
            'CLOCK_WENT_BACK',
            '服务器时间早于确认时间，请检查服务器时钟',
            'The clock of the server stands before the confirmation; check it',
          ),
        );
    }
    if (ruleOf(question.action).windowed) {
      // What is over lacks nothing any more.
      if (current.carriedOut)
        return shut([
          reason('CARRIED_OUT', '已实施完，不能重复实施', 'It was carried out already and cannot begin again'),
        ]);
      reasons.push(...windowReasons(current, question.now));
      reasons.push(...((await subject?.obstacles?.(question.id, question.now, tx)) ?? []));
    }
    return reasons.length === 0 ? { open: true, reasons: [] } : shut(reasons);
  }

  private async validOf(
    side: ConfirmationSide,
    rows: readonly RequestRow[],
    current: ConfirmableVersion,
    question: GateQuestion,
    tx: Transaction | undefined,
  ): Promise<RequestRow | null> {
    for (const row of rows) {
      if (row.side !== side || row.state !== 'confirmed' || row.subjectHash !== current.hash) continue;
      if (row.mode !== question.mode || row.recordId === null) continue;
      if (isBarred(row, current)) continue;
      const record = await this.requests.findRecord(row.recordId, tx);
      const least = Math.max(row.minimumLevel, minimumLevel(question.action, []));
      if (record?.kind === 'confirm' && record.subjectHash === current.hash && record.level >= least) return row;
    }
    return null;
  }
}

const shut = (reasons: readonly LockReason[]): GateAnswer => ({ open: false, reasons });

function missing(side: ConfirmationSide, rows: readonly RequestRow[], current: ConfirmableVersion): LockReason {
  const of = rows.filter((row) => row.side === side);
  const here = of.filter((row) => row.subjectHash === current.hash);
  const name = SIDES[side];
  const last = here.at(-1);
  switch (last?.state) {
    case 'waiting':
      return reason(
        'NOT_CONFIRMED_YET',
        `${name.zh}尚未书面确认（等待 ${last.expectedName}）`,
        `Not confirmed in writing by ${name.en} yet (waiting for ${last.expectedName})`,
      );
    case 'rejected':
      return reason('REJECTED', `${name.zh}不同意此版本`, `This version was rejected by ${name.en}`);
    case 'expired':
      return reason('EXPIRED', `${name.zh}逾期未确认`, `Not confirmed by ${name.en} in time`);
    case 'revoked':
      return reason('REVOKED', `${name.zh}已撤回确认`, `The confirmation was revoked by ${name.en}`);
    case 'confirmed':
      return reason(
        'LEVEL_TOO_LOW',
        `${name.zh}的确认方式级别不够`,
        `The confirmation by ${name.en} is not strong enough`,
      );
    case 'void':
    case undefined:
      return of.some((row) => row.state === 'void' || row.state === 'confirmed')
        ? reason(
            'PLAN_CHANGED',
            `内容在确认后有改动，${name.zh}需要重新确认`,
            `It was changed after it was confirmed; ${name.en} has to confirm it again`,
          )
        : reason('NOT_REQUESTED', `尚未请${name.zh}确认`, `${capital(name.en)} was not asked to confirm yet`);
  }
}

function windowReasons(current: ConfirmableVersion, now: number): LockReason[] {
  if (now < current.window.from)
    return [reason('WINDOW_NOT_OPEN', '还没有到约定的实施时间', 'The agreed window has not begun yet')];
  if (now >= current.window.to) return [reason('WINDOW_OVER', '约定的实施时间已过', 'The agreed window is over')];
  return [];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
