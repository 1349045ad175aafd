import { z } from 'zod';
import { instantSchema } from './common.js';
import { timeWindow } from './service-levels.js';

const bilingual = z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const username = z.string().min(1).max(60);

/** What a day is for the roster. A makeup day (调休) is a working day; a key period stands beside the others (Y16). */
export const dutyDay = z.enum(['working-day', 'weekend', 'holiday', 'key-period']);
export type DutyDay = z.infer<typeof dutyDay>;
/** In which order people of one shift are called; the second contact stays reachable (C16). */
export const dutyRole = z.enum(['primary', 'backup', 'second-contact']);
export type DutyRole = z.infer<typeof dutyRole>;

/** One place of a shift. */
export const dutySlot = z.strictObject({
  id: code,
  role: dutyRole,
  /** Roles or candidate groups a person must be in: one of them. */
  groups: z.array(code).min(1).max(10),
  /** All of them are needed. */
  skills: z.array(code).max(10),
  /** Must not leave the locality (S1-30, S1-31). */
  staysLocal: z.boolean(),
  /** Points a shift counts for fairness; 0: it is the person's usual work. */
  weight: z.number().min(0).max(100),
});
export type DutySlot = z.infer<typeof dutySlot>;

/** Who is on duty on which days and hours. Where several rules hold, the highest precedence counts (C16). */
export const dutyRule = z.strictObject({
  id: code,
  name: bilingual,
  precedence: z.number().int().min(0).max(1000),
  days: z.array(dutyDay).min(1),
  /** Local hours; none: the whole duty day. Hours before the change-over belong to the day before. */
  hours: z.array(timeWindow).max(6),
  /** The hotline is forwarded to the mobile of the first person (S1-30). */
  forwardsHotline: z.boolean(),
  slots: z.array(dutySlot).min(1).max(8),
});
export type DutyRule = z.infer<typeof dutyRule>;

/** Some go on holiday earlier, so that enough are there on the holiday itself (S0i-25). */
export const earlyLeaveRule = z.strictObject({
  /** Days before a holiday within which the free day lies. */
  daysBefore: z.number().int().min(1).max(30),
  /** So many people of the unit stay on every such day. */
  minPresent: z.number().int().min(0).max(1000),
});
export type EarlyLeaveRule = z.infer<typeof earlyLeaveRule>;

/** A unit with a roster of its own: a support centre, a department. */
export const dutyUnit = z.object({
  id: code,
  name: bilingual,
  /** Set of statutory holidays it follows. */
  holidays: z.string(),
  hotline: z.string().max(60),
  /** Local time at which duty changes hands. */
  changeOver: timeOfDay,
  /** Hours of rest between two shifts that count points: nobody twice in a row. */
  restHours: z.number().int().min(0).max(240),
  /** Tiers of severity for which the fixed engineer is tried first although not on duty (C18). */
  stickyTiers: z.array(code).max(10),
  /** So many people are on duty at any hour; second contacts are not counted (S0i-24: two). */
  minPeople: z.number().int().min(1).max(8).default(2),
  earlyLeave: earlyLeaveRule.nullable(),
  rules: z.array(dutyRule).min(1).max(20),
  revision: z.number().int(),
});
export type DutyUnit = z.infer<typeof dutyUnit>;
export const dutyUnitList = z.object({ items: z.array(dutyUnit) });
export type DutyUnitList = z.infer<typeof dutyUnitList>;
export const saveDutyUnitRequest = dutyUnit.omit({ id: true, revision: true }).extend({
  /** The one that was read; absent: a new unit. */
  revision: z.number().int().nonnegative().optional(),
});
export type SaveDutyUnitRequest = z.infer<typeof saveDutyUnitRequest>;

/** Rules as they stand in an editor, to be cut into a duty day; none at all is a state of editing too. */
export const dutyStripsRequest = z.strictObject({ changeOver: timeOfDay, rules: z.array(dutyRule).max(20) });
export type DutyStripsRequest = z.infer<typeof dutyStripsRequest>;
/** One kind of day from change-over to change-over: which rule wins when (C16). */
export const dutyStrip = z.object({
  day: dutyDay,
  pieces: z.array(
    z.object({
      /** Id of the rule; null: nobody would be on duty. */
      rule: code.nullable(),
      /** Local times; `to` not after `from`: the next morning. */
      from: timeOfDay,
      to: timeOfDay,
      minutes: z.number().int().positive(),
    }),
  ),
});
export type DutyStrip = z.infer<typeof dutyStrip>;
export const dutyStripList = z.object({ items: z.array(dutyStrip) });
export type DutyStripList = z.infer<typeof dutyStripList>;

/** A person of the rotation, and the line of the 24-hour contact list (S1-29, S1-33). */
export const dutyPerson = z.object({
  username,
  displayName: z.string(),
  unit: code,
  skills: z.array(code),
  /** False: reachable, but given no shifts. */
  inRotation: z.boolean(),
  mobile: z.string().nullable(),
  homePhone: z.string().nullable(),
  place: z.string().nullable(),
});
export type DutyPerson = z.infer<typeof dutyPerson>;
export const dutyPersonList = z.object({ items: z.array(dutyPerson) });
export type DutyPersonList = z.infer<typeof dutyPersonList>;
export const saveDutyPersonRequest = z.strictObject({
  unit: code,
  skills: z.array(code).max(30),
  inRotation: z.boolean(),
  homePhone: z.string().trim().max(60).nullable(),
  place: z.string().trim().max(100).nullable(),
});
export type SaveDutyPersonRequest = z.infer<typeof saveDutyPersonRequest>;

/** `early-leave`: the free day before a holiday on which the person is on duty (S0i-25). */
export const dutyLeaveKind = z.enum(['leave', 'early-leave', 'training']);
export type DutyLeaveKind = z.infer<typeof dutyLeaveKind>;
/** Days on which a person cannot be on duty. */
export const dutyLeave = z.object({
  id: z.string(),
  username,
  displayName: z.string(),
  from: z.iso.date(),
  /** The last day of it. */
  to: z.iso.date(),
  kind: dutyLeaveKind,
  note: z.string(),
  /** Days of it on which the person has a shift in force all the same: somebody else must take it. */
  onDuty: z.array(z.iso.date()),
});
export type DutyLeave = z.infer<typeof dutyLeave>;
export const dutyLeaveList = z.object({ items: z.array(dutyLeave) });
export type DutyLeaveList = z.infer<typeof dutyLeaveList>;
export const createDutyLeaveRequest = z.strictObject({
  username,
  from: z.iso.date(),
  to: z.iso.date(),
  kind: dutyLeaveKind,
  note: z.string().trim().max(200),
});
export type CreateDutyLeaveRequest = z.infer<typeof createDutyLeaveRequest>;
export const changeDutyLeaveRequest = createDutyLeaveRequest.omit({ username: true });
export type ChangeDutyLeaveRequest = z.infer<typeof changeDutyLeaveRequest>;

/** Why a person was left out of a shift. */
export const dutyHindrance = z.enum(['leave', 'busy', 'skill', 'resting']);
export type DutyHindrance = z.infer<typeof dutyHindrance>;
/** Why a place of a shift has the person it has. */
export const dutyReason = z.object({
  /** `rested`: least points among those who could; `tired`: everybody else was hindered, rest was cut; `nobody`: a gap. */
  code: z.enum(['rested', 'tired', 'nobody', 'by-hand', 'swapped']),
  /** Points of the person before this shift. */
  points: z.number().nullable(),
  /** How many could have taken it. */
  candidates: z.number().int(),
  hindered: z.array(z.object({ username, displayName: z.string(), why: dutyHindrance })),
  /** Who decided, where it was a person, and what that one wrote. */
  by: z.string().nullable(),
  note: z.string().nullable(),
});
export type DutyReason = z.infer<typeof dutyReason>;

export const dutyShift = z.object({
  id: z.string(),
  rosterId: z.string(),
  /** Local day on which it begins. */
  date: z.iso.date(),
  from: instantSchema,
  to: instantSchema,
  rule: z.object({ id: z.string(), name: bilingual }),
  slot: z.string(),
  role: dutyRole,
  staysLocal: z.boolean(),
  username: username.nullable(),
  displayName: z.string().nullable(),
  reason: dutyReason,
  signedInAt: instantSchema.nullable(),
  handover: z.object({ to: z.string().nullable(), note: z.string(), at: instantSchema }).nullable(),
});
export type DutyShift = z.infer<typeof dutyShift>;

export const rosterScores = z.object({
  places: z.number().int(),
  gaps: z.number().int(),
  /** Shifts for which somebody's rest was cut. */
  cutRests: z.number().int(),
  /** Jain's index of points over the people of the rotation, 0 to 100; 100: all have the same. */
  fairness: z.number(),
  /** Points of each person: of former rosters and of this one. */
  people: z.array(
    z.object({ username, displayName: z.string(), before: z.number(), here: z.number(), shifts: z.number().int() }),
  ),
});
export type RosterScores = z.infer<typeof rosterScores>;
export const earlyLeaveProposal = z.object({
  username,
  displayName: z.string(),
  date: z.iso.date(),
  holiday: z.iso.date(),
});
export type EarlyLeaveProposal = z.infer<typeof earlyLeaveProposal>;

/** A version of the roster that a customer was sent (S1-32). */
export const rosterDelivery = z.object({
  partyId: z.string(),
  partyName: z.string(),
  version: z.number().int(),
  rosterId: z.string(),
  unitName: bilingual,
  from: z.iso.date(),
  to: z.iso.date(),
  documentId: z.string(),
  sentAt: instantSchema,
  acknowledgedAt: instantSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
});
export type RosterDelivery = z.infer<typeof rosterDelivery>;

export const rosterSummary = z.object({
  id: z.string(),
  unit: code,
  unitName: bilingual,
  from: z.iso.date(),
  to: z.iso.date(),
  state: z.enum(['draft', 'approved']),
  /** Counted up by every change after the approval. */
  version: z.number().int(),
  approvedBy: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  /** The version customers have; null: none was sent. */
  sentVersion: z.number().int().nullable(),
});
export type RosterSummary = z.infer<typeof rosterSummary>;
export const roster = rosterSummary.extend({
  shifts: z.array(dutyShift),
  scores: rosterScores,
  earlyLeave: z.array(earlyLeaveProposal),
  /** Years of the period without holiday data: the draft may be wrong (C10). */
  missingYears: z.array(z.number().int()),
  deliveries: z.array(rosterDelivery),
});
export type Roster = z.infer<typeof roster>;
export const rosterList = z.object({ items: z.array(rosterSummary) });
export type RosterList = z.infer<typeof rosterList>;
export const rosterQuery = z.strictObject({
  unit: code.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type RosterQuery = z.infer<typeof rosterQuery>;
/** Drafts a roster; a draft of the same days is replaced. */
export const draftRosterRequest = z.strictObject({ unit: code, from: z.iso.date(), to: z.iso.date() });
export type DraftRosterRequest = z.infer<typeof draftRosterRequest>;
export const approveRosterRequest = z.strictObject({
  /** Approve although places are empty. */
  acceptGaps: z.boolean().default(false),
});
export type ApproveRosterRequest = z.infer<typeof approveRosterRequest>;
export const assignShiftRequest = z.strictObject({
  username: username.nullable(),
  reason: z.string().trim().min(1).max(300),
});
export type AssignShiftRequest = z.infer<typeof assignShiftRequest>;

/** A swap: asked by the one on duty, accepted by the other, approved by a manager. */
export const dutySwap = z.object({
  id: z.string(),
  shift: dutyShift,
  /** The shift given in return; null: taken over without one. */
  inReturn: dutyShift.nullable(),
  asker: username,
  askerName: z.string(),
  other: username,
  otherName: z.string(),
  reason: z.string(),
  state: z.enum(['asked', 'accepted', 'done', 'refused']),
});
export type DutySwap = z.infer<typeof dutySwap>;
export const dutySwapList = z.object({ items: z.array(dutySwap) });
export type DutySwapList = z.infer<typeof dutySwapList>;
export const askSwapRequest = z.strictObject({
  other: username,
  inReturnShiftId: z.string().max(36).optional(),
  reason: z.string().trim().min(1).max(300),
});
export type AskSwapRequest = z.infer<typeof askSwapRequest>;
export const signInRequest = z.strictObject({ phoneOn: z.literal(true), inLocality: z.boolean() });
export type SignInRequest = z.infer<typeof signInRequest>;
export const handoverRequest = z.strictObject({ note: z.string().trim().min(1).max(4000) });
export type HandoverRequest = z.infer<typeof handoverRequest>;

/** `GET /api/on-duty`: who is on duty at an instant, for a region, for a contract. */
export const onDutyQuery = z.strictObject({
  at: instantSchema.optional(),
  unit: code.optional(),
  region: code.optional(),
  contractNumber: z.string().max(100).optional(),
  tier: code.optional(),
});
export type OnDutyQuery = z.infer<typeof onDutyQuery>;
export const onDutyPerson = z.object({
  username,
  displayName: z.string(),
  mobile: z.string().nullable(),
  homePhone: z.string().nullable(),
  role: dutyRole,
  staysLocal: z.boolean(),
  shiftId: z.string(),
  until: instantSchema,
  signedInAt: instantSchema.nullable(),
  /** The absent person this one stands in for. */
  standsInFor: z.string().nullable(),
});
export type OnDutyPerson = z.infer<typeof onDutyPerson>;
export const onDuty = z.object({
  at: instantSchema,
  unit: code,
  unitName: bilingual,
  hotline: z.string(),
  rule: z.object({ id: z.string(), name: bilingual }).nullable(),
  /** The mobile to which the hotline is forwarded now; null: nowhere (S1-30). */
  hotlineTo: z.string().nullable(),
  people: z.array(onDutyPerson),
  /** People on duty who are away without a substitute. */
  absent: z.array(z.object({ username, displayName: z.string() })),
  /** The contract's fixed engineer: called first, or only told (C18). */
  fixedEngineer: z
    .object({ username, displayName: z.string(), mobile: z.string().nullable(), call: z.enum(['first', 'inform']) })
    .nullable(),
});
export type OnDuty = z.infer<typeof onDuty>;

/** A time that a customer names: a reinforced roster, and where asked for a freeze of changes (Y16). */
export const keyPeriod = z.object({
  id: z.string(),
  unit: code,
  partyId: z.string(),
  partyName: z.string(),
  name: z.string(),
  from: instantSchema,
  to: instantSchema,
  freeze: z.boolean(),
  createdBy: z.string(),
  /** Whether the roster of these days knows of it. `partly`: days are not drafted yet, or were drafted before. */
  reinforced: z.enum(['yes', 'partly', 'no-roster']),
});
export type KeyPeriod = z.infer<typeof keyPeriod>;
export const keyPeriodList = z.object({ items: z.array(keyPeriod) });
export type KeyPeriodList = z.infer<typeof keyPeriodList>;
export const createKeyPeriodRequest = z.strictObject({
  unit: code,
  partyId: z.string().length(36),
  name: z.string().trim().min(1).max(200),
  from: instantSchema,
  to: instantSchema,
  freeze: z.boolean(),
});
export type CreateKeyPeriodRequest = z.infer<typeof createKeyPeriodRequest>;
export const keyPeriodFreezeQuery = z.strictObject({
  partyId: z.string().length(36),
  from: instantSchema,
  to: instantSchema,
});
export type KeyPeriodFreezeQuery = z.infer<typeof keyPeriodFreezeQuery>;
export const dutyPeopleQuery = z.strictObject({ unit: code.optional() });
export type DutyPeopleQuery = z.infer<typeof dutyPeopleQuery>;
/** Local days, both included. */
export const dutyDaysQuery = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
export type DutyDaysQuery = z.infer<typeof dutyDaysQuery>;
export const rosterDeliveryList = z.object({ items: z.array(rosterDelivery) });
export type RosterDeliveryList = z.infer<typeof rosterDeliveryList>;
/** Sends the version in force to customers; again after a change (F-11 step 8). */
export const sendRosterRequest = z.strictObject({ partyIds: z.array(z.string().length(36)).min(1).max(50) });
export type SendRosterRequest = z.infer<typeof sendRosterRequest>;
