import { describe, expect, it } from '@jest/globals';
import { parseBpmn } from '@pledge/engine';
import type { PlayDeed } from './play.js';
import type { SimulationResult, SimulationScenario } from './scenario.js';
import { simulate } from './simulate.js';

const env = { now: Date.UTC(2026, 0, 5, 1), zone: 'Asia/Shanghai', elapsed: () => 0 };
const HEAD = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:error id="er" errorCode="NO_SPARE"/><bpmn:message id="m" name="paid"/>`;
/** A loop around a task with a deadline, then a system task that may fail, then a message. */
const BODY = `<bpmn:process id="p" isExecutable="true">
<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="again"/>
<bpmn:userTask id="work" name="处理"><bpmn:extensionElements><zeebe:formDefinition formId="work-form"/><zeebe:assignmentDefinition candidateGroups="engineer"/><zeebe:properties><zeebe:property name="pledge:recordsEvent" value="engineer_arrived"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
<bpmn:boundaryEvent id="late" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="told"/>
<bpmn:exclusiveGateway id="ok" default="ok-again"/>
<bpmn:serviceTask id="ship"><bpmn:extensionElements><zeebe:taskDefinition type="ship-spare"/></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:boundaryEvent id="none" attachedToRef="ship"><bpmn:errorEventDefinition errorRef="er"/></bpmn:boundaryEvent><bpmn:endEvent id="bought"/>
<bpmn:intermediateCatchEvent id="pay"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="again"/><bpmn:sequenceFlow id="f2" sourceRef="again" targetRef="work"/><bpmn:sequenceFlow id="f3" sourceRef="work" targetRef="ok"/>
<bpmn:sequenceFlow id="ok-again" sourceRef="ok" targetRef="again"/><bpmn:sequenceFlow id="f4" sourceRef="ok" targetRef="ship"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=done = true</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f5" sourceRef="ship" targetRef="pay"/><bpmn:sequenceFlow id="f6" sourceRef="pay" targetRef="e"/><bpmn:sequenceFlow id="f7" sourceRef="late" targetRef="told"/><bpmn:sequenceFlow id="f8" sourceRef="none" targetRef="bought"/>
</bpmn:process></bpmn:definitions>`;

async function play(
  deeds: readonly PlayDeed[],
  until: string,
  more: Partial<SimulationScenario> = {},
): Promise<SimulationResult> {
  const model = await parseBpmn(HEAD + BODY);
  expect(model.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return simulate(model.definitions, { ...more, until, play: { deeds, holdJobs: true } }, env);
}
const work = (visit: number, at: string, done: boolean): PlayDeed => ({
  do: 'answer',
  at,
  elementId: 'work',
  visit,
  variables: { done },
});
const open = (result: SimulationResult): string[] =>
  result.open.map(({ kind, elementId, visit }) => `${kind} ${elementId} ${visit}`);

/** Issue 4, "Try it": a case is played by hand, step by step. */
describe('a case played by hand', () => {
  it('given nothing was done, then it tells what is waited for and what is needed to answer it', async () => {
    const result = await play([], 'PT0S', { startAt: '2026-01-09T09:00:00+08:00', variables: { caseNumber: 'T-1' } });
    expect(open(result)).toEqual(['task work 1', 'timer late 1']);
    expect(result.open[0]).toMatchObject({
      title: '处理',
      formId: 'work-form',
      candidateGroups: ['engineer'],
      since: '2026-01-09T01:00:00.000Z',
      variables: { caseNumber: 'T-1' },
    });
    expect(result.open[1]).toMatchObject({ dueAt: '2026-01-09T03:00:00.000Z' });
  });

  it('given an answer, then it answers one visit only: the next round of the loop waits again', async () => {
    const result = await play([work(1, 'PT10M', false)], 'PT10M');
    expect(open(result)).toEqual(['task work 2', 'timer late 2']);
    expect(result.events).toEqual([
      {
        type: 'engineer_arrived',
        occurredAt: '2026-01-05T01:10:00.000Z',
        recordedAt: '2026-01-05T01:10:00.000Z',
        elementId: 'work',
        processId: 'p',
      },
    ]);
  });

  it('given time runs to a deadline, then it fires before a deed of that very moment', async () => {
    const result = await play([work(1, 'PT2H', true)], 'PT2H');
    expect(result.trace.filter(({ type }) => type === 'flow').map(({ elementId }) => elementId)).toEqual([
      'f1',
      'f2',
      'f7',
      'f3',
      'f4',
    ]);
  });

  it('given a held system task, then it waits for a result or an error; without holding it ends at once', async () => {
    expect(open(await play([work(1, 'PT1M', true)], 'PT1M'))).toEqual(['job ship 1']);
    const failed = await play(
      [work(1, 'PT1M', true), { do: 'answer', at: 'PT1M', elementId: 'ship', visit: 1, error: { code: 'NO_SPARE' } }],
      'PT1M',
    );
    expect(failed).toMatchObject({ state: 'completed', open: [] });
    expect(failed.trace.some(({ elementId }) => elementId === 'bought')).toBe(true);
    const free = await play([work(1, 'PT1M', true)], 'PT1M', {});
    const model = await parseBpmn(HEAD + BODY);
    const unheld = simulate(model.definitions, { until: 'PT1M', play: { deeds: [work(1, 'PT1M', true)] } }, env);
    expect([open(free), open(unheld)]).toEqual([['job ship 1'], ['message pay 1']]);
  });

  it('given an awaited message, then it is answered at its wait or sent by name', async () => {
    const ship: PlayDeed = { do: 'answer', at: 'PT1M', elementId: 'ship', visit: 1 };
    const answered: PlayDeed = { do: 'answer', at: 'PT3M', elementId: 'pay', visit: 1, variables: { amount: 3 } };
    const sent: PlayDeed = { do: 'message', at: 'PT3M', name: 'paid', variables: { amount: 3 } };
    for (const last of [answered, sent])
      expect(await play([work(1, 'PT1M', true), ship, last], 'PT3M')).toMatchObject({
        state: 'completed',
        at: '2026-01-05T01:03:00.000Z',
        variables: { amount: 3 },
        skipped: [],
      });
  });

  it('given a deed whose wait is not open, then it is told and nothing happens', async () => {
    const result = await play([work(2, 'PT1M', true), work(1, 'PT2M', true)], 'PT2M');
    expect(result.skipped).toEqual([0]);
    expect(open(result)).toEqual(['job ship 1']);
  });

  it('given the same play twice, then it is the same to the byte', async () => {
    const deeds = [work(1, 'PT10M', false), work(2, 'PT20M', true)];
    expect(JSON.stringify(await play(deeds, 'P1D'))).toBe(JSON.stringify(await play(deeds, 'P1D')));
  });

  it('given a start that is no instant, then it is refused', async () => {
    await expect(play([], 'PT0S', { startAt: 'tomorrow' })).rejects.toThrow(RangeError);
  });
});
