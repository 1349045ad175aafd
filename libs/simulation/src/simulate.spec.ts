import { describe, expect, it } from '@jest/globals';
import { parseBpmn } from '@pledge/engine';
import { simulate } from './simulate.js';
import type { SimulationScenario } from './scenario.js';

const env = { now: Date.UTC(2026, 0, 5, 1), zone: 'Asia/Shanghai', elapsed: () => 0 };
const head = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">`;

async function run(body: string, scenario: SimulationScenario) {
  const model = await parseBpmn(`${head}${body}</bpmn:definitions>`);
  return simulate(model.definitions, scenario, env);
}
const deadline = `<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:userTask id="work"/><bpmn:boundaryEvent id="late" attachedToRef="work"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="done"/><bpmn:endEvent id="missed"/>
  <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="work"/><bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done"/><bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="missed"/></bpmn:process>`;

/** Contracts, Simulations. */
describe('simulate', () => {
  it('completes what is answered in time and dates every line in virtual time', async () => {
    // when
    const result = await run(deadline, { answers: { work: [{ after: 'PT1H', variables: { ok: true } }] } });
    // then
    expect(result).toMatchObject({
      state: 'completed',
      variables: { ok: true },
      waiting: [],
      at: '2026-01-05T02:00:00.000Z',
    });
    expect(result.trace.filter((line) => line.type === 'flow').map((line) => line.elementId)).toEqual(['f1', 'f2']);
  });

  it('lets a timer win over a late answer', async () => {
    const result = await run(deadline, { answers: { work: [{ after: 'PT3H' }] } });
    expect(result.trace.filter((line) => line.type === 'flow').map((line) => line.elementId)).toEqual(['f1', 'f3']);
    expect(result.trace.some((line) => line.type === 'cancelled' && line.elementId === 'work')).toBe(true);
  });

  it('waits at a user task that nobody answers, and stops at `until`', async () => {
    const result = await run(deadline, { until: 'PT1H' });
    expect(result).toMatchObject({ state: 'waiting', waiting: [{ elementId: 'work' }] });
  });

  it('hands answers of a multi-instance task to its repetitions by number', async () => {
    // given
    const body = `<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:userTask id="ask"><bpmn:extensionElements/><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2,3]" inputElement="n" outputCollection="votes" outputElement="=vote"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask"/><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="e"/></bpmn:process>`;
    // when
    const result = await run(body, {
      answers: {
        ask: [
          { after: 'PT3M', variables: { vote: 'a' } },
          { after: 'PT2M', variables: { vote: 'b' } },
        ],
      },
    });
    // then
    expect(result).toMatchObject({ state: 'completed', variables: { votes: ['a', 'b', 'b'] } });
    const entered = result.trace
      .filter((line) => line.type === 'entered' && line.elementId === 'ask')
      .map((line) => line.loopCounter);
    expect(entered).toEqual([1, 2, 3]);
    expect(result.trace.filter((line) => line.type === 'completed' && line.elementId === 'ask')).toHaveLength(3);
  });

  it('throws an answered error to the boundary event of a service task and of a user task', async () => {
    for (const tag of ['serviceTask', 'userTask']) {
      const body = `<bpmn:error id="err" name="E" errorCode="NO_PART"/><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:${tag} id="x"/><bpmn:boundaryEvent id="b" attachedToRef="x"><bpmn:errorEventDefinition errorRef="err"/></bpmn:boundaryEvent><bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="x"/><bpmn:sequenceFlow id="f2" sourceRef="x" targetRef="e"/><bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="e2"/></bpmn:process>`;
      const result = await run(body, { answers: { x: [{ error: { code: 'NO_PART' } }] } });
      expect(result.trace.filter((line) => line.type === 'flow').map((line) => line.elementId)).toEqual(['f1', 'f3']);
      expect(result.trace.find((line) => line.elementId === 'x')?.elementType).toBe(tag);
    }
  });

  it('delivers messages and starts a process by one', async () => {
    // given
    const body = `<bpmn:message id="m1" name="go"/><bpmn:message id="m2" name="paid"/><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m1"/></bpmn:startEvent><bpmn:intermediateCatchEvent id="c"><bpmn:messageEventDefinition messageRef="m2"/></bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="c"/><bpmn:sequenceFlow id="f2" sourceRef="c" targetRef="e"/></bpmn:process>`;
    // when
    const result = await run(body, {
      messages: [
        { at: 'PT1H', name: 'go' },
        { at: 'PT2H', name: 'paid', variables: { sum: 3 } },
      ],
    });
    // then
    expect(result).toMatchObject({ state: 'completed', at: '2026-01-05T03:00:00.000Z', variables: { sum: 3 } });
  });

  it('runs called processes that are there and waits where one is missing', async () => {
    const caller = `<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:callActivity id="call" calledElement="q"/><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="call"/><bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="e"/></bpmn:process>`;
    const called = `<bpmn:process id="q" isExecutable="true"><bpmn:startEvent id="qs"/><bpmn:scriptTask id="qx"><bpmn:extensionElements><zeebe:script expression="=40+2" resultVariable="answer"/></bpmn:extensionElements></bpmn:scriptTask><bpmn:endEvent id="qe"/><bpmn:sequenceFlow id="qf1" sourceRef="qs" targetRef="qx"/><bpmn:sequenceFlow id="qf2" sourceRef="qx" targetRef="qe"/></bpmn:process>`;
    expect(await run(caller + called, { processId: 'p' })).toMatchObject({
      state: 'completed',
      variables: { answer: 42 },
    });
    expect(await run(caller, {})).toMatchObject({ state: 'waiting', waiting: [{ elementId: 'call' }] });
  });

  it('ends in an incident when a decision is missing and nobody answers it, and gives up at its limits', async () => {
    const body = `<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="none" resultVariable="r"/></bpmn:extensionElements></bpmn:businessRuleTask><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="decide"/><bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="e"/></bpmn:process>`;
    expect(await run(body, {})).toMatchObject({ state: 'incident', incident: { elementId: 'decide' } });
    expect(await run(body, { answers: { decide: [{ variables: { r: 'T1' } }] } })).toMatchObject({
      state: 'completed',
      variables: { r: 'T1' },
    });
    const model = await parseBpmn(`${head}${deadline}</bpmn:definitions>`);
    expect(simulate(model.definitions, {}, { ...env, elapsed: () => 6000 })).toMatchObject({
      state: 'incident',
      incident: { code: 'SIMULATION_LIMIT' },
    });
  });
});
