import type {
  ClausesToProfileRequest,
  ClausesToProfileResponse,
  ProfileList,
  ReadClausesResponse,
} from '@pledge/contracts';
import { api } from '@pledge/web';

export function readClauses(text: string): Promise<ReadClausesResponse> {
  return api.post<ReadClausesResponse>('/clauses/read', { text });
}
/** A Word, PDF or text file. */
export function readClausesFile(file: File): Promise<ReadClausesResponse> {
  const form = new FormData();
  form.append('file', file);
  return api.post<ReadClausesResponse>('/clauses/read-file', form);
}
export function addClausesToProfile(body: ClausesToProfileRequest): Promise<ClausesToProfileResponse> {
  return api.post<ClausesToProfileResponse>('/clauses/profile-draft', body);
}
export function listProfiles(): Promise<ProfileList> {
  return api.get<ProfileList>('/service-levels/profiles');
}
