export { readText } from './read-text.js';
export type { CalendarStatement, ClauseFlag, ClauseProposal, ClauseUnit, ReadText, Span } from './clause-model.js';
