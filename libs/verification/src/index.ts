export { checkSoundness, STATE_LIMIT, type SoundnessFinding } from './soundness/soundness.js';
export type { PathStep } from './soundness/explore.js';
// The server loads bpmn-engine in the worker only: `secondOpinion` itself is not exported here.
export { secondOpinionInWorker } from './second-opinion/in-worker.js';
export { MINIMUM_SHARE, TIME_LIMIT_MS } from './second-opinion/limits.js';
export type { Round, SecondOpinion } from './second-opinion/compare.js';
export type { LeftOut } from './second-opinion/projection.js';
export {
  checkServiceRules,
  choicesWithoutStep,
  RULE_STATE_LIMIT,
  withCallers,
  type KeyedRule,
  type RuleFinding,
} from './service-rules/check-rules.js';
export type { RuleKind, ServiceRule, StepChoice, StepSelector } from './service-rules/rule.js';
