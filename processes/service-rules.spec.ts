import { describe, expect, it } from '@jest/globals';
import { serviceRuleSchema } from '@pledge/contracts';
import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import { checkServiceRules, choicesWithoutStep, type KeyedRule } from '@pledge/verification';
import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('./', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
const ruleFiles = files.filter((name) => name.endsWith('.rule.json'));
const ruleOf = (name: string): KeyedRule => {
  const rule = serviceRuleSchema.parse(JSON.parse(read(name)));
  return { key: rule.key, rule };
};

/** Read once: every case below asks the same files. */
const reading = new Map<string, ReturnType<typeof parseBpmn>>();
const parse = (xml: string): ReturnType<typeof parseBpmn> => {
  const parsed = reading.get(xml) ?? parseBpmn(xml);
  reading.set(xml, parsed);
  return parsed;
};

async function shipped(
  mutate: (xml: string, key: string) => string = (xml) => xml,
): Promise<Map<string, ProcessDefinition>> {
  const models = files.filter((name) => name.endsWith('.bpmn'));
  const parsed = await Promise.all(models.map((name) => parse(mutate(read(name), name.split('/')[0] ?? ''))));
  return new Map(parsed.flatMap(({ definitions }) => definitions.map((each) => [each.key, each])));
}
const told = (processes: ReadonlyMap<string, ProcessDefinition>, rules: readonly string[] = ruleFiles): string[] =>
  checkServiceRules([...processes.keys()], processes, rules.map(ruleOf)).map(
    ({ processKey, elementId, detail, message }) => `${processKey}/${elementId ?? ''} ${detail.ruleKey}: ${message.en}`,
  );

/** The rules that come with the product hold for the processes that come with it, and would not hold for others. */
describe('shipped service rules', () => {
  it.each(ruleFiles)('%s is a rule that speaks of steps there are', async (name) => {
    const keyed = ruleOf(name);
    expect(name.endsWith(`/${keyed.key}.rule.json`)).toBe(true);
    const processes = await shipped();
    expect(choicesWithoutStep(keyed, processes)).toEqual([]);
    expect(keyed.rule.processes.filter((key) => !processes.has(key))).toEqual([]);
  });

  it('hold for every shipped process, without a cut-off', async () => {
    expect(told(await shipped())).toEqual([]);
  });

  it('uses every kind of rule', () => {
    expect([...new Set(ruleFiles.map((name) => ruleOf(name).rule.kind))].sort()).toEqual([
      'at-most',
      'before',
      'heard',
      'not-both',
      'through',
    ]);
  });

  // One drawing error a kind, in the processes that are shipped: each is found, and says where.
  it.each([
    [
      'before: nobody asks the customer',
      'change-approval',
      (xml: string) => redirect(xml, 'provider-decision', 'request-customer', 'find-commands'),
      'change-approval/back-up confirmation-before-work',
    ],
    [
      'through: a way to the end without the analysis',
      'fault-handling',
      (xml: string) => redirect(xml, 'closing-merge', 'closing-fork', 'close-case'),
      'fault-handling/case-closed report-after-restoring',
    ],
    [
      'heard: the event subprocess waits for another message',
      'fault-handling',
      (xml: string) =>
        xml.replace(
          'id="case-withdrawn-definition" messageRef="message-case-withdrawn"',
          'id="case-withdrawn-definition" messageRef="message-contract-corrected"',
        ),
      'withdrawal-is-heard',
    ],
    [
      'heard: escalation begins by nothing',
      'escalation',
      (xml: string) => xml.replace(/<bpmn:messageEventDefinition id="promise-breached-definition"[^>]*\/>/, ''),
      'escalation/notify-breach breach-is-heard',
    ],
    [
      'not-both: what is confirmed is dismissed too',
      'command-violation',
      (xml: string) => redirect(xml, 'correct-violation', 'record-correction', 'close-dismissed'),
      'command-violation/close-dismissed violation-closed-one-way',
    ],
    [
      'at-most: after the delivery it is rendered once more',
      'fault-analysis',
      (xml: string) => redirect(xml, 'deliver-report', 'report-delivered', 'render-report'),
      'fault-analysis/deliver-report report-is-delivered-once',
    ],
  ] as const)('catch a mutant: %s', async (_, key, change, expected) => {
    const mutant = await shipped((xml, of) => (of === key ? changed(xml, change) : xml));
    expect(told(mutant).join('\n')).toContain(expected);
  });
});

function changed(xml: string, change: (xml: string) => string): string {
  const next = change(xml);
  if (next === xml) throw new Error('the mutant is the original');
  return next;
}

/** Lets the flow between two elements lead to a third. */
function redirect(xml: string, source: string, target: string, other: string): string {
  const id = new RegExp(`<bpmn:sequenceFlow id="([^"]+)"[^>]*sourceRef="${source}" targetRef="${target}"`).exec(
    xml,
  )?.[1];
  if (id === undefined) throw new Error(`no flow from ${source} to ${target}`);
  return xml
    .replace(`sourceRef="${source}" targetRef="${target}"`, `sourceRef="${source}" targetRef="${other}"`)
    .replace(`<bpmn:incoming>${id}</bpmn:incoming>`, '');
}
