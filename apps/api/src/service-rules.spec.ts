import { describe, expect, it } from '@jest/globals';
import type { Finding } from '@pledge/runtime';
import { engineUnderTest, refusal } from '../../../libs/testing/src/engine-under-test.js';
import { serviceRules } from './service-rules.js';

interface File {
  readonly name: string;
  readonly content: string;
}

/** A line of user tasks, each recording the event of its own name; `call:key` calls a process. */
const line = (key: string, ...steps: readonly string[]): File => {
  const ids = steps.map((step) => step.replace('call:', 'call-'));
  const parts = steps.map((step, index) => {
    const id = ids[index] ?? '';
    return step.startsWith('call:')
      ? `<bpmn:callActivity id="${id}" name="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${step.slice(5)}"/></bpmn:extensionElements></bpmn:callActivity>`
      : `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="engineer"/><zeebe:properties><zeebe:property name="pledge:recordsEvent" value="${id}"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>`;
  });
  const all = ['s', ...ids, 'e'];
  const flows = all.slice(1).map((target, index) => {
    const source = all[index] ?? '';
    return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`;
  });
  return {
    name: `${key}.bpmn`,
    content: `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:process id="${key}" name="${key}" isExecutable="true"><bpmn:startEvent id="s"/>${parts.join('')}<bpmn:endEvent id="e"/>${flows.join('')}</bpmn:process></bpmn:definitions>`,
  };
};
const rule = (change: object = {}): File => ({
  name: 'a-before-b.rule.json',
  content: JSON.stringify({
    key: 'a-before-b',
    name: { zh: '先甲后乙', en: 'A before B' },
    active: true,
    severity: 'error',
    processes: [],
    kind: 'before',
    first: [{ is: 'records', value: 'a' }],
    then: [{ is: 'records', value: 'b' }],
    ...change,
  }),
});

function underTest() {
  const { engine } = engineUnderTest(undefined, { checkRules: serviceRules });
  const deploy = (resources: readonly File[], more: { dryRun?: boolean; source?: 'shipped' | 'administrator' } = {}) =>
    engine.deploy({ name: 'test', resources, source: 'administrator', deployedBy: 'admin', ...more });
  const told = async (...resources: readonly File[]): Promise<readonly Finding[]> =>
    (await deploy(resources, { dryRun: true })).findings.filter((each) => each.rule.startsWith('service-rule/'));
  return { engine, deploy, told };
}

describe('service rules at deployment', () => {
  it('given a rule, when a process breaks it, then a dry run shows the way and the deployment is refused', async () => {
    const { deploy, told } = underTest();
    await deploy([rule()]);
    expect(await told(line('p', 'a', 'b'))).toEqual([]);
    const [found] = await told(line('p', 'b', 'a'));
    expect(found).toMatchObject({
      severity: 'error',
      resource: 'p.bpmn',
      elementId: 'b',
      rule: 'service-rule/before',
      detail: { ruleKey: 'a-before-b', path: [{ elementId: 's' }, { elementId: 'b' }] },
    });
    const refused = await refusal(deploy([line('p', 'b', 'a')]));
    expect([refused.code, refused.errors.map(({ elementId }) => elementId)]).toEqual(['DEPLOYMENT_INVALID', ['b']]);
    // given that the rule is deployed as a remark, or switched off
    await deploy([rule({ severity: 'warning' })]);
    expect((await told(line('p', 'b', 'a'))).map(({ severity }) => severity)).toEqual(['warning']);
    expect((await deploy([line('p', 'b', 'a')])).definitions).toHaveLength(1);
    await deploy([rule({ active: false })]);
    expect(await told(line('p', 'b', 'a'))).toEqual([]);
  });

  it('given a called process that changes, when its callers break a rule by it, then that is told of them and refuses nothing', async () => {
    const { deploy, told } = underTest();
    await deploy([line('inner', 'a'), line('outer', 'call:inner', 'b'), rule({ processes: ['outer'] })]);
    const [found] = await told(line('inner', 'x'));
    expect(found).toMatchObject({ severity: 'warning', resource: 'inner.bpmn', detail: { processKey: 'outer' } });
    expect(found?.elementId).toBeUndefined();
    expect(found?.message.en).toContain('Process "outer"');
    expect((await deploy([line('inner', 'x')])).definitions).toHaveLength(1);
  });

  it('given a new rule, when it is checked, then it says which processes break it and which of its words mean nothing', async () => {
    const { deploy, told } = underTest();
    await deploy([line('good', 'a', 'b'), line('bad', 'b')]);
    const found = await told(rule({ again: [{ is: 'calls', value: 'nobody' }] }));
    expect(found.map(({ severity, message }) => [severity, message.en])).toEqual([
      ['warning', expect.stringContaining('Process "bad"')],
      ['warning', 'No process has a step of this kind: "nobody".'],
    ]);
    expect((await told(rule({ processes: ['unknown'] }))).map((each) => each.rule)).toContain(
      'service-rule/unknown-process',
    );
  });

  it.each([
    ['no JSON', 'x.rule.json', '{', 'service-rule/unreadable'],
    ['another kind of file', 'x.rule.json', '[1]', 'service-rule/unreadable'],
    ['an unknown kind', 'a-before-b.rule.json', rule({ kind: 'often' }).content, 'service-rule/invalid'],
    ['nothing chosen', 'a-before-b.rule.json', rule({ first: [] }).content, 'service-rule/invalid'],
  ])('given %s, when it is deployed as a rule, then it is refused', async (_, name, content, expected) => {
    const { deploy } = underTest();
    const refused = await refusal(deploy([{ name, content }]));
    expect(refused.errors.map((each) => each.rule)).toEqual([expected]);
  });
});
