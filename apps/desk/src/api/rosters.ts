import type {
  AskSwapRequest,
  AssignShiftRequest,
  DraftRosterRequest,
  DutyPersonList,
  DutyShift,
  DutySwap,
  DutySwapList,
  DutyUnitList,
  OnDuty,
  Roster,
  RosterDelivery,
  RosterDeliveryList,
  RosterList,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const shift = (id: string): string => `/duty-shifts/${encodeURIComponent(id)}`;

export function listDutyUnits(): Promise<DutyUnitList> {
  return api.get<DutyUnitList>('/duty-units');
}
export function listDutyPeople(unit: string): Promise<DutyPersonList> {
  return api.get<DutyPersonList>('/duty-people', { query: { unit } });
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
