import type { PutSubstitute, Substitute, SubstituteList } from '@pledge/contracts';
import { api } from '@pledge/web';

/** Everybody's for an administrator, else one's own and those one stands in for; over ones are left out. */
export function listSubstitutes(): Promise<SubstituteList> {
  return api.get<SubstituteList>('/substitutes');
}
export function putSubstitute(username: string, body: PutSubstitute): Promise<Substitute> {
  return api.put<Substitute>(`/users/${encodeURIComponent(username)}/substitute`, body);
}
export function removeSubstitute(username: string): Promise<unknown> {
  return api.delete(`/users/${encodeURIComponent(username)}/substitute`);
}
