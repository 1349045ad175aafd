export type { ElementBehavior, Occurrence } from '../execution/run.js';
