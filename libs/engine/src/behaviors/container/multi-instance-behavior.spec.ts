import { describe, expect, it } from '@jest/globals';
import { checkDefinition } from '../../model/check-definition.js';
import { bpmn, flows, scenario, type Scenario } from '../../testing-driver.js';

const ROOTS =
  '<bpmn:signal id="g" name="half"/><bpmn:signalEventDefinition id="gd" signalRef="g"/><bpmn:escalation id="x" escalationCode="LATE"/><bpmn:message id="m" name="first-done"/><bpmn:messageEventDefinition id="md" messageRef="m"/>';

/** Three user tasks `a` at once with a behavior, and a boundary event `b` that leads to `heard`. */
function model(loop: string, boundary: string, interrupting = false): Promise<Scenario> {
  return scenario(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:userTask id="a"><bpmn:multiInstanceLoopCharacteristics ${loop}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="${String(interrupting)}">${boundary}</bpmn:boundaryEvent><bpmn:userTask id="heard"/><bpmn:userTask id="after"/>${flows('s>a', 'b>heard', 'a>after')}`,
      ROOTS,
    ),
  );
}
const CARDINALITY = '<bpmn:loopCardinality>3</bpmn:loopCardinality>';
const heard = (s: Scenario): number => s.waiting().filter((wait) => wait === 'task:heard').length;

describe('behavior of a multi-instance activity (BPMN 2.0, 10.3.8, table 10.29)', () => {
  it('given None without an event, when repetitions complete, then the default signal is heard each time, with the attributes of the loop', async () => {
    const s = (await model(`behavior="None">${CARDINALITY}`, '<bpmn:signalEventDefinition/>')).start();
    expect(checkDefinition(s.definition).filter((each) => each.severity === 'error')).toEqual([]);
    s.complete('a');
    expect(heard(s)).toBe(1);
    expect(s.variables).toMatchObject({ numberOfInstances: 3, numberOfCompletedInstances: 1, loopCounter: 1 });
    s.complete('a').complete('a');
    expect(heard(s)).toBe(3);
    expect(s.waiting()).toContain('task:after');
    expect(s.effectsOf('broadcast-signal')).toEqual([]);
  });

  it('given One with a signal, when the first completes, then it is heard once, by the boundary in the step and by others outside', async () => {
    const s = (
      await model(
        `behavior="One" oneBehaviorEventRef="gd">${CARDINALITY}`,
        '<bpmn:signalEventDefinition signalRef="g"/>',
      )
    ).start();
    const subscription = s.waitId('b', 'signal');
    s.complete('a').complete('a');
    expect(heard(s)).toBe(1);
    const [effect, ...more] = s.effectsOf('broadcast-signal');
    expect(effect).toMatchObject({ name: 'half', except: [subscription], variables: { numberOfActiveInstances: 2 } });
    expect(more).toEqual([]);
  });

  it('given One with a message that the boundary waits for, when the first completes, then nobody else gets it', async () => {
    const s = (
      await model(
        `behavior="One" oneBehaviorEventRef="md">${CARDINALITY}`,
        '<bpmn:messageEventDefinition messageRef="m"/>',
        true,
      )
    ).start();
    s.complete('a');
    expect(s.waiting()).toEqual(['task:heard']);
    expect(s.effectsOf('cancel-user-task')).toHaveLength(2);
    expect(s.effectsOf('publish-message')).toEqual([]);
  });

  it('given Complex, when its condition is true, then its event is thrown and an interrupting boundary ends the rest', async () => {
    const s = (
      await model(
        `behavior="Complex">${CARDINALITY}<bpmn:complexBehaviorDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=numberOfCompletedInstances = 2 and not(ok)</bpmn:condition><bpmn:event id="ev"><bpmn:escalationEventDefinition escalationRef="x"/></bpmn:event></bpmn:complexBehaviorDefinition>`,
        '<bpmn:escalationEventDefinition escalationRef="x"/>',
        true,
      )
    ).start();
    s.complete('a', { ok: true });
    expect(heard(s)).toBe(0);
    s.complete('a', { ok: false });
    expect(s.waiting()).toEqual(['task:heard']);
    expect(s.cancelled()).toEqual(['a']);
  });

  it('given All, when repetitions complete, then nothing is thrown', async () => {
    const s = (await model(`behavior="All">${CARDINALITY}`, '<bpmn:signalEventDefinition signalRef="g"/>')).start();
    s.complete('a').complete('a').complete('a');
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.history.some((entry) => entry.elementId === 'b')).toBe(false);
  });
});
