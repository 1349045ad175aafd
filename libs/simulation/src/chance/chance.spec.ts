import { describe, expect, it } from '@jest/globals';
import { parseBpmn, parseForm, validateSubmission, type Form } from '@pledge/engine';
import { simulate } from '../simulate.js';
import { randomAnswer } from './form-answer.js';
import { Random } from './random.js';
import { randomWorld, type Behaviour } from './random-world.js';
import { RunStatistics, type RunSummary } from './run-statistics.js';

const NOW = Date.UTC(2026, 0, 5, 1);
const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;
const schema = (components: unknown[]): Form => {
  const parsed = parseForm(JSON.stringify({ type: 'default', id: 'decide', schemaVersion: 19, components }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.form;
};
const decide = schema([
  {
    type: 'radio',
    key: 'verdict',
    label: 'Verdict',
    validate: { required: true },
    values: [
      { label: 'Yes', value: 'yes' },
      { label: 'No', value: 'no' },
    ],
  },
  {
    type: 'textfield',
    key: 'why',
    label: 'Why',
    conditional: { hide: '=verdict = "yes"' },
    validate: { required: true },
  },
  { type: 'number', key: 'amount', label: 'Amount', validate: { min: 5, max: 9, required: true } },
]);
const MODEL = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true">
<bpmn:startEvent id="s"/><bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:formDefinition formId="decide"/></bpmn:extensionElements></bpmn:userTask><bpmn:exclusiveGateway id="x"/>
<bpmn:endEvent id="good"/><bpmn:endEvent id="bad"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask"/><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="x"/>
<bpmn:sequenceFlow id="yes" sourceRef="x" targetRef="good"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=verdict = "yes"</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="no" sourceRef="x" targetRef="bad"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=verdict = "no"</bpmn:conditionExpression></bpmn:sequenceFlow></bpmn:process></bpmn:definitions>`;

async function manyRuns(runs: number, seed: number, behaviour: Partial<Behaviour> = {}): Promise<RunSummary> {
  const { definitions } = await parseBpmn(MODEL);
  const world: Behaviour = {
    work: { min: HOUR, max: 8 * HOUR },
    messages: { min: HOUR, max: HOUR },
    answers: {},
    forms: new Map([['decide', decide]]),
    ...behaviour,
  };
  const statistics = new RunStatistics();
  for (let run = 0; run < runs; run++) {
    const chance = randomWorld(definitions, world, seed, run, ZONE);
    statistics.add(simulate(definitions, {}, { now: NOW, zone: ZONE, elapsed: () => 0, chance }), NOW);
  }
  return statistics.summary();
}

/** Issue 4, "Try it": many runs with random answers and durations. */
describe('many runs', () => {
  it('given a form, then every random answer is one that it accepts, and all choices come up', () => {
    const random = new Random(7);
    const context = { variables: {}, now: NOW, zone: ZONE };
    const answers = Array.from({ length: 60 }, () => randomAnswer(decide, context, random));
    for (const answer of answers) expect(validateSubmission(decide, answer, context)).toMatchObject({ ok: true });
    expect(new Set(answers.map(({ verdict }) => verdict))).toEqual(new Set(['yes', 'no']));
  });

  it('given a seed, then runs repeat to the byte; another seed gives others', async () => {
    const [one, same, other] = [await manyRuns(40, 1), await manyRuns(40, 1), await manyRuns(40, 2)];
    expect(JSON.stringify(one)).toBe(JSON.stringify(same));
    expect(JSON.stringify(one)).not.toBe(JSON.stringify(other));
  });

  it('given two ways, then both are counted and the counts add up', async () => {
    const { runs, completed, flows, elements, durations } = await manyRuns(80, 3);
    const of = (id: string): number => flows.find(({ elementId }) => elementId === id)?.runs ?? 0;
    expect([runs, completed, of('f1')]).toEqual([80, 80, 80]);
    expect(of('yes') + of('no')).toBe(80);
    expect(Math.min(of('yes'), of('no'))).toBeGreaterThan(20);
    expect(elements.find(({ elementId }) => elementId === 'ask')).toMatchObject({ runs: 80, times: 80 });
    expect(durations?.shortest).toBeGreaterThanOrEqual(HOUR);
    expect(durations?.longest).toBeLessThanOrEqual(8 * HOUR);
    expect(durations?.histogram.reduce((sum, bar) => sum + bar.count, 0)).toBe(80);
  });

  it('given an answer that no way is drawn for, then the trouble is counted with its first run', async () => {
    const { incidents, troubles, durations } = await manyRuns(10, 1, {
      answers: { ask: [{ variables: { verdict: 'maybe' } }] },
    });
    expect(incidents).toBe(10);
    expect(troubles).toMatchObject([{ elementId: 'x', count: 10, run: 0 }]);
    expect(durations).toBeNull();
  });

  it('given spans, then a draw stays inside', () => {
    const random = new Random(11);
    for (let draw = 0; draw < 500; draw++) {
      const span = random.span(100, 5_000);
      expect(span).toBeGreaterThanOrEqual(100);
      expect(span).toBeLessThanOrEqual(5_000);
    }
  });
});
