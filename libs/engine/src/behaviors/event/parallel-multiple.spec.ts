import { describe, expect, it } from '@jest/globals';
import { checkDefinition } from '../../model/check-definition.js';
import { startTriggers } from '../../model/start-triggers.js';
import { bpmn, flows, scenario, SCENARIO_ZONE, type Scenario } from '../../testing-driver.js';

const ROOTS = '<bpmn:message id="m" name="ordered"/><bpmn:signal id="g" name="storm"/>';
const BOTH = '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="g"/>';
const CYCLE =
  '<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>';
const load = async (body: string): Promise<Scenario> => {
  const s = await scenario(bpmn(body, ROOTS));
  expect(checkDefinition(s.definition).filter((finding) => finding.severity === 'error')).toEqual([]);
  return s;
};
const tasks = (s: Scenario): string[] => s.waiting().filter((wait) => wait.startsWith('task'));

describe('parallel multiple events (BPMN 2.0, 10.5.1)', () => {
  it('given a start event, when the first trigger came, then nothing begins before the last, which brings all variables', async () => {
    const s = await load(
      `<bpmn:startEvent id="s" parallelMultiple="true">${BOTH}</bpmn:startEvent><bpmn:userTask id="a"/>${flows('s>a')}`,
    );
    expect(startTriggers(s.definition, s.now, SCENARIO_ZONE)).toEqual([
      { kind: 'message', elementId: 's', name: 'ordered', part: 0 },
      { kind: 'signal', elementId: 's', name: 'storm', part: 1 },
    ]);
    s.start({ number: 7 }, { startEventId: 's', startPart: 0 });
    expect(s.waiting()).toEqual(['signal:s']);
    expect(s.signal('s', { wind: 9 }).waiting()).toEqual(['task:a']);
    expect(s.variables).toEqual({ number: 7, wind: 9 });
  });

  it('given an interrupting boundary event, when one trigger happened, then the activity goes on until the other did', async () => {
    const s = (
      await load(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" parallelMultiple="true">${BOTH}</bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>a', 'b>x')}`,
      )
    ).start();
    s.signal('b', { wind: 9 });
    expect(s.waiting()).toEqual(['message:b', 'task:a']);
    expect(s.message('b', { number: 7 }).waiting()).toEqual(['task:x']);
    expect(s.variables).toEqual({ wind: 9, number: 7 });
  });

  it('given a non-interrupting boundary event, when all happened, then all are waited for again', async () => {
    const s = (
      await load(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false" parallelMultiple="true">${BOTH}</bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>a', 'b>x')}`,
      )
    ).start();
    s.signal('b').message('b');
    expect(s.waiting()).toEqual(['message:b', 'signal:b', 'task:a', 'task:x']);
    expect(s.message('b').waiting()).not.toContain('message:b');
    expect(tasks(s.signal('b'))).toEqual(['task:a', 'task:x', 'task:x']);
    expect(JSON.stringify(s.state)).not.toContain('gathered');
  });

  it('given a cycle among the triggers, when it is over, then the event does not come again', async () => {
    const s = (
      await load(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false" parallelMultiple="true"><bpmn:signalEventDefinition signalRef="g"/>${CYCLE}</bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>a', 'b>x')}`,
      )
    ).start();
    s.fireNextTimer();
    expect(tasks(s)).toEqual(['task:a']);
    s.signal('b');
    expect(s.waiting()).toEqual(['signal:b', 'task:a', 'task:x', 'timer:b']);
    s.signal('b').fireNextTimer();
    expect(s.waiting()).toEqual(['task:a', 'task:x', 'task:x']);
  });

  it('given an event subprocess of the process, when both triggers happened, then it runs; half of them is forgotten with the scope', async () => {
    const s = (
      await load(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="t" parallelMultiple="true">${BOTH}</bpmn:startEvent><bpmn:userTask id="x"/>${flows('t>x')}</bpmn:subProcess>${flows('s>a')}`,
      )
    ).start();
    s.message('t');
    expect(s.state?.gathered?.['t']?.parts).toEqual([0]);
    expect(s.signal('t').waiting()).toEqual(['task:x']);
  });

  it('given several conditions in one event, when the second is true, then that one happened', async () => {
    const condition = (text: string): string =>
      `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
    const s = (
      await load(
        `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="c" parallelMultiple="true">${condition('p')}${condition('q')}</bpmn:intermediateCatchEvent><bpmn:userTask id="a"/>${flows('s>c', 'c>a')}`,
      )
    ).start();
    const set = (variables: Record<string, unknown>): string[] => {
      s.send({ type: 'set-variables', variables, actor: { userId: 'li' } });
      return s.waiting();
    };
    expect(set({ q: true })).toEqual(['condition:c']);
    expect(set({ q: false, p: true })).toEqual(['task:a']);
  });
});

describe('parallel event-based gateway that begins the process (BPMN 2.0, 10.6.6)', () => {
  it('given two events, when the first began the instance, then it needs the other one too; its key is from the first', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/><bpmn:intermediateCatchEvent id="c"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="d"><bpmn:messageEventDefinition messageRef="n"/></bpmn:intermediateCatchEvent><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flows('g>c', 'g>d', 'c>a', 'd>b')}`,
        `<bpmn:message id="m" name="order"/><bpmn:message id="n" name="payment"><bpmn:extensionElements><zeebe:subscription correlationKey="=number"/></bpmn:extensionElements></bpmn:message>`,
      ),
    );
    expect(checkDefinition(s.definition).filter((finding) => finding.severity === 'error')).toEqual([]);
    s.start({ number: 7 }, { startEventId: 'c' });
    expect(s.waiting()).toEqual(['message:d', 'task:a']);
    expect(s.effectsOf('open-subscription')[0]).toMatchObject({ name: 'payment', correlationKey: '7' });
    s.complete('a');
    expect(s.status).toBe('active');
    expect(s.message('d').complete('b').status).toBe('completed');
  });
});
