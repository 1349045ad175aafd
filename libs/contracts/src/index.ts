export type { ProblemText, ProblemTexts } from './problems.js';
export * from './documents.js';
export * from './notifications.js';
export * from './confirmations.js';
export * from './common.js';
