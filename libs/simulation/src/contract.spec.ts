import { describe, expect, it } from '@jest/globals';
import { bindDecisions, parseBpmn, parseDmn } from '@pledge/engine';
import type { SimulationResult, SimulationScenario } from './scenario.js';
import { simulate } from './simulate.js';

const env = { now: Date.UTC(2026, 0, 5, 1), zone: 'Asia/Shanghai', elapsed: () => 0 };
const HEAD = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="t"><bpmn:error id="er" errorCode="E"/><bpmn:escalation id="es" escalationCode="X"/><bpmn:message id="m" name="go"/><bpmn:message id="n" name="paid"/><bpmn:signal id="g" name="storm"/>`;

async function run(body: string, scenario: SimulationScenario, dmn?: string): Promise<SimulationResult> {
  const model = await parseBpmn(`${HEAD}${body}</bpmn:definitions>`);
  const parsed = dmn === undefined ? null : await parseDmn(dmn);
  const decisions = new Map(
    parsed?.ok === true ? [...parsed.model.decisions.keys()].map((id) => [id, parsed.model] as const) : [],
  );
  return simulate(
    model.definitions.map((definition) => bindDecisions(definition, decisions)),
    scenario,
    env,
  );
}
/** `process('p', 'body', 's>a')` */
function process(id: string, body: string, ...arrows: string[]): string {
  const flows = arrows.map((arrow) => {
    const [from = '', to = ''] = arrow.split('>');
    return `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
  });
  return `<bpmn:process id="${id}" isExecutable="true">${body}${flows.join('')}</bpmn:process>`;
}
const S = '<bpmn:startEvent id="s"/>';
const E = '<bpmn:endEvent id="e"/>';
const MI = (inner: string, sequential = false): string =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${String(sequential)}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2]" inputElement="n" outputCollection="all" outputElement="=${inner}"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;
const lines = (result: SimulationResult, elementId: string): string[] =>
  result.trace
    .filter((line) => line.elementId === elementId)
    .map((line) => `${line.type}${line.loopCounter === undefined ? '' : ` ${line.loopCounter}`}`);

/** Contracts, Simulations: one spec for each sentence. */
describe('contracts, Simulations', () => {
  it('answers are used in order, the last repeats', async () => {
    const loop = process(
      'p',
      `${S}<bpmn:exclusiveGateway id="m1"/><bpmn:userTask id="a"/><bpmn:exclusiveGateway id="x" default="x-e"/>${E}<bpmn:sequenceFlow id="x-m1" sourceRef="x" targetRef="m1"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=again</bpmn:conditionExpression></bpmn:sequenceFlow>`,
      's>m1',
      'm1>a',
      'a>x',
      'x>e',
    );
    const result = await run(loop, {
      answers: {
        a: [
          { variables: { again: true }, after: 'PT1H' },
          { variables: { again: false }, after: 'PT2H' },
        ],
      },
    });
    expect(result).toMatchObject({ state: 'completed', at: '2026-01-05T04:00:00.000Z' });
    expect(lines(result, 'a')).toEqual(['entered', 'completed', 'entered', 'completed']);
  });

  it('a receive task and a call in a multi-instance take their answers by the number of the repetition', async () => {
    const receive = await run(
      process('p', `${S}<bpmn:receiveTask id="r" messageRef="n">${MI('v')}</bpmn:receiveTask>${E}`, 's>r', 'r>e'),
      {
        answers: {
          r: [
            { variables: { v: 'first' }, after: 'PT2H' },
            { variables: { v: 'second' }, after: 'PT1H' },
          ],
        },
      },
    );
    expect(receive).toMatchObject({ state: 'completed', variables: { all: ['first', 'second'] } });
    expect(lines(receive, 'r')).toEqual(['entered 1', 'entered 2', 'completed 2', 'completed 1']);
    const call = await run(
      process(
        'p',
        `${S}<bpmn:callActivity id="c" calledElement="gone">${MI('v')}</bpmn:callActivity>${E}`,
        's>c',
        'c>e',
      ),
      {
        answers: {
          c: [
            { variables: { v: 'first' }, after: 'PT2H' },
            { variables: { v: 'second' }, after: 'PT1H' },
          ],
        },
      },
    );
    expect(call).toMatchObject({ state: 'completed', variables: { all: ['first', 'second'] } });
  });

  it('`after` counts from entry, in a sequential multi-instance from the entry of each repetition', async () => {
    const result = await run(
      process('p', `${S}<bpmn:userTask id="a">${MI('v', true)}</bpmn:userTask>${E}`, 's>a', 'a>e'),
      { answers: { a: [{ variables: { v: 1 }, after: 'PT1H' }] } },
    );
    expect(result).toMatchObject({ state: 'completed', at: '2026-01-05T03:00:00.000Z' });
    expect(lines(result, 'a')).toEqual(['entered 1', 'completed 1', 'entered 2', 'completed 2']);
  });

  it('a standard loop has one pair per repetition', async () => {
    const result = await run(
      process(
        'p',
        `${S}<bpmn:task id="a"><bpmn:standardLoopCharacteristics loopMaximum="2"/></bpmn:task>${E}`,
        's>a',
        'a>e',
      ),
      {},
    );
    expect(lines(result, 'a')).toEqual(['entered 1', 'completed 1', 'entered 2', 'completed 2']);
  });

  it('FEEL scripts and decisions in the resources are evaluated', async () => {
    const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"><decision id="sev" name="sev"><variable id="v" name="sev"/><literalExpression id="l"><text>if n &gt; 1 then "high" else "low"</text></literalExpression></decision></definitions>`;
    const result = await run(
      process(
        'p',
        `${S}<bpmn:scriptTask id="a"><bpmn:extensionElements><zeebe:script expression="=1 + 1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask><bpmn:businessRuleTask id="b"><bpmn:extensionElements><zeebe:calledDecision decisionId="sev" resultVariable="severity"/></bpmn:extensionElements></bpmn:businessRuleTask>${E}`,
        's>a',
        'a>b',
        'b>e',
      ),
      {},
      dmn,
    );
    expect(result).toMatchObject({ state: 'completed', variables: { n: 2, severity: 'high' } });
  });

  it('a missing decision needs an answer, else it is an incident', async () => {
    const body = process(
      'p',
      `${S}<bpmn:businessRuleTask id="b"><bpmn:extensionElements><zeebe:calledDecision decisionId="gone" resultVariable="x"/></bpmn:extensionElements></bpmn:businessRuleTask>${E}`,
      's>b',
      'b>e',
    );
    expect(await run(body, {})).toMatchObject({ state: 'incident', incident: { elementId: 'b' } });
    expect(await run(body, { answers: { b: [{ variables: { x: 1 } }] } })).toMatchObject({ state: 'completed' });
  });

  it('called processes run if present: results, errors and escalations come back', async () => {
    const caller = (boundary: string): string =>
      process(
        'p',
        `${S}<bpmn:callActivity id="c" calledElement="q"/><bpmn:boundaryEvent id="b" attachedToRef="c" ${boundary}</bpmn:boundaryEvent><bpmn:userTask id="told"/>${E}`,
        's>c',
        'c>e',
        'b>told',
      );
    const failing = process(
      'q',
      '<bpmn:startEvent id="qs"/><bpmn:endEvent id="qe"><bpmn:errorEventDefinition errorRef="er"/></bpmn:endEvent>',
      'qs>qe',
    );
    const error = await run(`${caller('><bpmn:errorEventDefinition errorRef="er"/>')}${failing}`, {});
    expect(error).toMatchObject({ state: 'waiting', waiting: [{ elementId: 'told' }] });
    expect(lines(error, 'qe')).toContain('error');
    const escalating = process(
      'q',
      '<bpmn:startEvent id="qs"/><bpmn:intermediateThrowEvent id="t"><bpmn:escalationEventDefinition escalationRef="es"/></bpmn:intermediateThrowEvent><bpmn:userTask id="inner"/>',
      'qs>t',
      't>inner',
    );
    const escalation = await run(
      `${caller('cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="es"/>')}${escalating}`,
      {},
    );
    // The call itself is not listed beside what waits in it.
    expect(escalation.waiting.map((each) => each.elementId).sort()).toEqual(['inner', 'told']);
  });

  it('a called process that is not there behaves as an unanswered user task', async () => {
    const body = process('p', `${S}<bpmn:callActivity id="c" calledElement="gone"/>${E}`, 's>c', 'c>e');
    expect(await run(body, {})).toMatchObject({ state: 'waiting', waiting: [{ elementId: 'c' }] });
  });

  it('a service, send, script or manual task without an answer completes at once; a user or receive task waits', async () => {
    const job = '<bpmn:extensionElements><zeebe:taskDefinition type="unknown-delegate"/></bpmn:extensionElements>';
    const result = await run(
      process(
        'p',
        `${S}<bpmn:serviceTask id="a">${job}</bpmn:serviceTask><bpmn:sendTask id="b">${job}</bpmn:sendTask><bpmn:scriptTask id="c">${job}</bpmn:scriptTask><bpmn:manualTask id="d"/><bpmn:userTask id="u"/>`,
        's>a',
        'a>b',
        'b>c',
        'c>d',
        'd>u',
      ),
      {},
    );
    expect(result).toMatchObject({ state: 'waiting', at: '2026-01-05T01:00:00.000Z', waiting: [{ elementId: 'u' }] });
  });

  it('an error answer goes to the error boundary event; nothing that catches it is an incident', async () => {
    const body = (caught: boolean): string =>
      process(
        'p',
        `${S}<bpmn:serviceTask id="a"/>${caught ? '<bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:errorEventDefinition errorRef="er"/></bpmn:boundaryEvent><bpmn:endEvent id="be"/>' : ''}${E}`,
        's>a',
        'a>e',
        ...(caught ? ['b>be'] : []),
      );
    const answers = { a: [{ error: { code: 'E' }, after: 'PT1M' }] };
    const caught = await run(body(true), { answers });
    expect(caught).toMatchObject({ state: 'completed' });
    expect(lines(caught, 'a')).toEqual(['entered', 'error', 'cancelled']);
    expect(await run(body(false), { answers })).toMatchObject({
      state: 'incident',
      incident: { code: 'UNCAUGHT_ERROR' },
    });
  });

  it('messages meet by key, are kept for an hour, and start a process', async () => {
    const waits = process(
      'p',
      `${S}<bpmn:intermediateCatchEvent id="c"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:receiveTask id="r" messageRef="n"/>${E}`,
      's>c',
      'c>r',
      'r>e',
    );
    expect(await run(waits, { messages: [{ at: 'PT90M', name: 'paid' }] })).toMatchObject({ state: 'completed' });
    expect(await run(waits, { messages: [{ at: 'PT10M', name: 'paid' }] })).toMatchObject({ state: 'waiting' });
  });

  it('a signal starts a process and reaches all that wait', async () => {
    const result = await run(
      process(
        'p',
        `<bpmn:startEvent id="s"><bpmn:signalEventDefinition signalRef="g"/></bpmn:startEvent><bpmn:userTask id="u"/>`,
        's>u',
      ),
      { signals: [{ at: 'PT1H', name: 'storm', variables: { wind: 9 } }], variables: { place: 'x' } },
    );
    expect(result).toMatchObject({
      state: 'waiting',
      at: '2026-01-05T02:00:00.000Z',
      variables: { wind: 9, place: 'x' },
      waiting: [{ elementId: 'u' }],
    });
  });

  it('an instantiating receive task begins by its message; nothing that begins is refused, not an empty answer', async () => {
    const body = process(
      'p',
      '<bpmn:receiveTask id="r" instantiate="true" messageRef="m"/><bpmn:userTask id="u"/>',
      'r>u',
    );
    expect(await run(body, { messages: [{ at: 'PT1H', name: 'go' }] })).toMatchObject({
      waiting: [{ elementId: 'u' }],
    });
    const condition = process(
      'p',
      '<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=level &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:userTask id="u"/>',
      's>u',
    );
    expect(await run(condition, { variables: { level: 4 } })).toMatchObject({ waiting: [{ elementId: 'u' }] });
    await expect(run(condition, { variables: { level: 1 } })).rejects.toThrow(RangeError);
  });

  it('the same seed and scenario give the same answer, to the byte', async () => {
    const body = process('p', `${S}<bpmn:userTask id="a">${MI('v')}</bpmn:userTask>${E}`, 's>a', 'a>e');
    const scenario = { answers: { a: [{ variables: { v: 1 }, after: 'PT1H' }] }, seed: 7 };
    expect(JSON.stringify(await run(body, scenario))).toBe(JSON.stringify(await run(body, scenario)));
  });

  it('10,000 lines of trace or 5 s of CPU are the limit', async () => {
    const endless = process('p', `${S}<bpmn:exclusiveGateway id="x"/><bpmn:userTask id="a"/>`, 's>x', 'x>a', 'a>x');
    const long = await run(endless, { answers: { a: [{ after: 'PT1S' }] } });
    expect(long).toMatchObject({ state: 'incident', incident: { code: 'SIMULATION_LIMIT' } });
    expect(long.trace).toHaveLength(10_000);
    const model = await parseBpmn(`${HEAD}${endless}</bpmn:definitions>`);
    let used = 0;
    const slow = simulate(
      model.definitions,
      { answers: { a: [{ after: 'PT1S' }] } },
      { ...env, elapsed: () => (used += 600) },
    );
    expect(slow).toMatchObject({ state: 'incident', incident: { code: 'SIMULATION_LIMIT' } });
  });

  it('an answer that writes what only the model may write is an incident, not a task that waits for ever', async () => {
    const body = process(
      'p',
      `<bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:sealed" value="secret"/></zeebe:properties></bpmn:extensionElements>${S}<bpmn:userTask id="a"/>${E}`,
      's>a',
      'a>e',
    );
    expect(await run(body, { answers: { a: [{ variables: { secret: 1 } }] } })).toMatchObject({
      state: 'incident',
      incident: { code: 'SEALED_VARIABLE', elementId: 'a' },
    });
  });
});
