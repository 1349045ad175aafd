export { cutDay, DAY } from './cut-day.js';
export { planShifts } from './plan-shifts.js';
export type { PlannedShift, ShiftPlan } from './plan-shifts.js';
export { draftRoster } from './assign.js';
export type { Absence, Assignment, DraftInput, DrawnPerson } from './assign.js';
export { placesOf, scoresOf } from './scores.js';
export type { HeldPlace, Scores } from './scores.js';
export { proposeEarlyLeave } from './early-leave.js';
export type { EarlyLeave } from './early-leave.js';
