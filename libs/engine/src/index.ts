export type * from './execution/command.js';
export type * from './execution/effect.js';
export type * from './execution/history-entry.js';
export type * from './execution/failure.js';
export type { Refusal, RefusalCode } from './execution/refusal.js';
export type * from './execution/step-result.js';
export type * from './execution/instance-state.js';
export type * from './execution/human/commands.js';
export type * from './execution/human/effects.js';
export type * from './execution/human/signing.js';
export { deedsSince, passedTasks, type PassedTask } from './execution/human/passed.js';
export { step } from './execution/step.js';
export { migrateInstance, type MigrationResult } from './execution/migration/migrate-instance.js';
export type { MigrationItem } from './execution/migration/migration-report.js';
export {
  proposeMapping,
  type MappedElement,
  type MappingProposal,
  type UnmappedElement,
} from './execution/migration/propose-mapping.js';
export { readState, stateReader, STATE_VERSION } from './execution/upcast-state.js';
export type { StoredState, Upcast } from './execution/upcast-state.js';
export {
  activeElements,
  openWaits,
  variablesAt,
  type ActiveElementInstance,
  type OpenWait,
} from './execution/views.js';
export { MAX_VARIABLE_BYTES } from './execution/variables.js';
export { nextInCycle, type Firing } from './execution/timer-cycle.js';
export { timerDue, type TimerDue } from './execution/timer-due.js';
export { parseBpmn, MAX_XML_LENGTH, type ParsedModel } from './model/parse-bpmn.js';
export type { BothLanguages, ModelFinding } from './model/finding.js';
export * from './model/process-definition.js';
export { checkDefinition } from './model/check-definition.js';
export { references, type Reference, type References } from './model/references.js';
export {
  hasPlainStart,
  nextStartTimer,
  startConditionFlip,
  startConditionHolds,
  startTimerDue,
  startTriggers,
  type StartEnv,
  type StartTrigger,
} from './model/start-triggers.js';
export * from './expressions/index.js';
export * from './decisions/index.js';
export * from './forms/index.js';
