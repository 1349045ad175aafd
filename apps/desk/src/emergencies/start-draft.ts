import type { EMERGENCY_CAUSES, EMERGENCY_GRADES, EMERGENCY_SCOPES, StartEmergency } from '@pledge/contracts';

export type Cause = (typeof EMERGENCY_CAUSES)[number];
export type Scope = (typeof EMERGENCY_SCOPES)[number];
export type Grade = (typeof EMERGENCY_GRADES)[number];

/** What is typed of a report before it is sent. */
export interface StartDraft {
  readonly cause: Cause;
  readonly scope: Scope;
  readonly impact: Grade;
  readonly urgency: Grade;
  /** '' while the person has not written one: the cause is the title then. */
  readonly title: string;
  readonly partyId: string | undefined;
}

/** The gravest answers first: who is in a hurry corrects them afterwards, and no plan is missed. */
export function newDraft(cause: Cause, partyId: string | undefined): StartDraft {
  return { cause, scope: 'institution', impact: 'high', urgency: 'high', title: '', partyId };
}

/** The request of a draft; without `planKey` the leader decides. */
export function requestOf(draft: StartDraft, title: string, planKey: string | undefined): StartEmergency {
  const { cause, scope, impact, urgency, partyId } = draft;
  return {
    cause,
    scope,
    impact,
    urgency,
    title: (draft.title.trim() === '' ? title : draft.title.trim()).slice(0, 200),
    ...(partyId === undefined ? {} : { partyId }),
    ...(planKey === undefined ? {} : { planKey }),
  };
}
