import {
  confirmationActionSchema,
  type ConfirmationAction,
  type ConfirmationRule,
  type ConfirmationWay,
} from '@pledge/contracts';
import { z } from 'zod';
import levels from './levels.json' with { type: 'json' };

const ruleSchema = z.strictObject({
  /** What profiles call the action. */
  profileAction: z.string().min(1),
  minimum: z.number().int().min(1).max(5),
  floor: z.number().int().min(1).max(5),
  sides: z.array(z.enum(['provider', 'customer'])).min(1),
  /** What was confirmed may begin inside its window only, and once. */
  windowed: z.boolean().default(true),
  /** Event that the work itself records: a diagram may not record it without the guard. */
  workEvent: z.string().optional(),
  /** Catalogue ids. */
  clause: z.string().min(1),
});
/** What an action needs: `minimum` where the contract is silent, `floor` whatever it says, `sides` that have to confirm. */
export type ActionRule = z.infer<typeof ruleSchema>;

const RULES: ReadonlyMap<ConfirmationAction, ActionRule> = new Map(
  Object.entries(levels).map(([action, rule]) => [confirmationActionSchema.parse(action), ruleSchema.parse(rule)]),
);

/** The rule of an action, from `levels.json` (C15: F-04 and F-05 at least 3). */
export function ruleOf(action: ConfirmationAction): ActionRule {
  const rule = RULES.get(action);
  if (!rule) throw new Error(`levels.json has no rule for ${action}`);
  return rule;
}

/** Least level of an action under a contract: the profile may ask for more than the floor, never for less. */
export function minimumLevel(
  action: ConfirmationAction,
  byContract: readonly Pick<ConfirmationRule, 'action' | 'level'>[],
): number {
  const rule = ruleOf(action);
  const stated = byContract.find((one) => one.action === rule.profileAction);
  return Math.max(rule.floor, stated?.level ?? rule.minimum);
}

/** Level of each way (C15). */
export const LEVEL_OF_WAY: Readonly<Record<ConfirmationWay, number>> = {
  oral: 1,
  click: 2,
  signature: 3,
  scan: 4,
  certificate: 5,
};
