import { describe, expect, it } from '@jest/globals';
import { parseBpmn } from '@pledge/engine';
import type { FlowNode } from '@pledge/engine';
import type { Guard } from '../guards/guard.js';
import { guardPaths } from './guard-paths.js';

const guard: Guard = {
  check: () => Promise.resolve({ allowed: true }),
  path: {
    clause: 'S1-49',
    steps: [
      { text: { zh: '请客户确认', en: 'the customer is asked' }, is: (node: FlowNode) => node.id.startsWith('ask') },
    ],
    mustRequire: (node) => node.recordsEvent === 'change_started',
  },
};

const properties = (text: string): string =>
  `<bpmn:extensionElements><zeebe:properties>${text}</zeebe:properties></bpmn:extensionElements>`;
const required = properties('<zeebe:property name="pledge:requires" value="written" />');

/** Elements as XML by id, flows as `a>b`; flows of a subprocess are written inside it. */
function diagram(elements: Readonly<Record<string, string>>, flows: string): string {
  const pairs = flows.split(' ').map((flow) => flow.split('>') as [string, string]);
  const ends = (id: string): string =>
    pairs.map(([from, to]) => (to === id ? `<bpmn:incoming>${from}-${to}</bpmn:incoming>` : '')).join('') +
    pairs.map(([from, to]) => (from === id ? `<bpmn:outgoing>${from}-${to}</bpmn:outgoing>` : '')).join('');
  const body = Object.entries(elements)
    .map(([id, xml]) => xml.replace('ID', `id="${id}" name="${id}"`).replace('ENDS', ends(id)))
    .join('');
  const lines = pairs
    .map(([a, b]) => `<bpmn:sequenceFlow id="${a}-${b}" sourceRef="${a}" targetRef="${b}" />`)
    .join('');
  return body + lines;
}
async function findings(body: string): Promise<{ rule: string; elementId?: string; en: string; path: unknown }[]> {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://pledge.test">
<bpmn:process id="p" isExecutable="true">${body}</bpmn:process><bpmn:error id="e" errorCode="gone" /></bpmn:definitions>`;
  const { definitions } = await parseBpmn(xml);
  const [process] = definitions;
  if (!process) throw new Error('no process');
  return guardPaths('p.bpmn', process, [['written', guard]]).map(({ rule, elementId, message, detail }) => ({
    rule,
    ...(elementId === undefined ? {} : { elementId }),
    en: message.en,
    path: (detail as { path?: unknown } | undefined)?.path,
  }));
}

const start = '<bpmn:startEvent ID>ENDS</bpmn:startEvent>';
const end = '<bpmn:endEvent ID>ENDS</bpmn:endEvent>';
const task = '<bpmn:task ID>ENDS</bpmn:task>';
const work = `<bpmn:task ID>${required}ENDS</bpmn:task>`;
const gateway = '<bpmn:exclusiveGateway ID>ENDS</bpmn:exclusiveGateway>';
const parallel = '<bpmn:parallelGateway ID>ENDS</bpmn:parallelGateway>';

describe('ways around what a guard asks for', () => {
  it('given the step before the work, then there is none', async () => {
    expect(await findings(diagram({ start, ask: task, work, end }, 'start>ask ask>work work>end'))).toEqual([]);
  });

  it('given a gateway with a flow past the step, then the way is shown in words and as a path', async () => {
    const found = await findings(
      diagram(
        { start, split: gateway, ask: task, merge: gateway, work, end },
        'start>split split>ask ask>merge split>merge merge>work work>end',
      ),
    );
    expect(found).toEqual([
      {
        rule: 'guard/way-around',
        elementId: 'work',
        en: '"work" can be reached without "the customer is asked": start → split → merge → work.',
        path: ['start', 'split', 'merge', 'work'],
      },
    ]);
  });

  it('given a loop back to before the step, then there is none', async () => {
    expect(
      await findings(
        diagram({ start, ask: task, split: gateway, work, end }, 'start>ask ask>split split>ask split>work work>end'),
      ),
    ).toEqual([]);
  });

  it('given the step in one parallel branch, then the join holds the other one back, and a merge does not', async () => {
    const flows = 'start>fork fork>ask fork>other ask>join other>join join>work work>end';
    const parts = { start, fork: parallel, ask: task, other: task, work, end };
    expect(await findings(diagram({ ...parts, join: parallel }, flows))).toEqual([]);
    expect(await findings(diagram({ ...parts, join: gateway }, flows))).toMatchObject([
      { path: ['start', 'fork', 'other', 'join', 'work'] },
    ]);
  });

  it('given a boundary event on the step, then leaving by it is a way around', async () => {
    const late =
      '<bpmn:boundaryEvent ID attachedToRef="ask"><bpmn:outgoing>late-work</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>';
    const found = await findings(
      diagram({ start, ask: task, late, work, end }, 'start>ask ask>work late>work work>end'),
    );
    expect(found).toMatchObject([{ path: ['start', 'ask', 'late', 'work'] }]);
  });

  it('given the step inside of a subprocess, then only an end that is reached without it leads around; an error end does not', async () => {
    const inner = (finish: string): string =>
      `<bpmn:subProcess ID>ENDS${diagram({ begin: start, choose: gateway, 'ask-inside': task, done: end, other: finish }, 'begin>choose choose>ask-inside ask-inside>done choose>other')}</bpmn:subProcess>`;
    const flows = 'start>sub sub>work work>end';
    expect(await findings(diagram({ start, sub: inner(end), work, end }, flows))).toMatchObject([
      { path: ['start', 'sub', 'begin', 'choose', 'other', 'work'] },
    ]);
    const error = '<bpmn:endEvent ID>ENDS<bpmn:errorEventDefinition id="ed" errorRef="e" /></bpmn:endEvent>';
    expect(await findings(diagram({ start, sub: inner(error), work, end }, flows))).toEqual([]);
  });

  it('given a step that may run zero times, then it does not count', async () => {
    const many =
      '<bpmn:task ID><bpmn:extensionElements /><bpmn:incoming>start-ask</bpmn:incoming><bpmn:outgoing>ask-work</bpmn:outgoing><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>';
    const found = await findings(diagram({ start, ask: many, work, end }, 'start>ask ask>work work>end'));
    expect(found).toMatchObject([{ path: ['start', 'ask', 'work'] }]);
  });

  it('given work that records its event without the guard, then it is named', async () => {
    const bare = `<bpmn:task ID>${properties('<zeebe:property name="pledge:recordsEvent" value="change_started" />')}ENDS</bpmn:task>`;
    const found = await findings(diagram({ start, ask: task, bare, end }, 'start>ask ask>bare bare>end'));
    expect(found).toMatchObject([{ rule: 'guard/missing', elementId: 'bare' }]);
  });
});
