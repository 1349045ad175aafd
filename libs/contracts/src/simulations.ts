import { z } from 'zod';
import { instantSchema, variablesSchema } from './common.js';

const durationSchema = z.string().max(60);
const nameSchema = z.string().min(1).max(200);

const deedSchema = z.discriminatedUnion('do', [
  /** Answers one wait: the n-th (`visit`, from 1) that was opened at this element. */
  z.strictObject({
    do: z.literal('answer'),
    at: durationSchema,
    elementId: nameSchema,
    processId: nameSchema.optional(),
    visit: z.number().int().min(1),
    variables: variablesSchema.optional(),
    error: z.strictObject({ code: nameSchema }).optional(),
  }),
  z.strictObject({
    do: z.enum(['message', 'signal']),
    at: durationSchema,
    name: nameSchema,
    correlationKey: nameSchema.optional(),
    variables: variablesSchema.optional(),
  }),
]);
export type PlayDeed = z.infer<typeof deedSchema>;

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
  /** When virtual time starts; default: now. */
  startAt: instantSchema.optional(),
  /** A case played by hand, in this order; a deed at an instant comes after everything that is due by then. `holdJobs`: system tasks wait for a deed too. */
  play: z.strictObject({ deeds: z.array(deedSchema).max(1000), holdJobs: z.boolean().optional() }).optional(),
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
    /** Decisions, forms and called processes that `resources` do not hold are those in use. */
    withDeployed: z.boolean().optional(),
    scenario: simulationScenarioSchema.default({}),
  })
  .refine((body) => (body.resources === undefined) !== (body.definitionId === undefined), {
    message: 'either resources or definitionId',
    path: ['resources'],
  });
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;

/** Something a case waits for, with what a person needs to answer it. */
export const playWaitSchema = z.object({
  kind: z.enum(['task', 'job', 'message', 'signal', 'timer', 'call']),
  elementId: z.string(),
  processId: z.string(),
  visit: z.number().int(),
  since: instantSchema,
  /** Visible at the wait. */
  variables: variablesSchema,
  loopCounter: z.number().int().optional(),
  /** Of a timer, or when a task is due. */
  dueAt: instantSchema.optional(),
  /** Of a message or signal. */
  name: z.string().optional(),
  correlationKey: z.string().optional(),
  jobType: z.string().optional(),
  /** Name of a user task. */
  title: z.string().optional(),
  formId: z.string().optional(),
  /** Of a task in a case played by hand: the form as it is shown. */
  form: z.object({ schema: z.unknown(), variables: variablesSchema }).optional(),
  assignee: z.string().optional(),
  candidateGroups: z.array(z.string()).optional(),
  calledProcess: z.string().optional(),
});
export type PlayWait = z.infer<typeof playWaitSchema>;

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
  /** Events that the case would record: what promise clocks are reckoned from. */
  events: z.array(
    z.object({
      type: z.string(),
      occurredAt: instantSchema,
      recordedAt: instantSchema,
      elementId: z.string(),
      processId: z.string(),
    }),
  ),
  /** What is waited for. */
  open: z.array(playWaitSchema),
  /** Numbers (from 0) of the deeds whose wait was not open. */
  skipped: z.array(z.number().int()),
});
export type SimulationResponse = z.infer<typeof simulationResultSchema>;

const spanSchema = z.strictObject({ min: durationSchema, max: durationSchema });
/**
 * `POST /api/simulations/runs`: the same draft many times, with answers, durations and messages by chance. `scenario.answers`
 * are alternatives with the same chance each; a task without one is answered by its form at random. The same seed gives the same runs.
 */
export const simulationRunsRequestSchema = z.strictObject({
  resources: z
    .array(z.strictObject({ name: nameSchema, content: z.string() }))
    .min(1)
    .max(200),
  withDeployed: z.boolean().optional(),
  scenario: simulationScenarioSchema.omit({ play: true, seed: true }).default({}),
  runs: z.number().int().min(1).max(300).default(100),
  seed: z.number().int().default(1),
  /** How long a person takes over a task, and a message is under way. */
  work: spanSchema.default({ min: 'PT5M', max: 'PT4H' }),
  messages: spanSchema.default({ min: 'PT10M', max: 'P1D' }),
  /** Whose promises the runs are measured by; the severity is that of the run's variables, else this one. */
  profileId: z.string().max(60).optional(),
  severity: z.string().max(60).optional(),
});
export type SimulationRunsRequest = z.infer<typeof simulationRunsRequestSchema>;

const countSchema = z.object({
  processId: z.string(),
  elementId: z.string(),
  /** In how many runs, and how often in all. */
  runs: z.number().int(),
  times: z.number().int(),
});
export const simulationRunsResultSchema = z.object({
  seed: z.number().int(),
  runs: z.number().int(),
  /** Not all runs were made: the time of the server was up. */
  cut: z.boolean(),
  completed: z.number().int(),
  waiting: z.number().int(),
  incidents: z.number().int(),
  /** Of the runs that ended, ms. */
  durations: z
    .object({
      shortest: z.number(),
      median: z.number(),
      p90: z.number(),
      longest: z.number(),
      histogram: z.array(z.object({ upTo: z.number(), count: z.number().int() })),
    })
    .nullable(),
  elements: z.array(countSchema),
  flows: z.array(countSchema),
  troubles: z.array(
    z.object({
      code: z.string(),
      elementId: z.string(),
      message: z.string(),
      count: z.number().int(),
      run: z.number().int(),
    }),
  ),
  stuck: z.array(z.object({ elementId: z.string(), count: z.number().int() })),
  promises: z.array(
    z.object({
      metric: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      kept: z.number().int(),
      broken: z.number().int(),
      /** Neither when the run was over. */
      open: z.number().int(),
    }),
  ),
});
export type SimulationRunsResponse = z.infer<typeof simulationRunsResultSchema>;
