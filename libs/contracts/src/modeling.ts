import { z } from 'zod';

const choiceSchema = z.object({ value: z.string(), zh: z.string(), en: z.string() });

/** Everything the modeler offers in lists, so that nobody types a technical name. */
export const modelingCatalogueSchema = z.object({
  roles: z.array(choiceSchema),
  forms: z.array(choiceSchema),
  decisions: z.array(choiceSchema),
  processes: z.array(choiceSchema),
  delegates: z.array(choiceSchema),
  guards: z.array(choiceSchema),
  events: z.array(choiceSchema),
  messages: z.array(choiceSchema),
});
export type ModelingCatalogue = z.infer<typeof modelingCatalogueSchema>;
export type ModelingChoice = z.infer<typeof choiceSchema>;
