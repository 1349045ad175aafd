import type { CreatedUser, CreateUser, PartyList, ResetPassword, UpdateUser, User } from '@pledge/contracts';
import { api } from '@pledge/web';

export interface UserPage {
  readonly items: readonly User[];
  readonly nextCursor: string | null;
}

export function listUsers(filter: { search?: string; limit?: number }): Promise<UserPage> {
  return api.get<UserPage>('/users', { query: filter });
}
/** Without a password the answer carries the one-time invitation link. */
export function createUser(body: CreateUser): Promise<CreatedUser> {
  return api.post<CreatedUser>('/users', body);
}
export function updateUser(username: string, body: UpdateUser): Promise<User> {
  return api.patch<User>(`/users/${encodeURIComponent(username)}`, body);
}
/** Ends the person's sessions and gives the one-time link. */
export function resetPassword(username: string): Promise<ResetPassword> {
  return api.post<ResetPassword>(`/users/${encodeURIComponent(username)}/reset-password`);
}
export function listParties(): Promise<PartyList> {
  return api.get<PartyList>('/parties');
}
