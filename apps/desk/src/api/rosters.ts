import type {
  AskSwapRequest,
  AssignShiftRequest,
  ChangeDutyLeaveRequest,
  CreateDutyLeaveRequest,
  CreateKeyPeriodRequest,
  DraftRosterRequest,
  DutyLeave,
  DutyLeaveList,
  DutyPerson,
  DutyPersonList,
  DutyShift,
  DutySwap,
  DutySwapList,
  DutyStripList,
  DutyStripsRequest,
  DutyUnit,
  DutyUnitList,
  KeyPeriod,
  KeyPeriodList,
  OnDuty,
  Roster,
  RosterDelivery,
  RosterDeliveryList,
  RosterList,
  SaveDutyPersonRequest,
  SaveDutyUnitRequest,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const shift = (id: string): string => `/duty-shifts/${encodeURIComponent(id)}`;

export function listDutyUnits(): Promise<DutyUnitList> {
  return api.get<DutyUnitList>('/duty-units');
}
/** Which rule would win when; stores nothing. */
export function cutDutyDays(body: DutyStripsRequest): Promise<DutyStripList> {
  return api.post<DutyStripList>('/duty-units/strips', body);
}
/** With the revision that was read; without one a new unit. */
export function saveDutyUnit(id: string, body: SaveDutyUnitRequest): Promise<DutyUnit> {
  return api.put<DutyUnit>(`/duty-units/${encodeURIComponent(id)}`, body);
}
export function saveDutyPerson(username: string, body: SaveDutyPersonRequest): Promise<DutyPerson> {
  return api.put<DutyPerson>(`/duty-people/${encodeURIComponent(username)}`, body);
}
/** Local days, both included. */
export function listDutyLeaves(from: string, to: string): Promise<DutyLeaveList> {
  return api.get<DutyLeaveList>('/duty-leaves', { query: { from, to } });
}
export function addDutyLeave(body: CreateDutyLeaveRequest): Promise<DutyLeave> {
  return api.post<DutyLeave>('/duty-leaves', body);
}
export function changeDutyLeave(id: string, body: ChangeDutyLeaveRequest): Promise<DutyLeave> {
  return api.put<DutyLeave>(`/duty-leaves/${encodeURIComponent(id)}`, body);
}
export function removeDutyLeave(id: string): Promise<unknown> {
  return api.delete(`/duty-leaves/${encodeURIComponent(id)}`);
}
/** Local days, both included. */
export function listKeyPeriods(from: string, to: string): Promise<KeyPeriodList> {
  return api.get<KeyPeriodList>('/key-periods', { query: { from, to } });
}
/** `id` null: a new one. */
export function saveKeyPeriod(id: string | null, body: CreateKeyPeriodRequest): Promise<KeyPeriod> {
  return id === null
    ? api.post<KeyPeriod>('/key-periods', body)
    : api.put<KeyPeriod>(`/key-periods/${encodeURIComponent(id)}`, body);
}
export function removeKeyPeriod(id: string): Promise<unknown> {
  return api.delete(`/key-periods/${encodeURIComponent(id)}`);
}
/** Of one unit, or of all. */
export function listDutyPeople(unit?: string): Promise<DutyPersonList> {
  return api.get<DutyPersonList>('/duty-people', unit === undefined ? {} : { query: { unit } });
}
export function getOnDuty(unit?: string): Promise<OnDuty> {
  return api.get<OnDuty>('/on-duty', unit === undefined ? {} : { query: { unit } });
}
export function listRosters(unit: string, from: string, to: string): Promise<RosterList> {
  return api.get<RosterList>('/rosters', { query: { unit, from, to } });
}
export function getRoster(id: string): Promise<Roster> {
  return api.get<Roster>(`/rosters/${encodeURIComponent(id)}`);
}
export function draftRoster(body: DraftRosterRequest): Promise<Roster> {
  return api.post<Roster>('/rosters', body);
}
export function approveRoster(id: string, acceptGaps: boolean): Promise<Roster> {
  return api.post<Roster>(`/rosters/${encodeURIComponent(id)}/approve`, { acceptGaps });
}
export function assignShift(id: string, body: AssignShiftRequest): Promise<Roster> {
  return api.put<Roster>(`${shift(id)}/person`, body);
}
export function signIn(id: string, inLocality: boolean): Promise<DutyShift> {
  return api.post<DutyShift>(`${shift(id)}/sign-in`, { phoneOn: true, inLocality });
}
export function handOver(id: string, note: string): Promise<DutyShift> {
  return api.post<DutyShift>(`${shift(id)}/handover`, { note });
}
export function listSwaps(): Promise<DutySwapList> {
  return api.get<DutySwapList>('/duty-swaps');
}
export function askSwap(id: string, body: AskSwapRequest): Promise<DutySwap> {
  return api.post<DutySwap>(`${shift(id)}/swap`, body);
}
export function decideSwap(id: string, decision: 'accept' | 'refuse' | 'approve'): Promise<DutySwap> {
  return api.post<DutySwap>(`/duty-swaps/${encodeURIComponent(id)}/${decision}`, {});
}
/** PDF and iCalendar to customers. */
export function sendRoster(id: string, partyIds: readonly string[]): Promise<Roster> {
  return api.post<Roster>(`/rosters/${encodeURIComponent(id)}/send`, { partyIds });
}
export function listRosterDeliveries(): Promise<RosterDeliveryList> {
  return api.get<RosterDeliveryList>('/roster-deliveries');
}
export function acknowledgeRoster(rosterId: string, version: number): Promise<RosterDelivery> {
  return api.post<RosterDelivery>(`/roster-deliveries/${encodeURIComponent(rosterId)}/${version}/acknowledge`, {});
}
