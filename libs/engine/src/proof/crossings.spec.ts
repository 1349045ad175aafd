import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario, type Scenario } from '../testing-driver.js';

const ROOTS =
  '<bpmn:error id="er" errorCode="E"/><bpmn:escalation id="esc" escalationCode="X"/><bpmn:signal id="g" name="g"/><bpmn:message id="m" name="m"/>';
const JOB = '<bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>';
const S = '<bpmn:startEvent id="s"/>';
const CONDITION = (text: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const load = (body: string): Promise<Scenario> => scenario(bpmn(body, ROOTS));
const tasks = (s: Scenario): string[] => s.waiting().filter((wait) => wait.startsWith('task'));

/** Where elements meet: expectations from BPMN 2.0, chapters 10 and 13. */
describe('crossings', () => {
  it('given two tokens in one activity with an interrupting boundary, when one is interrupted, then the other stays (13.3.2)', async () => {
    const s = await load(
      `${S}<bpmn:parallelGateway id="f"/><bpmn:task id="t1"/><bpmn:task id="t2"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>f', 'f>t1', 'f>t2', 't1>a', 't2>a', 'b>x')}`,
    );
    s.start();
    expect(tasks(s)).toEqual(['task:a', 'task:a']);
    s.message('b');
    expect(tasks(s)).toEqual(['task:a', 'task:x']);
  });

  it('given two tokens in one subprocess, when one of them terminates inside, then only its own instance ends (13.5.6)', async () => {
    const s = await load(
      `${S}<bpmn:parallelGateway id="f"/><bpmn:task id="t1"/><bpmn:task id="t2"/><bpmn:subProcess id="sub"><bpmn:startEvent id="i"/><bpmn:userTask id="a"/><bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flows('i>a', 'a>t')}</bpmn:subProcess><bpmn:userTask id="after"/>${flows('s>f', 'f>t1', 'f>t2', 't1>sub', 't2>sub', 'sub>after')}`,
    );
    s.start().complete('a');
    expect(tasks(s)).toEqual(['task:a', 'task:after']);
  });

  it('given a condition that is true on entry, when the scope is entered, then an interrupting event subprocess runs at once (13.5.4)', async () => {
    const s = await load(
      `${S}<bpmn:subProcess id="sub"><bpmn:startEvent id="i"/><bpmn:userTask id="a"/>${flows('i>a')}<bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es1">${CONDITION('hot')}</bpmn:startEvent><bpmn:userTask id="x"/>${flows('es1>x')}</bpmn:subProcess></bpmn:subProcess>${flows('s>sub')}`,
    );
    s.start({ hot: true });
    expect(tasks(s)).toEqual(['task:x']);
    expect(s.complete('x').status).toBe('completed');
  });

  it('given a local variable of an input mapping, when a boundary condition asks it, then it is heard on entry', async () => {
    const s = await load(
      `${S}<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=level * 2" target="twice"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask><bpmn:boundaryEvent id="b" attachedToRef="a">${CONDITION('twice > 5')}</bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>a', 'b>x')}`,
    );
    expect(tasks(s.start({ level: 3 }))).toEqual(['task:x']);
  });

  it('given an error in one repetition, when the boundary of the whole catches it, then all repetitions end (13.3.7)', async () => {
    const s = await load(
      `${S}<bpmn:serviceTask id="a">${JOB}<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask><bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:errorEventDefinition errorRef="er"/></bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>a', 'b>x')}`,
    );
    s.start().completeJob('a').throwJobError('a', 'E');
    expect(s.waiting()).toEqual(['task:x']);
    expect(s.effectsOf('cancel-job')).toHaveLength(1);
  });

  it('given an error inside one repetition of a subprocess that catches it itself, when it is thrown, then the others go on', async () => {
    const s = await load(
      `${S}<bpmn:subProcess id="sub"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="i"/><bpmn:serviceTask id="a">${JOB}</bpmn:serviceTask>${flows('i>a')}<bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es1"><bpmn:errorEventDefinition errorRef="er"/></bpmn:startEvent><bpmn:userTask id="x"/>${flows('es1>x')}</bpmn:subProcess></bpmn:subProcess><bpmn:userTask id="after"/>${flows('s>sub', 'sub>after')}`,
    );
    s.start().throwJobError('a', 'E');
    expect(s.waiting()).toEqual(['job:a', 'task:x']);
    s.completeJob('a').complete('x');
    expect(s.waiting()).toEqual(['task:after']);
  });

  it('given a non-interrupting event subprocess, when it is triggered three times, then three run and the scope waits for all (13.5.4)', async () => {
    const s = await load(
      `${S}<bpmn:userTask id="a"/><bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es1" isInterrupting="false"><bpmn:signalEventDefinition signalRef="g"/></bpmn:startEvent><bpmn:userTask id="x"/>${flows('es1>x')}</bpmn:subProcess>${flows('s>a')}`,
    );
    s.start().signal('es1').signal('es1').signal('es1').complete('a');
    expect(tasks(s)).toEqual(['task:x', 'task:x', 'task:x']);
    s.complete('x').complete('x');
    expect(s.status).toBe('active');
    expect(s.complete('x').status).toBe('completed');
  });

  it('given an escalation from a called process, when a non-interrupting boundary hears it twice, then it happens twice and the call goes on (10.5.7)', async () => {
    const s = await load(
      `${S}<bpmn:callActivity id="c" calledElement="q"/><bpmn:boundaryEvent id="b" attachedToRef="c" cancelActivity="false"><bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>c', 'b>x')}`,
    );
    const outcome = { kind: 'escalation', escalationCode: 'X', variables: {} } as const;
    s.start().childEnded('c', outcome).childEnded('c', outcome);
    expect(s.waiting()).toEqual(['call:c', 'task:x', 'task:x']);
  });

  it('given input and output mappings of a call, when the child ends, then only what is mapped goes in and comes out', async () => {
    const s = await load(
      `${S}<bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="q" propagateAllParentVariables="false" propagateAllChildVariables="false"/><zeebe:ioMapping><zeebe:input source="=order.id" target="id"/><zeebe:output source="=total" target="sum"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:callActivity><bpmn:userTask id="after"/>${flows('s>c', 'c>after')}`,
    );
    s.start({ order: { id: 7 }, secret: 1 });
    expect(s.effectsOf('start-child')[0]?.variables).toEqual({ id: 7 });
    s.childEnded('c', { kind: 'completed', variables: { total: 9, noise: 1 } });
    expect(s.variables).toEqual({ order: { id: 7 }, secret: 1, sum: 9 });
  });

  it('given an error event subprocess that throws the same error again, when nothing around catches it, then one incident and no loop', async () => {
    const s = await load(
      `${S}<bpmn:serviceTask id="a">${JOB}</bpmn:serviceTask><bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es1"><bpmn:errorEventDefinition errorRef="er"/></bpmn:startEvent><bpmn:endEvent id="again"><bpmn:errorEventDefinition errorRef="er"/></bpmn:endEvent>${flows('es1>again')}</bpmn:subProcess>${flows('s>a')}`,
    );
    s.start().throwJobError('a', 'E');
    expect(s.incidents()).toEqual(['UNCAUGHT_ERROR']);
    expect(s.waiting()).toEqual(['incident:again']);
  });

  it('given a compensation that does not wait, when its process terminates, then its handlers end too', async () => {
    const s = await load(
      `${S}<bpmn:task id="a"/><bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="undo" isForCompensation="true"/><bpmn:association id="as" sourceRef="c" targetRef="undo"/><bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition waitForCompletion="false"/></bpmn:intermediateThrowEvent><bpmn:userTask id="on"/><bpmn:endEvent id="e"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flows('s>a', 'a>t', 't>on', 'on>e')}`,
    );
    s.start().complete('on');
    expect(s.status).toBe('completed');
    expect(s.cancelled()).toEqual(['undo']);
  });

  it('given a terminate end while half of a parallel multiple boundary happened, when the scope ends, then nothing of it is left', async () => {
    const s = await load(
      `${S}<bpmn:parallelGateway id="f"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" parallelMultiple="true"><bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="g"/></bpmn:boundaryEvent><bpmn:userTask id="x"/><bpmn:userTask id="stop"/><bpmn:endEvent id="e"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flows('s>f', 'f>a', 'f>stop', 'stop>e', 'b>x')}`,
    );
    s.start().message('b').complete('stop');
    expect(s.status).toBe('completed');
    expect(s.effectsOf('close-subscription')).toHaveLength(2);
  });
});
