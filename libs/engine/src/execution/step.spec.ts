import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario } from '../testing-driver.js';

const ORDER = bpmn(`
  <bpmn:startEvent id="s"/><bpmn:userTask id="review" name="审核"/><bpmn:exclusiveGateway id="ok" default="ok-no"/>
  <bpmn:parallelGateway id="fork"/><bpmn:serviceTask id="ship"><bpmn:extensionElements><zeebe:taskDefinition type="ship"/></bpmn:extensionElements></bpmn:serviceTask>
  <bpmn:userTask id="bill"/><bpmn:parallelGateway id="join"/><bpmn:endEvent id="done"/><bpmn:endEvent id="no"/>
  ${flows('s>review', 'review>ok', 'ok>fork[approved = true]', 'ok>no', 'fork>ship', 'fork>bill', 'ship>join', 'bill>join', 'join>done')}`);

describe('step', () => {
  it('given a user task, when it is completed, then the token takes the flow whose condition is true, forks and joins', async () => {
    const s = await scenario(ORDER);
    s.start({ amount: 5 });
    expect(s.waiting()).toEqual(['task:review']);
    s.complete('review', { approved: true });
    expect(s.waiting()).toEqual(['job:ship', 'task:bill']);
    s.completeJob('ship', { parcel: 7 });
    expect(s.status).toBe('active');
    s.complete('bill');
    expect(s.status).toBe('completed');
    expect(s.variables).toEqual({ amount: 5, approved: true, parcel: 7 });
    expect(s.completed()).toEqual(['s', 'review', 'ok', 'fork', 'ship', 'bill', 'join', 'done']);
    expect(s.effectsOf('end-instance')).toEqual([{ type: 'end-instance', state: 'completed', variables: s.variables }]);
  });

  it('given a wait that is gone, when it is named again, then the command is rejected', async () => {
    const s = await scenario(ORDER);
    s.start();
    const taskId = s.waitId('review', 'task');
    s.complete('review', { approved: true });
    expect(s.send({ type: 'complete-task', taskId, variables: {}, actor: { userId: 'a' } })).toBe('WAIT_GONE');
  });
});
