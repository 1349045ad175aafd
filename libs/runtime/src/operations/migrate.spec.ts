import { describe, expect, it } from '@jest/globals';
import {
  actor,
  engineUnderTest,
  refusal,
  START,
  type EngineUnderTest,
} from '../../../testing/src/engine-under-test.js';

const HOUR = 3_600_000;
const admin = { userId: 'admin' };

/** A task with a boundary timer and a boundary message, then a service task; `more` changes things. */
const visit = ({
  id = 'repair',
  name = '维修',
  duration = 'PT4H',
  type = 'call-customer',
  requires = '',
  extra = '',
}) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
  <bpmn:message id="m" name="called-off"><bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="visit" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="engineer"/><zeebe:properties><zeebe:property name="pledge:requires" value="${requires}"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
    <bpmn:boundaryEvent id="late" attachedToRef="${id}" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="off" attachedToRef="${id}"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>
    <bpmn:serviceTask id="call"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:endEvent id="end"/><bpmn:endEvent id="told"/><bpmn:endEvent id="offed"/>${extra}
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="${id}"/><bpmn:sequenceFlow id="f2" sourceRef="${id}" targetRef="call"/>
    <bpmn:sequenceFlow id="f3" sourceRef="call" targetRef="end"/><bpmn:sequenceFlow id="f4" sourceRef="late" targetRef="told"/>
    <bpmn:sequenceFlow id="f5" sourceRef="off" targetRef="offed"/>
  </bpmn:process>
</bpmn:definitions>`;

async function deploy({ engine }: EngineUnderTest, content: string): Promise<string> {
  const result = await engine.deploy({
    name: 'v',
    resources: [{ name: 'visit.bpmn', content }],
    source: 'administrator',
    deployedBy: 'admin',
  });
  return result.definitions[0]?.id ?? '';
}
async function started(): Promise<EngineUnderTest & { v1: string; id: string }> {
  const under = engineUnderTest();
  under.engine.registerDelegate('call-customer', { prepare: async () => null, apply: async () => undefined });
  under.engine.registerDelegate('post', { prepare: async () => null, apply: async () => undefined });
  const v1 = await deploy(under, visit({}));
  const { id } = await under.engine.startInstance({ key: 'visit', variables: { order: 'A1' }, actor });
  return { ...under, v1, id };
}

describe('migrating an instance', () => {
  it('given a claimed task with a draft, a timer and a message, when the instance migrates, then all of them go on under their ids in the new version', async () => {
    const under = await started();
    const { engine, id, v1 } = under;
    const [task] = await under.tasks(id);
    await engine.claimTask(task?.id ?? '', 'li', { userId: 'li' });
    await engine.saveDraft(task?.id ?? '', { found: '风扇' });
    const [timer] = (await engine.listJobs({ instanceId: id, type: 'timer', limit: 5 })).items;
    const v2 = await deploy(under, visit({ id: 'mend', name: '维修' }));
    const request = { definitionId: v2, reason: '新版上线' };
    const dry = await engine.migrateInstance(id, { ...request, dryRun: true }, admin);
    expect(dry).toMatchObject({ possible: true, dryRun: true, fromDefinitionId: v1, toDefinitionId: v2, problems: [] });
    expect(dry.mapping).toContainEqual({ from: 'repair', to: 'mend', how: 'name' });
    expect((await engine.findInstance(id))?.row.definitionId).toBe(v1);
    await engine.migrateInstance(id, request, admin);
    expect(await engine.findTask(task?.id ?? '')).toMatchObject({
      state: 'open',
      assignee: 'li',
      draft: { found: '风扇' },
      elementId: 'mend',
      definitionId: v2,
      candidateGroups: ['engineer'],
    });
    expect((await engine.listJobs({ instanceId: id, type: 'timer', limit: 5 })).items).toEqual([timer]);
    expect(await engine.publishMessage({ name: 'called-off', correlationKey: 'A1' })).toMatchObject({
      processInstanceId: id,
    });
    expect((await engine.findInstance(id))?.row).toMatchObject({ status: 'completed', definitionId: v2 });
    const history = await engine.history(id);
    expect(history.map((entry) => entry.seq)).toEqual(history.map((_, index) => index + 1));
    expect(history.find((entry) => entry.type === 'instance-migrated')).toMatchObject({
      actor: 'admin',
      detail: { from: v1, to: v2, reason: '新版上线', mapping: { repair: 'mend' } },
    });
  });

  it('trap: given a changed duration, when the instance migrates after an hour, then the job is due counted from the start', async () => {
    const under = await started();
    const { engine, id } = under;
    await engine.advanceTo(START + HOUR);
    const v2 = await deploy(under, visit({ duration: 'PT2H' }));
    const report = await engine.migrateInstance(id, { definitionId: v2 }, admin);
    expect(report.items).toContainEqual(
      expect.objectContaining({ what: 'timer-rescheduled', dueBefore: START + 4 * HOUR, dueAfter: START + 2 * HOUR }),
    );
    expect((await engine.listJobs({ instanceId: id, type: 'timer', limit: 5 })).items).toMatchObject([
      { dueAt: START + 2 * HOUR },
    ]);
    await engine.advanceTo(START + 2 * HOUR);
    expect((await engine.history(id)).some((entry) => entry.elementId === 'told')).toBe(true);
  });

  it('given what cannot move, when it is looked at, then the report says what and why in both languages; done, it is refused and nothing changes', async () => {
    const under = await started();
    const { engine, id, v1 } = under;
    const v2 = await deploy(
      under,
      visit({
        id: 'x',
        name: '别的',
        extra: '<bpmn:userTask id="y" name="又"/><bpmn:sequenceFlow id="g" sourceRef="x" targetRef="y"/>',
      }),
    );
    const before = await engine.findInstance(id);
    const report = await engine.migrateInstance(
      id,
      { definitionId: v2, mapping: { repair: null }, dryRun: true },
      admin,
    );
    expect(report).toMatchObject({
      possible: false,
      problems: [
        {
          code: 'ELEMENT_NOT_MAPPED',
          elementId: 'repair',
          message: { zh: expect.stringContaining('维修'), en: expect.any(String) },
        },
      ],
    });
    const refused = await refusal(engine.migrateInstance(id, { definitionId: v2, mapping: { repair: null } }, admin));
    expect(refused).toMatchObject({ code: 'OPERATION_REFUSED', errors: [{ elementId: 'repair' }] });
    expect(await engine.findInstance(id)).toEqual(before);
    expect((await refusal(engine.migrateInstance(id, { definitionId: v1 }, admin))).code).toBe(
      'MIGRATION_SAME_VERSION',
    );
    expect((await refusal(engine.migrateInstance(id, { definitionId: 'none' }, admin))).code).toBe(
      'DEFINITION_UNKNOWN',
    );
    await engine.cancelInstance(id, 'r', admin);
    expect((await refusal(engine.migrateInstance(id, { definitionId: v2 }, admin))).code).toBe('INSTANCE_ENDED');
  });

  it('given a guard that the new version adds, when an instance would move there, then it may veto; one that was there before is asked when somebody goes on', async () => {
    const under = await started();
    const { engine, id } = under;
    const asked: string[] = [];
    engine.registerGuard('written_confirmation', {
      check: async (_tx, context) => {
        asked.push(context.action);
        return { allowed: false, code: 'NOT_CONFIRMED', reason: '未确认' };
      },
    });
    const v2 = await deploy(under, visit({ requires: 'written_confirmation' }));
    expect((await refusal(engine.migrateInstance(id, { definitionId: v2 }, admin))).code).toBe('GUARD_VETOED');
    const { id: second } = await engine.startInstance({ key: 'visit', variables: { order: 'B' }, actor });
    const v3 = await deploy(under, visit({ requires: 'written_confirmation', duration: 'PT1H' }));
    await engine.migrateInstance(second, { definitionId: v3 }, admin);
    const [task] = await under.tasks(second);
    expect((await refusal(engine.completeTask(task?.id ?? '', {}, actor))).code).toBe('GUARD_VETOED');
    expect(asked).toEqual(['migrate', 'complete']);
  });

  it('given a command in the same batch, when the instance migrates, then what that command opened is of the new version too', async () => {
    const under = await started();
    const { engine, id } = under;
    const [task] = await under.tasks(id);
    const v2 = await deploy(under, visit({ type: 'post' }));
    await engine.modifyInstance(id, { instructions: [{ type: 'add', elementId: 'repair' }] }, admin);
    await Promise.all([
      engine.modifyInstance(id, { instructions: [{ type: 'add', elementId: 'repair' }] }, admin),
      engine.migrateInstance(id, { definitionId: v2 }, admin),
      engine.claimTask(task?.id ?? '', 'li', { userId: 'li' }),
    ]);
    expect((await under.tasks(id)).map((each) => each.definitionId)).toEqual([v2, v2, v2]);
    for (const each of await under.tasks(id)) await engine.completeTask(each.id, {}, { userId: 'li' });
    await under.settle();
    expect((await engine.findInstance(id))?.row.status).toBe('completed');
  });
});
