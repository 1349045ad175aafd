import { z } from 'zod';
import { instantSchema, variablesSchema } from './common.js';

const durationSchema = z.string().max(60);
const nameSchema = z.string().min(1).max(200);

/** How the world answers a simulated process. Durations are ISO 8601, counted from the start or, in answers, from entry. */
export const simulationScenarioSchema = z.strictObject({
  processId: nameSchema.optional(),
  variables: variablesSchema.optional(),
  answers: z
    .record(
      z.string(),
      z
        .array(
          z.strictObject({
            after: durationSchema.optional(),
            variables: variablesSchema.optional(),
            error: z.strictObject({ code: nameSchema }).optional(),
          }),
        )
        .max(1000),
    )
    .optional(),
  messages: z
    .array(
      z.strictObject({
        at: durationSchema,
        name: nameSchema,
        correlationKey: nameSchema.optional(),
        variables: variablesSchema.optional(),
      }),
    )
    .max(1000)
    .optional(),
  signals: z
    .array(z.strictObject({ at: durationSchema, name: nameSchema, variables: variablesSchema.optional() }))
    .max(1000)
    .optional(),
  until: durationSchema.optional(),
  seed: z.number().int().optional(),
});
export const simulationRequestSchema = z
  .strictObject({
    resources: z
      .array(z.strictObject({ name: nameSchema, content: z.string() }))
      .min(1)
      .max(200)
      .optional(),
    definitionId: nameSchema.optional(),
    scenario: simulationScenarioSchema.default({}),
  })
  .refine((body) => (body.resources === undefined) !== (body.definitionId === undefined), {
    message: 'either resources or definitionId',
    path: ['resources'],
  });
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;

export const simulationResultSchema = z.object({
  state: z.enum(['completed', 'waiting', 'incident']),
  at: instantSchema,
  variables: variablesSchema,
  waiting: z.array(z.object({ elementId: z.string(), elementType: z.string() })),
  trace: z.array(
    z.object({
      at: instantSchema,
      type: z.enum(['entered', 'completed', 'cancelled', 'flow', 'incident', 'error']),
      elementId: z.string(),
      elementType: z.string(),
      processId: z.string(),
      loopCounter: z.number().int().optional(),
      detail: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  incident: z.object({ code: z.string(), elementId: z.string(), message: z.string() }).optional(),
});
export type SimulationResponse = z.infer<typeof simulationResultSchema>;
