/** Why an element could not go on. Raises an incident that leaves the token waiting; never thrown (design section 5). */
export interface Failure {
  readonly code: FailureCode;
  readonly elementId: string;
  readonly message: string;
}
export type FailureCode =
  | 'EXPRESSION_FAILED'
  | 'NO_FLOW_TAKEN'
  | 'UNCAUGHT_ERROR'
  | 'DECISION_FAILED'
  | 'LOOP_SUSPECTED'
  | 'VARIABLES_TOO_LARGE'
  | 'CALLED_PROCESS_MISSING'
  | 'TIMER_INVALID'
  | 'JOB_FAILED'
  | 'MULTI_INSTANCE_INVALID'
  /** Nothing is left to do in an ad-hoc subprocess, but its completion condition is not true. */
  | 'AD_HOC_UNFINISHED'
  /** Every token of a scope waits at a joining gateway: nothing can come any more. */
  | 'JOIN_BLOCKED';
