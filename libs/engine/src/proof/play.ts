import type { Variables } from '../execution/command.js';
import type { HistoryEntry } from '../execution/history-entry.js';
import type { InstanceState } from '../execution/instance-state.js';
import { openWaits, type OpenWait } from '../execution/views.js';
import type { ProcessDefinition } from '../model/process-definition.js';
import { answerTo, disturb } from './commands.js';
import { Game, type Pick, type StepFunction } from './game.js';
import { unbalanced, type Shape } from './invariants.js';

export interface PlayOptions {
  readonly variables: Variables;
  /** Which of the open waits is answered next, and how. */
  readonly pick: Pick;
  /** The state goes through JSON after every step, as storage does, or stays the object that the step made. */
  readonly reload: boolean;
  /** Between the answers: duplicates, late commands, claims, suspensions, timers re-planned. */
  readonly disturb?: Pick;
  /** Between the answers: tokens are moved by hand; then only what holds of any state is checked. */
  readonly operate?: Pick;
  /** What the writer of the diagram knows of it. */
  readonly shape: Shape;
}

/** One whole play of a diagram. */
export interface Play {
  readonly state: InstanceState;
  readonly history: readonly HistoryEntry[];
  readonly broken: readonly string[];
}

const MAX_STEPS = 400;
/** Events that do not end what they belong to come so often at most, so that a play ends. */
const MAX_EVENTS = 8;

/** Plays a diagram to its end and checks at every step what must hold of any state; `broken` names what did not. */
export function play(step: StepFunction, definition: ProcessDefinition, options: PlayOptions): Play {
  const game = new Game(step, definition, options.reload);
  game.send({
    type: 'start-instance',
    instanceId: '019b8b00-0000-7000-8000-00000000feed',
    mode: 'live',
    variables: { ...options.variables, more: true },
  });
  let events = 0;
  while (game.broken.length === 0 && game.state?.status === 'active') {
    if (options.operate !== undefined && operate(game, options.operate)) continue;
    const chosen = choose(openWaits(game.state), options.pick, events < MAX_EVENTS);
    if (options.disturb !== undefined) disturb(game, options.disturb);
    // No disturbance opens or ends a wait, but a timer that was re-planned has another id.
    const wait = openWaits(game.state)[chosen]?.wait;
    if (wait === undefined || game.steps > MAX_STEPS) {
      game.broken.push(wait === undefined ? 'it waits for nothing' : 'it does not end');
      break;
    }
    // What was moved by hand may leave a join without its token: an incident that only another hand can end.
    if (wait.kind === 'incident' && options.operate !== undefined) break;
    if (isEvent(wait)) events += 1;
    game.send(answerTo(game, wait, options.pick));
    if (options.disturb !== undefined) game.expectLate();
  }
  const { state } = game;
  if (state === null) throw new Error(game.broken.join('; '));
  if (game.broken.length === 0 && options.operate === undefined)
    game.broken.push(...unbalanced(definition, game.history, options.shape));
  return { state, history: game.history, broken: game.broken };
}

const isEvent = (wait: OpenWait['wait']): boolean => ['message', 'signal', 'timer'].includes(wait.kind);

/** Place of a wait. Events that may come again and again are left out when they came often and there is something else. */
function choose(waits: readonly OpenWait[], pick: Pick, mayBeEvent: boolean): number {
  const places = waits.map((_, place) => place);
  const work = places.filter((place) => {
    const wait = waits[place]?.wait;
    return wait !== undefined && !isEvent(wait);
  });
  const from = mayBeEvent || work.length === 0 ? places : work;
  return from[pick(from.length)] ?? -1;
}

function operate(game: Game, pick: Pick): boolean {
  const tasks = [...game.definition.nodes.values()].filter((node) => node.type === 'userTask');
  const open = game.state === null ? [] : openWaits(game.state).filter(({ wait }) => wait.kind === 'task');
  const from = open[pick(open.length)];
  const target = tasks[pick(tasks.length)];
  if (pick(4) > 0 || from === undefined || target === undefined || game.operations > 6) return false;
  game.operations += 1;
  return game.offer({
    type: 'modify-instance',
    instructions: [
      {
        type: 'move',
        elementId: from.elementId,
        ...(from.elementInstanceId === null ? {} : { elementInstanceId: from.elementInstanceId }),
        target: target.id,
      },
    ],
    actor: { userId: 'admin' },
  });
}

/** How often each element completed and each flow was taken: what must not depend on the order of the answers. */
export function outcome(played: Play): string {
  const counts = new Map<string, number>();
  for (const entry of played.history)
    if (entry.type === 'element-completed' || entry.type === 'flow-taken') {
      const key = `${entry.type} ${entry.elementId ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return JSON.stringify([played.state.status, played.state.variables, [...counts].sort()]);
}
