import { nodeOf, startGateway, startsProcess, type FlowNode } from '../model/process-definition.js';
import { startConditionHolds, startTriggers } from '../model/start-triggers.js';
import type { Actor, StartInstanceCommand } from './command.js';
import { reject, sealedName, SYSTEM_USER, tooLarge, type Rejection } from './command-tools.js';
import { ROOT } from './draft.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';
import { spawn } from './tokens.js';
import { setLocal } from './variables.js';

/** Puts the first tokens where the process begins (BPMN 2.0, 13.2). */
export function startInstance(run: Run, command: StartInstanceCommand): Rejection | null {
  const { definition } = run;
  const root = definition.scopes.get(definition.key);
  const start = command.startEventId;
  const initial =
    start === undefined
      ? plainStarts(run, command)
      : root?.nodes.includes(start) === true && startsProcess(definition, nodeOf(definition, start))
        ? [start]
        : [];
  if (initial.length === 0)
    return reject('START_EVENT_UNKNOWN', start ?? 'there is no none start event, and no condition of a start is true');
  // What a person sends is checked, what the model or a feature passes on is not.
  const sealed =
    command.parent === undefined && command.actor !== undefined && command.actor.userId !== SYSTEM_USER
      ? sealedName(run, command.variables)
      : null;
  if (sealed !== null) return reject('SEALED_VARIABLE', sealed);
  if (tooLarge(command.variables)) return reject('VARIABLES_TOO_LARGE', 'the variables of the start');
  run.record({ type: 'instance-started', actor: run.actor.userId, ...substitute(run.actor) });
  const chosen = start === undefined ? undefined : nodeOf(definition, start);
  const marks = chosen === undefined ? {} : startMarks(run, chosen, command);
  // Any other element than a start event waits for what it is given here.
  const mapped =
    chosen !== undefined && (chosen.outputs.length > 0 || chosen.type !== 'startEvent' || marks.gathered !== undefined);
  if (!mapped) setLocal(run, ROOT, command.variables);
  for (const id of initial) spawn(run, id, undefined, mapped ? { result: command.variables, ...marks } : {});
  return null;
}

/** Without a trigger: where the process begins by itself, else the first start event whose condition is true (10.5.2). */
function plainStarts({ definition, env }: Run, command: StartInstanceCommand): readonly string[] {
  const initial = definition.scopes.get(definition.key)?.initial ?? [];
  if (initial.length > 0) return initial;
  const trigger = startTriggers(definition, env.now, env.zone).find(
    (each) => each.kind === 'condition' && startConditionHolds(definition, each, env, command.variables),
  );
  return trigger === undefined ? [] : [trigger.elementId];
}

/** What the first node has to know of how it began: that other events are needed too. */
function startMarks({ definition }: Run, chosen: FlowNode, command: StartInstanceCommand): Partial<NodeInstance> {
  const { event } = chosen;
  const { startPart } = command;
  const needsMore = event?.kind === 'multiple' && event.parallel && startPart !== undefined;
  return {
    ...(needsMore ? { gathered: { [chosen.id]: { parts: [startPart], variables: {}, timers: [] } } } : {}),
    ...(startGateway(definition, chosen)?.parallelEvents === true ? { begins: true } : {}),
  };
}

function substitute(actor: Actor): { detail?: { onBehalfOf: string } } {
  return actor.onBehalfOf === undefined ? {} : { detail: { onBehalfOf: actor.onBehalfOf } };
}
