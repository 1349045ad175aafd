/** Key of the master flow (F-08) and of the plan that serves while no special one is chosen. */
export const GENERAL_PLAN = 'emergency-response';
