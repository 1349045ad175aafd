import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../../testing-driver.js';
import { bpmn, flows } from '../../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));
const seatOf = (s: Scenario): unknown =>
  s.state?.nodes.find((node) => node.elementId === 'undo-seats')?.variables?.['seat'];

describe('compensation', () => {
  it('given completed activities, when all are compensated, then their handlers run in reverse order, a repetition each with its own variables', async () => {
    const s = (await load('compensation.trip')).start();
    expect(s.waiting()).toEqual(['task:undo-seats']);
    expect(seatOf(s)).toBe(12);
    s.complete('undo-seats');
    expect(seatOf(s)).toBe(11);
    s.complete('undo-seats');
    expect(s.waiting()).toEqual(['task:undo-flight']);
    s.complete('undo-flight').complete('undo-hotel');
    // `car` never ran: nothing is undone for it.
    expect(s.waiting()).toEqual(['task:after']);
    // Each completion is undone once: the compensating end event finds nothing more.
    expect(s.complete('after').status).toBe('completed');
    expect(s.incidents()).toEqual([]);
  });

  it('given one named activity, when it is compensated, then only its handler runs; the end event undoes the rest', async () => {
    const s = (await load('compensation.trip')).start({ only: 'flight' });
    expect(s.waiting()).toEqual(['task:undo-flight']);
    s.complete('undo-flight').complete('after');
    expect(s.waiting()).toEqual(['task:undo-seats']);
    s.complete('undo-seats').complete('undo-seats').complete('undo-hotel');
    expect(s.status).toBe('completed');
    expect(s.completed().at(-1)).toBe('e');
  });

  it('given completed subprocesses, when all is compensated, then one with its own handler runs it, the other undoes what was inside with its variables', async () => {
    const s = (await load('compensation.subprocess')).start();
    expect(s.waiting()).toEqual(['task:tell']);
    s.complete('tell');
    expect(s.waiting()).toEqual(['task:undo-c']);
    s.complete('undo-c');
    expect(s.waiting()).toEqual(['task:undo-b']);
    const restored = s.state?.nodes.find((node) => node.elementId === 'plain');
    expect(restored?.variables).toEqual({ stage: 'first' });
    s.complete('undo-b').complete('undo-a');
    expect(s.status).toBe('completed');
  });

  it('given an activity that was interrupted, when all is compensated, then it is not undone', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="stop" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="undo" isForCompensation="true"/><bpmn:association id="as" sourceRef="c" targetRef="undo"/><bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent><bpmn:endEvent id="e"/>${flows('s>a', 'a>t', 'stop>t', 't>e')}`,
      ),
    );
    expect(s.start().fireNextTimer().status).toBe('completed');
    expect(s.effectsOf('create-user-task').map((effect) => effect.elementId)).toEqual(['a']);
  });

  it('given a handler whose job throws an error, when nothing catches it, then an incident waits at the handler', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:serviceTask id="undo" isForCompensation="true"><bpmn:extensionElements><zeebe:taskDefinition type="undo"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:association id="as" sourceRef="c" targetRef="undo"/><bpmn:endEvent id="t"><bpmn:compensateEventDefinition activityRef="a"/></bpmn:endEvent>${flows('s>a', 'a>t')}`,
      ),
    );
    s.start().throwJobError('undo', 'NO');
    expect(s.waiting()).toEqual(['incident:undo']);
    expect(s.retry('undo').completeJob('undo').status).toBe('completed');
  });
});
