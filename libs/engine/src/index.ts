export type * from './execution/command.js';
export type * from './execution/effect.js';
export type * from './execution/history-entry.js';
export type * from './execution/failure.js';
export type * from './execution/step-result.js';
export type * from './execution/instance-state.js';
export * from './expressions/index.js';
export * from './decisions/index.js';
export * from './forms/index.js';
