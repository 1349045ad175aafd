export type { ProblemText, ProblemTexts } from './problems.js';
export * from './documents.js';
export * from './notifications.js';
export * from './confirmations.js';
export * from './common.js';
export * from './auth.js';
export * from './users.js';
export * from './processes.js';
export * from './tasks.js';
