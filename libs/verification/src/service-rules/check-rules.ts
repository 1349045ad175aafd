import type { FlowNode, ModelFinding, ProcessDefinition } from '@pledge/engine';
import type { PathStep } from '../soundness/explore.js';
import type { MarksOf } from './flat-net.js';
import { flatten } from './flatten.js';
import { FIRST, monitorOf, SECOND, THIRD } from './monitors.js';
import { play } from './play.js';
import type { ServiceRule, StepChoice } from './rule.js';
import { brokenText } from './rule-texts.js';
import { isChosen, receives } from './select.js';

/** States looked at per rule and process before the exploration gives up. */
export const RULE_STATE_LIMIT = 20_000;

export interface KeyedRule {
  readonly key: string;
  readonly rule: ServiceRule;
}
/** A remark on one process; `detail` holds the rule and the shortest way to where it is broken. */
export interface RuleFinding extends ModelFinding {
  readonly processKey: string;
  readonly detail: { readonly ruleKey: string; readonly path?: readonly PathStep[] };
}

/**
 * Plays every way a case can take under every rule that is asked about the process, called processes included. Data is left
 * out: it may rule out a way that the drawing allows.
 * @param keys of the processes that are asked
 * @param processes all newest versions by key, for what is called
 * @param limit states per rule and process; a cut-off is told
 */
export function checkServiceRules(
  keys: readonly string[],
  processes: ReadonlyMap<string, ProcessDefinition>,
  rules: readonly KeyedRule[],
  limit = RULE_STATE_LIMIT,
): RuleFinding[] {
  return keys.flatMap((key) => {
    const process = processes.get(key);
    if (!process) return [];
    return rules
      .filter(({ rule }) => rule.active && (rule.processes.length === 0 || rule.processes.includes(key)))
      .flatMap((each) => checkOne(process, processes, each, limit));
  });
}

/** Keys of the processes that call one of these, over any number of calls, and these. */
export function withCallers(
  keys: readonly string[],
  processes: ReadonlyMap<string, ProcessDefinition>,
): ReadonlySet<string> {
  const found = new Set(keys);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [key, { nodes }] of processes)
      if (
        [...nodes.values()].some(
          (node) => node.call?.processId.kind === 'static' && found.has(node.call.processId.text),
        )
      )
        found.add(key);
  }
  return found;
}

/** Whether the choices of a rule mean anything in these processes; a choice that means nothing may be a slip. */
export function choicesWithoutStep(
  { rule }: KeyedRule,
  processes: ReadonlyMap<string, ProcessDefinition>,
): readonly StepChoice[] {
  const nodes = [...processes.values()].flatMap((process) => [...process.nodes.values()]);
  return Object.values(choicesOf(rule)).filter(
    (choice): choice is StepChoice => choice !== undefined && !nodes.some((node) => isChosen(node, choice)),
  );
}

function checkOne(
  process: ProcessDefinition,
  processes: ReadonlyMap<string, ProcessDefinition>,
  keyed: KeyedRule,
  limit: number,
): RuleFinding[] {
  const { rule } = keyed;
  if (rule.kind === 'heard' && startedBy(rule, process, processes)) return [];
  const net = flatten(process, processes, marksFor(rule), rule.kind === 'heard' ? rule.message : null);
  const { broken, cut } = play(net, monitorOf(rule), limit);
  if (cut) return [cutFinding(process, keyed, limit)];
  if (!broken) return [];
  const involved = [
    process,
    ...[...processes.values()].filter(({ key }) => key !== process.key && reaches(process, key, processes)),
  ];
  const { at, path } = broken;
  return [
    {
      severity: rule.severity,
      rule: `service-rule/${rule.kind}`,
      elementId: at.elementId,
      message: brokenText(rule, at, involved, [...processes.values()]),
      processKey: process.key,
      detail: { ruleKey: keyed.key, path },
    },
  ];
}

/** A message that begins a case is always heard: a new case hears it. Without processes named, any process may. */
function startedBy(
  rule: ServiceRule & { readonly kind: 'heard' },
  process: ProcessDefinition,
  processes: ReadonlyMap<string, ProcessDefinition>,
): boolean {
  const asked = rule.processes.length === 0 ? [...processes.values()] : [process];
  return asked.some((each) =>
    [...each.nodes.values()].some(
      (node) => node.type === 'startEvent' && node.scopeId === each.key && receives(node, rule.message),
    ),
  );
}

function reaches(from: ProcessDefinition, key: string, processes: ReadonlyMap<string, ProcessDefinition>): boolean {
  return withCallers([key], processes).has(from.key);
}

function marksFor(rule: ServiceRule): MarksOf {
  const { first, second, third } = choicesOf(rule);
  const mark = (node: FlowNode, choice: StepChoice | undefined, bit: number): number =>
    choice && isChosen(node, choice) ? bit : 0;
  // A step that hears the message says nothing to the monitor, but has to be seen.
  const hears = (node: FlowNode): number => (rule.kind === 'heard' && receives(node, rule.message) ? SEEN : 0);
  return (node) => mark(node, first, FIRST) | mark(node, second, SECOND) | mark(node, third, THIRD) | hears(node);
}

const SEEN = 8;

/** What each kind calls first, second and third mark (see the monitors). */
function choicesOf(rule: ServiceRule): {
  readonly first?: StepChoice | undefined;
  readonly second?: StepChoice | undefined;
  readonly third?: StepChoice | undefined;
} {
  switch (rule.kind) {
    case 'before':
      return { first: rule.first, second: rule.then, third: rule.again };
    case 'through':
      return { first: rule.step, second: rule.after, third: rule.unless };
    case 'heard':
      return { second: rule.after, third: rule.until };
    case 'not-both':
      return { first: rule.one, second: rule.other };
    case 'at-most':
      return { first: rule.step };
  }
}

function cutFinding(process: ProcessDefinition, { key, rule }: KeyedRule, limit: number): RuleFinding {
  return {
    severity: 'info',
    rule: 'service-rule/cut',
    elementId: process.key,
    message: {
      zh: `服务规则“${rule.name.zh}”只检查了前 ${limit} 种情况，没有发现问题；其余情况未检查。`,
      en: `The service rule "${rule.name.en}" was looked at in the first ${limit} situations only and held there; the others were not looked at.`,
    },
    processKey: process.key,
    detail: { ruleKey: key },
  };
}
