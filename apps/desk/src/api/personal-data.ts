import type { ErasedPerson, ErasePersonRequest, PersonalAccessList } from '@pledge/contracts';
import { api } from '@pledge/web';

/** Who looked at personal data: a customer's own, or for staff those of the named customer. */
export function listAccesses(party?: string, cursor?: string): Promise<PersonalAccessList> {
  return api.get<PersonalAccessList>('/personal-data/accesses', {
    query: { limit: 50, ...(party === undefined ? {} : { party }), ...(cursor === undefined ? {} : { cursor }) },
  });
}
/** Takes a person out of every row that keeps them. */
export function erasePerson(contactId: string, body: ErasePersonRequest): Promise<ErasedPerson> {
  return api.post<ErasedPerson>(`/contacts/${contactId}/erase`, body);
}
