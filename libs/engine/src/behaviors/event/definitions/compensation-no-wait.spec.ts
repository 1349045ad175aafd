import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { activeElements } from '../../../execution/views.js';
import { bpmn, flows, scenario, type Scenario } from '../../../testing-driver.js';

const load = (): Promise<Scenario> =>
  scenario(readFileSync(new URL('./compensation.no-wait.bpmn', import.meta.url), 'utf8'));

describe('compensation that does not wait (BPMN 2.0, 10.5.5)', () => {
  it('given waitForCompletion="false", when it is thrown, then the token goes on while the handlers run in reverse order', async () => {
    const s = (await load()).start();
    expect(s.waiting()).toEqual(['task:on', 'task:undo-b']);
    expect(s.completed()).toContain('t');
    if (s.state === null) throw new Error('not started');
    // The work beside the thrower is no element of its own: only the handler shows.
    expect(activeElements(s.definition, s.state).map((each) => each.elementId)).toEqual(['undo-b', 'on']);
    s.complete('on');
    // The process goes on until what it began to undo is undone.
    expect(s.status).toBe('active');
    s.complete('undo-b');
    expect(s.waiting()).toEqual(['task:undo-a']);
    expect(s.complete('undo-a').status).toBe('completed');
    expect(s.cancelled()).toEqual([]);
  });

  it('given nothing to undo, when it is thrown, then the token goes on and nothing is left behind', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition waitForCompletion="false"/></bpmn:intermediateThrowEvent><bpmn:endEvent id="e"/>${flows('s>t', 't>e')}`,
      ),
    );
    expect(s.start().status).toBe('completed');
  });

  it('given an end event in a subprocess, when it throws without waiting, then the subprocess is left after the handlers', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:startEvent id="i"/><bpmn:task id="a"/><bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="undo" isForCompensation="true"/><bpmn:association id="as" sourceRef="c" targetRef="undo"/><bpmn:endEvent id="t"><bpmn:compensateEventDefinition waitForCompletion="false"/></bpmn:endEvent>${flows('i>a', 'a>t')}</bpmn:subProcess><bpmn:userTask id="after"/>${flows('s>sub', 'sub>after')}`,
      ),
    );
    expect(s.start().waiting()).toEqual(['task:undo']);
    expect(s.completed()).toEqual(['s', 'i', 'a', 't']);
    expect(s.complete('undo').waiting()).toEqual(['task:after']);
  });

  it('given an inclusive join behind the thrower, when the compensation still runs, then the join does not wait for it', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:boundaryEvent id="c" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="undo" isForCompensation="true"/><bpmn:association id="as" sourceRef="c" targetRef="undo"/><bpmn:parallelGateway id="f"/><bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition waitForCompletion="false"/></bpmn:intermediateThrowEvent><bpmn:task id="b"/><bpmn:inclusiveGateway id="j"/><bpmn:userTask id="after"/>${flows('s>a', 'a>f', 'f>t', 'f>b', 't>j', 'b>j', 'j>after')}`,
      ),
    );
    expect(s.start().waiting()).toEqual(['task:after', 'task:undo']);
  });
});
