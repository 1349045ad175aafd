import { Requirement } from '@pledge/nest';
import type { Guard, GuardContext, GuardPath, GuardVerdict, Transaction } from '@pledge/runtime';
import type { ConfirmationAction } from '@pledge/contracts';
import { ConfirmationGate } from './gate.js';
import { ruleOf } from './levels.js';
import { ConfirmableSubjects } from './subjects.js';

/**
 * What a guarded element is about is bound by `subject` rows, which delegates alone write: no variable, form or call can
 * point it at another plan. Everything bound must be confirmed; nothing bound means shut.
 */
export async function judgeSubjects(
  parts: {
    readonly subjects: ConfirmableSubjects;
    readonly gate: ConfirmationGate;
    readonly action: ConfirmationAction;
  },
  tx: Transaction,
  context: GuardContext,
): Promise<GuardVerdict> {
  const bound = context.subjects.filter((subject) => parts.subjects.find(subject.kind) !== null);
  if (bound.length === 0) {
    const text = {
      zh: '此步骤没有关联需要书面确认的方案',
      en: 'Nothing that could be confirmed in writing is bound to this step',
    };
    return { allowed: false, code: 'NO_SUBJECT', reason: text.en, text };
  }
  for (const { kind, id } of bound) {
    const { action } = parts;
    const answer = await parts.gate.judge({ kind, id, action, mode: context.mode, now: context.now }, tx);
    if (answer.open) continue;
    const text = {
      zh: answer.reasons.map((one) => one.text.zh).join('；'),
      en: answer.reasons.map((one) => one.text.en).join('; '),
    };
    return { allowed: false, code: answer.reasons[0]?.code ?? 'SHUT', reason: text.en, text };
  }
  return { allowed: true };
}

const ASKED = {
  provider: { zh: '请服务方书面确认', en: 'the provider is asked to confirm in writing' },
  customer: { zh: '请客户书面确认', en: 'the customer is asked to confirm in writing' },
} as const;

/** Every side that has to confirm was asked before, by `request-confirmation`; the work itself may not drop the guard. */
export function confirmationPath(action: ConfirmationAction): GuardPath {
  const { sides, workEvent, clause } = ruleOf(action);
  return {
    clause,
    steps: sides.map((side) => ({
      text: ASKED[side],
      is: ({ job }) =>
        job?.type.kind === 'static' &&
        job.type.text === 'request-confirmation' &&
        job.headers['action'] === action &&
        (job.headers['side'] ?? 'customer') === side,
    })),
    ...(workEvent === undefined ? {} : { mustRequire: ({ recordsEvent }) => recordsEvent === workEvent }),
  };
}

/** `pledge:requires = written_confirmation`: nothing on the customer's network without the written word (S1-47, S1-49). */
@Requirement('written_confirmation')
export class WrittenConfirmationRequirement implements Guard {
  readonly path = confirmationPath('change-approval');

  constructor(
    private readonly subjects: ConfirmableSubjects,
    private readonly gate: ConfirmationGate,
  ) {}

  check(tx: Transaction, context: GuardContext): Promise<GuardVerdict> {
    return judgeSubjects({ subjects: this.subjects, gate: this.gate, action: 'change-approval' }, tx, context);
  }
}

/** `pledge:requires = result_acceptance`: a large change ends with the approval of the customer's technician (S4-13). */
@Requirement('result_acceptance')
export class ResultAcceptanceRequirement implements Guard {
  readonly path = confirmationPath('result-acceptance');

  constructor(
    private readonly subjects: ConfirmableSubjects,
    private readonly gate: ConfirmationGate,
  ) {}

  check(tx: Transaction, context: GuardContext): Promise<GuardVerdict> {
    return judgeSubjects({ subjects: this.subjects, gate: this.gate, action: 'result-acceptance' }, tx, context);
  }
}
