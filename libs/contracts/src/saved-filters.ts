import { z } from 'zod';

/** Which tasks a saved filter of the inbox shows: words in name, number, title or customer, and how urgent they are. */
export const savedFilterSchema = z.strictObject({
  name: z.string().trim().min(1).max(40),
  words: z.string().max(100),
  /** `late`: the limit has passed; `today`: it passes within 24 hours, or has. */
  due: z.enum(['any', 'late', 'today']),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** `GET` and `PUT /api/inbox/filters`: one's own, in the order they are shown; names differ. */
export const savedFiltersSchema = z.strictObject({
  items: z
    .array(savedFilterSchema)
    .max(30)
    .refine((items) => new Set(items.map((item) => item.name)).size === items.length),
});
export type SavedFilters = z.infer<typeof savedFiltersSchema>;
