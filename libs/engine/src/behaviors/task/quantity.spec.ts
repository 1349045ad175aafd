import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario } from '../../testing-driver.js';

describe('startQuantity and completionQuantity of activities (BPMN 2.0, 10.3, 13.3.2)', () => {
  it('given startQuantity 2, when tokens come, then two of them begin it once; a third waits and is told', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:parallelGateway id="f"/><bpmn:userTask id="x"/><bpmn:userTask id="y"/><bpmn:userTask id="z"/><bpmn:userTask id="a" startQuantity="2"/>${flows('s>f', 'f>x', 'f>y', 'f>z', 'x>a', 'y>a', 'z>a')}`,
      ),
    );
    s.start().complete('x');
    expect(s.waiting()).toEqual(['task:y', 'task:z']);
    s.complete('y');
    expect(s.waiting()).toEqual(['task:a', 'task:z']);
    s.complete('z').complete('a');
    expect(s.waiting()).toEqual(['incident:a']);
    expect(s.incidents()).toEqual(['JOIN_BLOCKED']);
    expect(s.retry('a').complete('a').status).toBe('completed');
  });

  it('given completionQuantity 2, when it completes, then each flow gets two tokens', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:task id="a" completionQuantity="2"/><bpmn:userTask id="b"/>${flows('s>a', 'a>b')}`,
      ),
    );
    expect(s.start().waiting()).toEqual(['task:b', 'task:b']);
    expect(s.complete('b').complete('b').status).toBe('completed');
  });
});
