import { z } from 'zod';
import { instantSchema, variablesSchema } from './common.js';
import { activeElementSchema, INSTANCE_STATES } from './processes.js';

const idSchema = z.string().min(1).max(255);

/**
 * One change: `add` a token at `elementId`, `remove` the tokens there, or `move` them to `target`. Written as
 * `{ type: "move", elementId, target }` or, shorter, `{ move: true, elementId, target }`. With `elementInstanceId` only
 * that token is meant; `scopeInstanceId` says into which running subprocess, where there are several.
 */
export const instructionSchema = z
  .strictObject({
    type: z.enum(['move', 'add', 'remove']).optional(),
    move: z.union([z.literal(true), idSchema]).optional(),
    add: z.union([z.literal(true), idSchema]).optional(),
    remove: z.union([z.literal(true), idSchema]).optional(),
    elementId: idSchema.optional(),
    elementInstanceId: z.string().max(36).optional(),
    target: idSchema.optional(),
    scopeInstanceId: z.string().max(36).optional(),
  })
  .superRefine((value, context) => {
    const types = typesOf(value);
    const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (types.length !== 1) return say('type', 'exactly one of move, add, remove');
    if (elementOf(value) === undefined) say('elementId', 'required');
    if (types[0] === 'move' && value.target === undefined) say('target', 'required');
    if (types[0] !== 'move' && value.target !== undefined) say('target', 'only with move');
  });
type Instruction = z.infer<typeof instructionSchema>;
const KINDS = ['move', 'add', 'remove'] as const;
function typesOf(value: Instruction): (typeof KINDS)[number][] {
  return KINDS.filter((kind) => value.type === kind || value[kind] !== undefined);
}
function elementOf(value: Instruction): string | undefined {
  return value.elementId ?? [value.move, value.add, value.remove].find((each) => typeof each === 'string');
}

/** An instruction in its long form. */
export type PlainInstruction =
  | { type: 'add'; elementId: string; scopeInstanceId?: string }
  | { type: 'remove'; elementId: string; elementInstanceId?: string }
  | { type: 'move'; elementId: string; elementInstanceId?: string; target: string; scopeInstanceId?: string };

/** The long form of an instruction that `instructionSchema` accepts. */
export function plainInstruction(value: Instruction): PlainInstruction {
  const [type] = typesOf(value);
  const elementId = elementOf(value) ?? '';
  const token = value.elementInstanceId === undefined ? {} : { elementInstanceId: value.elementInstanceId };
  const scope = value.scopeInstanceId === undefined ? {} : { scopeInstanceId: value.scopeInstanceId };
  if (type === 'add') return { type, elementId, ...scope };
  if (type === 'move') return { type, elementId, ...token, target: value.target ?? '', ...scope };
  return { type: 'remove', elementId, ...token };
}

export const modificationSchema = z.strictObject({
  instructions: z.array(instructionSchema).min(1).max(100),
  /** Written to the process before the tokens move; sealed ones are refused. */
  variables: variablesSchema.optional(),
  reason: z.string().max(1000).optional(),
  dryRun: z.boolean().optional(),
});
export type Modification = z.infer<typeof modificationSchema>;

const touchedSchema = z.object({ elementId: z.string(), elementInstanceId: z.string(), elementType: z.string() });
export const modificationResultSchema = z.object({
  id: z.string(),
  dryRun: z.boolean(),
  state: z.enum(INSTANCE_STATES),
  /** Where the tokens stand afterwards. */
  activeElements: z.array(activeElementSchema),
  entered: z.array(touchedSchema),
  cancelled: z.array(touchedSchema),
  incidents: z.array(z.object({ elementId: z.string(), code: z.string(), message: z.string() })),
  settled: z.boolean().optional(),
});
export type ModificationAnswer = z.infer<typeof modificationResultSchema>;

/** `dueAt` is when it fires, or `in` counts from now (ISO 8601 duration). */
export const replanTimerSchema = z
  .strictObject({
    dueAt: instantSchema.optional(),
    in: z.string().min(2).max(40).optional(),
    reason: z.string().min(1).max(1000),
  })
  .refine((body) => (body.dueAt === undefined) !== (body.in === undefined), {
    message: 'either dueAt or in',
    path: ['dueAt'],
  });
export type ReplanTimer = z.infer<typeof replanTimerSchema>;
/** The timer has another job id afterwards: `id`. */
export const replannedTimerSchema = z.object({
  id: z.string(),
  processInstanceId: z.string(),
  dueAt: instantSchema,
  settled: z.boolean().optional(),
});
