import type {
  CreatedDrill,
  Drill,
  DrillContent,
  DrillDueList,
  DrillList,
  DrillSteps,
  FindingInput,
  Rehearsal,
} from '@pledge/contracts';
import { api, type CallOptions } from '@pledge/web';

export function listDrills(query: NonNullable<CallOptions['query']>): Promise<DrillList> {
  return api.get<DrillList>('/drills', { query });
}
export function drillsDue(): Promise<DrillDueList> {
  return api.get<DrillDueList>('/drills/due');
}
export function getDrill(number: string): Promise<Drill> {
  return api.get<Drill>(`/drills/${number}`);
}
export function drillSteps(planKey: string): Promise<DrillSteps> {
  return api.get<DrillSteps>(`/drills/steps/${planKey}`);
}
export function createDrill(content: DrillContent, idempotencyKey: string): Promise<CreatedDrill> {
  return api.post<CreatedDrill>('/drills', content, { idempotencyKey });
}
/** `basedOn`: the revision that was edited; an older one is refused (409 DRILL_OUTDATED). */
export function editDrill(number: string, basedOn: number, content: DrillContent): Promise<Drill> {
  return api.put<Drill>(`/drills/${number}`, { basedOn, content });
}
export function rehearseDrill(number: string): Promise<Rehearsal> {
  return api.post<Rehearsal>(`/drills/${number}/rehearsals`, {});
}
export function stopDrill(number: string, reason: string): Promise<CreatedDrill> {
  return api.post<CreatedDrill>(`/drills/${number}/stop`, { reason });
}
export function addFinding(number: string, finding: FindingInput): Promise<Drill> {
  return api.post<Drill>(`/drills/${number}/findings`, finding);
}
export function removeFinding(number: string, id: string): Promise<void> {
  return api.delete(`/drills/${number}/findings/${id}`);
}
