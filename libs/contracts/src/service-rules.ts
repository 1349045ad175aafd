import { z } from 'zod';

const text = (most: number): z.ZodString => z.string().trim().min(1).max(most);
const valueSchema = text(200);

/** What an element can be chosen by: what it does, never its id. */
export const STEP_TRAITS = [
  'calls',
  'records',
  'requires',
  'delegate',
  'form',
  'decision',
  'group',
  'receives',
  'sends',
] as const;
export type StepTrait = (typeof STEP_TRAITS)[number];

const selectorSchema = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('delegate'),
    value: valueSchema,
    /** Settings of the system step that have to stand there too. */
    settings: z.record(valueSchema, z.string().max(500)).optional(),
  }),
  z.strictObject({ is: z.enum(STEP_TRAITS).exclude(['delegate']), value: valueSchema }),
]);
export type StepSelector = z.infer<typeof selectorSchema>;
/** Any of these. */
const choiceSchema = z.array(selectorSchema).min(1).max(20);

const base = {
  /** Name of the rule's file and of its versions. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
  name: z.strictObject({ zh: text(100), en: text(200) }),
  /** Off: kept, and not asked. */
  active: z.boolean(),
  /** `error` refuses the deployment of a process that breaks it. */
  severity: z.enum(['error', 'warning']),
  /** Keys; empty: every process. Called processes are looked into from there. */
  processes: z.array(valueSchema).max(200),
};

/** A sentence about every way a case can take; see libs/verification for what each kind means. */
export const serviceRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('before'),
    first: choiceSchema,
    then: choiceSchema,
    again: choiceSchema.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('through'),
    step: choiceSchema,
    after: choiceSchema.optional(),
    unless: choiceSchema.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('heard'),
    message: valueSchema,
    after: choiceSchema.optional(),
    until: choiceSchema.optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('not-both'), one: choiceSchema, other: choiceSchema }),
  z.strictObject({ ...base, kind: z.literal('at-most'), step: choiceSchema, times: z.number().int().min(1).max(20) }),
]);
export type ServiceRuleData = z.infer<typeof serviceRuleSchema>;
export const RULE_KINDS = ['before', 'through', 'heard', 'not-both', 'at-most'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];
