import { z } from 'zod';
import { instantSchema, listSchema, pageQuerySchema } from './common.js';

/** What showed personal data of a customer's people; `erasure`: somebody was erased at their request. */
export const personalDataKind = z.enum([
  'customer-file',
  'contract',
  'case',
  'document',
  'file',
  'evidence-pack',
  'erasure',
]);
export type PersonalDataKind = z.infer<typeof personalDataKind>;

/** `GET /api/personal-data/accesses`. Staff may name a customer; customers get their own. */
export const personalAccessQuery = pageQuerySchema.extend({ party: z.string().max(36).optional() });
export type PersonalAccessQuery = z.output<typeof personalAccessQuery>;
export const personalAccess = z.object({
  id: z.string(),
  kind: personalDataKind,
  /** Number or title of what was shown. */
  ref: z.string(),
  /** Name of who looked. */
  by: z.string(),
  at: instantSchema,
});
export type PersonalAccess = z.infer<typeof personalAccess>;
export const personalAccessList = listSchema(personalAccess);
export type PersonalAccessList = z.infer<typeof personalAccessList>;

/** `POST /api/contacts/:id/erase` */
export const erasePersonRequest = z.strictObject({
  /** Why, and who asked for it; kept, so that it names nobody. */
  reason: z.string().trim().min(1).max(500),
  revision: z.number().int().nonnegative(),
});
export type ErasePersonRequest = z.input<typeof erasePersonRequest>;
/** Where the person stood, and in how many rows. */
export const erasedPerson = z.object({ erased: z.array(z.object({ holder: z.string(), rows: z.number().int() })) });
export type ErasedPerson = z.infer<typeof erasedPerson>;
