export { evaluate, headlineOf } from './evaluate.js';
export { presentClock, limitText } from './present.js';
export { metricName } from './metric-names.js';
export { readCommitment } from './commitment-from-row.js';
export type { ReadCommitment } from './commitment-from-row.js';
export { UnknownCalendarError } from './clock-model.js';
export type {
  CalendarInput,
  ClockWarning,
  EvaluatedClock,
  EvaluationInput,
  PauseReason,
  TimedEvent,
} from './clock-model.js';
export { calendarWords, explain, limitWords } from './explain.js';
