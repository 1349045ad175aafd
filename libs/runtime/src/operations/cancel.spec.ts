import { describe, expect, it } from '@jest/globals';
import { actor, engineUnderTest, START } from '../../../testing/src/engine-under-test.js';

const DAY = 24 * 3_600_000;

/** Everything that can wait, at once: task, delegate's job, timers, message, signal, child, a broken gateway. */
const everything = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
  <bpmn:message id="m" name="paid"/><bpmn:signal id="g" name="alarm"/>
  <bpmn:process id="everything" isExecutable="true">
    <bpmn:startEvent id="s"/><bpmn:parallelGateway id="fork"/>
    <bpmn:userTask id="task"/><bpmn:boundaryEvent id="late" attachedToRef="task"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="call-customer"/></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="alarm"><bpmn:signalEventDefinition signalRef="g"/></bpmn:intermediateCatchEvent>
    <bpmn:callActivity id="child" calledElement="two-tasks"/>
    <bpmn:exclusiveGateway id="broken"/><bpmn:endEvent id="e"/>
    <bpmn:sequenceFlow id="f0" sourceRef="s" targetRef="fork"/>
    ${['task', 'work', 'paid', 'alarm', 'child', 'broken'].map((id) => `<bpmn:sequenceFlow id="to-${id}" sourceRef="fork" targetRef="${id}"/>`).join('')}
    ${['task', 'work', 'paid', 'alarm', 'child', 'late'].map((id) => `<bpmn:sequenceFlow id="from-${id}" sourceRef="${id}" targetRef="e"/>`).join('')}
    <bpmn:sequenceFlow id="x1" sourceRef="broken" targetRef="e"><bpmn:conditionExpression>=missing = 1</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="x2" sourceRef="broken" targetRef="e"><bpmn:conditionExpression>=missing &gt; 1</bpmn:conditionExpression></bpmn:sequenceFlow>
  </bpmn:process>
</bpmn:definitions>`;

describe('cancelling an instance', () => {
  it.each([false, true])(
    'given an instance that waits for everything (suspended: %s), when it is cancelled, then tasks, jobs, timers, subscriptions, children and incidents all go, and the history keeps the reason',
    async (suspended) => {
      const under = engineUnderTest();
      const { engine } = under;
      let calls = 0;
      engine.registerDelegate('call-customer', {
        prepare: async () => {
          calls++;
          throw new Error('no line');
        },
        apply: async () => undefined,
      });
      await under.deploy('two-tasks.bpmn');
      const resources = [{ name: 'everything.bpmn', content: everything }];
      await engine.deploy({ name: 'e', resources, source: 'administrator', deployedBy: 'admin' });
      const { id } = await engine.startInstance({ key: 'everything', businessKey: 'GD-1', actor });
      await under.settle();
      expect((await engine.listInstances({ businessKey: 'GD-1', limit: 9 })).items).toHaveLength(2);
      expect((await engine.listIncidents({ businessKey: 'GD-1', open: true, limit: 9 })).items).toHaveLength(1);
      if (suspended) {
        await engine.suspendInstance(id, 'r', actor);
        // What came for it meanwhile is kept for it, and goes with it.
        expect(await engine.publishMessage({ name: 'paid' })).toMatchObject({ processInstanceId: id });
        await engine.advanceTo(START + 2 * DAY);
      }
      const tried = calls;
      await engine.cancelInstance(id, '重复报修', { userId: 'admin' });
      await under.settle();
      await engine.advanceTo(START + 3 * DAY);
      const instances = (await engine.listInstances({ businessKey: 'GD-1', limit: 9 })).items;
      expect(instances.map((row) => [row.status, row.incidentCount])).toEqual([
        ['cancelled', 0],
        ['cancelled', 0],
      ]);
      expect(await under.tasks()).toEqual([]);
      expect((await engine.listJobs({ limit: 9 })).items).toEqual([]);
      expect((await engine.listIncidents({ open: true, limit: 9 })).items).toEqual([]);
      expect(calls).toBe(tried);
      // Nobody listens any more.
      if (!suspended) expect(await engine.publishMessage({ name: 'paid' })).toMatchObject({ state: 'buffered' });
      await engine.broadcastSignal({ name: 'alarm' });
      await under.settle();
      const cancelled = (await engine.history(id)).find((entry) => entry.type === 'instance-cancelled');
      expect(cancelled).toMatchObject({ actor: 'admin', detail: { reason: '重复报修' } });
      expect((await engine.history(id)).at(-1)).toEqual(cancelled);
      expect((await engine.findInstance(id))?.activeElements).toEqual([]);
    },
  );
});
