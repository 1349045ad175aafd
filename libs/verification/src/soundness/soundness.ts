import type { ModelFinding, ProcessDefinition } from '@pledge/engine';
import { explore, type Exploration, type PathStep } from './explore.js';
import { netOf, reached, type Net } from './net.js';

/** States looked at per scope before the exploration gives up. */
export const STATE_LIMIT = 20_000;

/** A remark with the shortest way there, to be played on the diagram. */
export interface SoundnessFinding extends ModelFinding {
  readonly detail?: { readonly path: readonly PathStep[] };
}

const clause = 'van der Aalst, workflow soundness; BPMN 2.0, 13.4';

/**
 * Plays every choice of every scope with tokens, without data: what can wait for ever, what can happen twice, what no path
 * reaches, what never ends. Remarks only: data may rule out a path that the drawing allows.
 * @param limit states per scope; a cut-off is told
 */
export function checkSoundness(definition: ProcessDefinition, limit = STATE_LIMIT): SoundnessFinding[] {
  const findings: SoundnessFinding[] = [];
  for (const scope of definition.scopes.values()) {
    const net = netOf(definition, scope);
    if (!net || net.beginnings.length === 0) continue;
    findings.push(...findingsOf(definition, net, explore(net, limit), limit));
  }
  return findings;
}

function findingsOf(definition: ProcessDefinition, net: Net, seen: Exploration, limit: number): SoundnessFinding[] {
  const told = new Set<string>();
  const once = (rule: string, id: string): boolean => {
    const key = `${rule} ${id}`;
    return told.has(key) ? false : (told.add(key), true);
  };
  const waiting = seen.deadlocks.flatMap(({ waiting: places, path }) =>
    places.flatMap((place) => {
      const id = net.consumer.get(place);
      return id !== undefined && once('deadlock', id) ? [finding('deadlock', id, path)] : [];
    }),
  );
  const after = new Set<string>();
  const doubled = seen.doubled.flatMap(({ place, path }) => {
    const id = net.consumer.get(place);
    // What two tokens do further on is the same trouble again.
    if (id === undefined || after.has(place)) return [];
    for (const later of reached([place], net.consumer, net.successors)) after.add(later);
    return once('twice', id) ? [finding('twice', id, path)] : [];
  });
  const endless = seen.endless.flatMap(({ at, path }) => {
    const id = net.consumer.get(at[0] ?? '');
    return id === undefined ? [] : [finding('no-end', id, path)];
  });
  // Where tokens stand still or double, or the exploration was cut, what is never reached is no news of its own.
  const whole = !seen.cut && seen.doubled.length === 0 && seen.deadlocks.length === 0;
  const dead = whole ? deadElements(definition, net, seen).map((id) => finding('dead', id)) : [];
  return [...waiting, ...doubled, ...endless, ...dead, ...(seen.cut ? [tooLarge(net.scopeId, limit)] : [])];
}

/** Never reached although a path leads there; what no path leads to is told by `graph/unreachable`. */
function deadElements(definition: ProcessDefinition, net: Net, seen: Exploration): string[] {
  const places = reached(net.beginnings.flat(), net.consumer, net.successors);
  const led = new Set([...places].map((place) => net.consumer.get(place) ?? ''));
  return [...led].filter((id) => !seen.fired.has(id) && definition.nodes.has(id));
}

type Rule = 'deadlock' | 'twice' | 'no-end' | 'dead';
const TEXTS: Readonly<Record<Rule, { readonly zh: string; readonly en: string }>> = {
  deadlock: {
    zh: '流程可能永远停在这里：它等待的另一条分支不会再到达。请检查分开和汇合用的网关是否成对。',
    en: 'The case can wait here for ever: a branch it waits for does not come any more. See that the gateways that split and join fit each other.',
  },
  twice: {
    zh: '同一件工单可能两次走到这里，后面的步骤会重复执行。并行分支请先汇合。',
    en: 'One case can come here twice, and everything after it is done again. Join the parallel branches first.',
  },
  'no-end': {
    zh: '从这里开始流程不会再结束：没有任何路径通向结束。',
    en: 'From here on the case never ends: no path leads to an end.',
  },
  dead: {
    zh: '这一步永远不会执行到。',
    en: 'This step is never carried out.',
  },
};

function finding(rule: Rule, elementId: string, path?: readonly PathStep[]): SoundnessFinding {
  return {
    severity: 'warning',
    rule: `soundness/${rule}`,
    elementId,
    message: TEXTS[rule],
    clause,
    ...(path && path.length > 0 ? { detail: { path } } : {}),
  };
}

function tooLarge(scopeId: string, limit: number): SoundnessFinding {
  return {
    severity: 'info',
    rule: 'soundness/cut',
    elementId: scopeId,
    message: {
      zh: `组合太多，只检查了前 ${limit} 种情况；没有发现的问题仍可能存在。`,
      en: `There are too many combinations: only the first ${limit} were looked at, what was not found may exist all the same.`,
    },
    clause,
  };
}
