import { describe, expect, it } from '@jest/globals';
import { checkDefinition } from '../../model/check-definition.js';
import { hasPlainStart, startTriggers } from '../../model/start-triggers.js';
import { bpmn, flows, scenario, SCENARIO_START, SCENARIO_ZONE } from '../../testing-driver.js';

const ROOTS =
  '<bpmn:message id="m" name="ordered"/><bpmn:message id="m2" name="called"/><bpmn:signal id="g" name="storm"/>';
const message = (ref: string): string => `<bpmn:messageEventDefinition messageRef="${ref}"/>`;

describe('elements that begin an instance', () => {
  it('given an instantiating receive task, when its message starts the process, then it is completed with it', async () => {
    const s = await scenario(
      bpmn(`<bpmn:receiveTask id="r" instantiate="true" messageRef="m"/><bpmn:userTask id="a"/>${flows('r>a')}`, ROOTS),
    );
    expect(startTriggers(s.definition, SCENARIO_START, SCENARIO_ZONE)).toEqual([
      { kind: 'message', elementId: 'r', name: 'ordered' },
    ]);
    expect(hasPlainStart(s.definition)).toBe(false);
    expect(checkDefinition(s.definition).filter((finding) => finding.severity === 'error')).toEqual([]);
    s.start({ number: 7 }, { startEventId: 'r' });
    expect(s.waiting()).toEqual(['task:a']);
    expect(s.variables).toEqual({ number: 7 });
  });

  it('given an instantiating event-based gateway, when one of its events happens, then the instance begins there', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:eventBasedGateway id="w" instantiate="true"/><bpmn:intermediateCatchEvent id="c">${message('m')}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="d"><bpmn:signalEventDefinition signalRef="g"/></bpmn:intermediateCatchEvent><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flows('w>c', 'w>d', 'c>a', 'd>b')}`,
        ROOTS,
      ),
    );
    expect(startTriggers(s.definition, SCENARIO_START, SCENARIO_ZONE).map((trigger) => trigger.elementId)).toEqual([
      'c',
      'd',
    ]);
    expect(checkDefinition(s.definition).filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(s.start({ wind: 9 }, { startEventId: 'd' }).waiting()).toEqual(['task:b']);
    expect(s.variables).toEqual({ wind: 9 });
  });

  it('given a plain start of such a process, when it is asked for, then it is rejected', async () => {
    const s = await scenario(
      bpmn(`<bpmn:receiveTask id="r" instantiate="true" messageRef="m"/><bpmn:userTask id="a"/>${flows('r>a')}`, ROOTS),
    );
    expect(() => s.start()).toThrow('START_EVENT_UNKNOWN');
  });
});

describe('several event definitions in one event', () => {
  const catching = (attributes: string): string =>
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="c" ${attributes}>${message('m')}<bpmn:signalEventDefinition signalRef="g"/><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flows('s>c', 'c>e')}`,
      ROOTS,
    );

  it('given a multiple event, when one definition happens, then the token goes on and the others are given up', async () => {
    const s = (await scenario(catching(''))).start();
    expect(s.waiting()).toEqual(['message:c', 'signal:c', 'timer:c']);
    expect(s.signal('c', { by: 'signal' }).status).toBe('completed');
    expect(s.effectsOf('close-subscription')).toHaveLength(2);
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
    expect(s.variables).toEqual({ by: 'signal' });
  });

  it('given a parallel multiple event, when all definitions happened, then the token goes on with all they brought', async () => {
    const s = (await scenario(catching('parallelMultiple="true"'))).start();
    s.signal('c', { wind: 9 }).message('c', { number: 7 });
    expect(s.waiting()).toEqual(['timer:c']);
    expect(s.fireNextTimer().status).toBe('completed');
    expect(s.variables).toEqual({ wind: 9, number: 7 });
  });

  it('given multiple start, boundary, throw and event subprocess, when they are used, then each definition counts', async () => {
    const both = `${message('m')}<bpmn:signalEventDefinition signalRef="g"/>`;
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s">${both}</bpmn:startEvent><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false">${both}</bpmn:boundaryEvent><bpmn:userTask id="x"/><bpmn:endEvent id="e">${both}</bpmn:endEvent><bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="est">${both}</bpmn:startEvent><bpmn:userTask id="y"/>${flows('est>y')}</bpmn:subProcess>${flows('s>a', 'b>x', 'a>e')}`,
        ROOTS,
      ),
    );
    expect(startTriggers(s.definition, SCENARIO_START, SCENARIO_ZONE).map((trigger) => trigger.kind)).toEqual([
      'message',
      'signal',
    ]);
    expect(checkDefinition(s.definition).filter((finding) => finding.severity === 'error')).toEqual([]);
    s.start({}, { startEventId: 's' }).signal('b').message('b');
    expect(s.waiting().filter((wait) => wait.startsWith('task'))).toEqual(['task:a', 'task:x', 'task:x']);
    s.complete('a');
    expect(s.effectsOf('publish-message')).toHaveLength(1);
    expect(s.effectsOf('broadcast-signal')).toHaveLength(1);
    expect(s.signal('est').waiting()).toEqual(['task:y']);
  });
});
