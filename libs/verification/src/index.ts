export { secondOpinion, TIME_LIMIT_MS } from './second-opinion/second-opinion.js';
export type { SecondOpinionRequest } from './second-opinion/second-opinion.js';
export { secondOpinionInWorker } from './second-opinion/in-worker.js';
export { MINIMUM_SHARE } from './second-opinion/compare.js';
export type { Round, SecondOpinion } from './second-opinion/compare.js';
export type { LeftOut } from './second-opinion/projection.js';
