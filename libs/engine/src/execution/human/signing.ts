/** Where added signers stand to the holder of the task: 前加签, 并加签, 后加签. */
export type SignerPosition = 'before' | 'parallel' | 'after';

/**
 * When a group of signers is done: all have signed (会签, without a rule too), one has (或签), or the weights of those
 * whose answer has `variable = true` reach `threshold`, or cannot any more (票签). The outcome, true or false, is a result of
 * the task under the name `outcome` (absent: `variable` itself).
 */
export type SignerRule =
  | { readonly kind: 'all' }
  | { readonly kind: 'any' }
  | { readonly kind: 'vote'; readonly variable: string; readonly threshold: number; readonly outcome?: string };

export interface Signer {
  readonly user: string;
  /** Its task, once there is one; whoever holds that then signs. */
  readonly taskId?: string;
  /** Counts in a vote; 1 where nothing is said. */
  readonly weight?: number;
  /** Has signed; false: against it. */
  readonly signed?: boolean;
}
export interface SignerGroup {
  readonly rule?: SignerRule;
  readonly signers: readonly Signer[];
}
/** Added signers of a user task, by position. */
export type Signing = { readonly [P in SignerPosition]?: SignerGroup };

/** What a group has come to. A group without anybody left is done. */
export function verdictOf(group: SignerGroup): 'open' | 'yes' | 'no' {
  const { rule = { kind: 'all' }, signers } = group;
  const undone = signers.filter((one) => one.signed === undefined);
  switch (rule.kind) {
    case 'all':
      return undone.length === 0 ? 'yes' : 'open';
    case 'any':
      return undone.length === 0 || signers.some((one) => one.signed !== undefined) ? 'yes' : 'open';
    case 'vote': {
      const sum = (list: readonly Signer[]): number => list.reduce((total, one) => total + (one.weight ?? 1), 0);
      const yes = sum(signers.filter((one) => one.signed === true));
      if (yes >= rule.threshold) return 'yes';
      return yes + sum(undone) < rule.threshold ? 'no' : 'open';
    }
  }
}
