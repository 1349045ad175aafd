import type { ModificationInstruction, ModifyInstanceCommand } from '../command.js';
import { reject, writeRefused, type Rejection } from '../command-tools.js';
import { ROOT } from '../draft.js';
import type { NodeInstance } from '../instance-state.js';
import { refuse, Refused, type Refusal } from '../refusal.js';
import type { Run } from '../run.js';
import { MAX_VARIABLE_BYTES, setLocal } from '../variables.js';
import { placeToken } from './place-token.js';
import { tokensAt, withdrawToken } from './withdraw-token.js';

/**
 * Adds, removes and moves tokens by hand. Everything is asked of the instance as it was before: what is added is not
 * removed again. New tokens are placed first, so that a scope that only changes its token stays open.
 * @returns OPERATION_REFUSED with every reason, and nothing is changed
 */
export function modifyInstance(run: Run, command: ModifyInstanceCommand): Rejection | null {
  const { instructions, variables = {}, actor } = command;
  const refused = writeRefused(run, variables);
  if (refused !== null) return refused;
  setLocal(run, ROOT, variables);
  if (run.draft.variableBytes() > MAX_VARIABLE_BYTES) return reject('VARIABLES_TOO_LARGE', 'all variables together');
  const names = Object.keys(variables);
  run.record({
    type: 'instance-modified',
    actor: actor.userId,
    detail: {
      instructions,
      ...(names.length === 0 ? {} : { names }),
      ...(command.reason === undefined ? {} : { reason: command.reason }),
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
    },
  });
  const refusals: Refusal[] = [];
  const tokens = instructions.map((instruction) => told(refusals, () => tokensOf(run, instruction)) ?? []);
  const leaving = new Set(tokens.flat().map((node) => node.id));
  for (const [index, instruction] of instructions.entries())
    told(refusals, () => place(run, instruction, tokens[index] ?? [], leaving));
  for (const id of leaving)
    told(refusals, () => {
      if (run.draft.find(id) !== undefined) withdrawToken(run, id);
    });
  if (refusals.length === 0) told(refusals, () => checkSomethingLeft(run));
  const [first] = refusals;
  if (first === undefined) return null;
  return { ...reject('OPERATION_REFUSED', first.message.en), refusals };
}

function told<T>(refusals: Refusal[], part: () => T): T | undefined {
  try {
    return part();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refusals.push(error.refusal);
    return undefined;
  }
}

/** The tokens that an instruction takes away. */
function tokensOf(run: Run, instruction: ModificationInstruction): NodeInstance[] {
  if (instruction.type === 'add') return [];
  const { elementId, elementInstanceId } = instruction;
  if (!run.definition.nodes.has(elementId))
    return refuse('ELEMENT_UNKNOWN', elementId, {
      zh: `流程中没有元素“${elementId}”。`,
      en: `The process has no element "${elementId}".`,
    });
  const named = elementInstanceId === undefined ? undefined : run.draft.find(elementInstanceId);
  const tokens = elementInstanceId === undefined ? tokensAt(run, elementId) : named === undefined ? [] : [named];
  const found = tokens.filter((node) => node.elementId === elementId);
  if (found.length > 0) return found;
  return refuse(
    'ELEMENT_NOT_ACTIVE',
    elementId,
    { zh: `元素“${elementId}”上没有令牌。`, en: `No token stands at "${elementId}".` },
    elementInstanceId,
  );
}

function place(
  run: Run,
  instruction: ModificationInstruction,
  tokens: readonly NodeInstance[],
  leaving: ReadonlySet<string>,
): void {
  if (instruction.type === 'remove') return;
  const { scopeInstanceId } = instruction;
  const scope = scopeInstanceId === undefined ? { leaving } : { leaving, scopeInstanceId };
  if (instruction.type === 'add') placeToken(run, instruction.elementId, scope);
  else for (const from of tokens) placeToken(run, instruction.target, { ...scope, from });
}

function checkSomethingLeft(run: Run): void {
  for (const node of run.draft.tokens()) if (node.awaiting === undefined) return;
  refuse('NOTHING_LEFT', undefined, {
    zh: '流程实例中将没有任何令牌；如要结束它，请取消该实例。',
    en: 'No token would be left in the instance: cancel it instead.',
  });
}
