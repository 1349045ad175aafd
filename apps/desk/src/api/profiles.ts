import type {
  CreateProfileRequest,
  FindingList,
  ProfileDifference,
  ProfileList,
  ProfileVersionDetail,
  ProfileVersionList,
  PublishRequest,
  ServiceLevelProfile,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const at = (id: string): string => `/service-levels/profiles/${encodeURIComponent(id)}`;

export function listProfiles(): Promise<ProfileList> {
  return api.get<ProfileList>('/service-levels/profiles');
}
export function createProfile(body: CreateProfileRequest): Promise<ProfileVersionDetail> {
  return api.post<ProfileVersionDetail>('/service-levels/profiles', body);
}
export function listVersions(id: string): Promise<ProfileVersionList> {
  return api.get<ProfileVersionList>(`${at(id)}/versions`);
}
export function getVersion(id: string, version: number): Promise<ProfileVersionDetail> {
  return api.get<ProfileVersionDetail>(`${at(id)}/versions/${String(version)}`);
}
export function getDifference(id: string, from: number, to: number): Promise<ProfileDifference> {
  return api.get<ProfileDifference>(`${at(id)}/difference`, { query: { from, to } });
}
/** Without a revision a draft begins. */
export function saveDraft(id: string, profile: ServiceLevelProfile, revision?: number): Promise<ProfileVersionDetail> {
  return api.put<ProfileVersionDetail>(`${at(id)}/draft`, { profile, ...(revision === undefined ? {} : { revision }) });
}
export function discardDraft(id: string): Promise<unknown> {
  return api.delete(`${at(id)}/draft`);
}
export function publishDraft(id: string, body: PublishRequest): Promise<ProfileVersionDetail> {
  return api.post<ProfileVersionDetail>(`${at(id)}/publish`, body);
}
/** What the validator says of a profile as it stands in the editor. */
export function validateProfile(profile: ServiceLevelProfile): Promise<FindingList> {
  return api.post<FindingList>('/service-levels/profiles/validate', { profile });
}
