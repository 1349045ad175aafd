import { describe, expect, it } from '@jest/globals';
import { bpmn, definitionOf, flows } from '../testing-driver.js';
import { checkDefinition } from './check-definition.js';
import { parseBpmn } from './parse-bpmn.js';
import { references } from './references.js';

/** `rule elementId` of every finding of a severity, of the file and of its processes. */
async function findings(xml: string, severity = 'error'): Promise<string[]> {
  const model = await parseBpmn(xml);
  return [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))]
    .filter((finding) => finding.severity === severity)
    .map((finding) => `${finding.rule}${finding.elementId === undefined ? '' : ` ${finding.elementId}`}`);
}
const S = '<bpmn:startEvent id="s"/>';
const E = '<bpmn:endEvent id="e"/>';

describe('a file that is not BPMN', () => {
  it.each([
    ['text', 'hello'],
    ['another XML', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
    ['half a file', bpmn(S).slice(0, 300)],
    ['nothing', ''],
  ])('given %s, when it is read, then it is refused with a finding', async (_name, xml) => {
    const model = await parseBpmn(xml);
    expect(model.definitions).toEqual([]);
    expect(model.findings.map((finding) => finding.rule)).toContain('bpmn/xml');
  });

  it('given more than 2 MB, when it is read, then it is refused unread', async () => {
    expect(await findings(bpmn(S).padEnd(5 * 1024 * 1024, ' '))).toEqual(['bpmn/too-large']);
  });

  it('given an entity bomb, when it is read, then it is refused unread', async () => {
    const bomb = bpmn(S).replace('?>', '?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>');
    expect(await findings(bomb)).toEqual(['bpmn/doctype']);
  });

  it('given no executable process, when it is read, then it says so', async () => {
    expect(await findings(bpmn(S).replace('isExecutable="true"', 'isExecutable="false"'))).toEqual([
      'bpmn/no-executable-process',
    ]);
  });
});

describe('other languages', () => {
  it.each([
    [
      '${…} in a condition',
      `${S}<bpmn:task id="a"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="a"><bpmn:conditionExpression>\${x}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
      'expression/not-feel f',
    ],
    [
      '#{…} in a task type',
      `${S}<bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:taskDefinition type="#{x}"/></bpmn:extensionElements></bpmn:serviceTask>${flows('s>a')}`,
      'expression/not-feel a',
    ],
    [
      'a JavaScript condition',
      `${S}<bpmn:task id="a"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="javascript">next(null, true)</bpmn:conditionExpression></bpmn:sequenceFlow>`,
      'expression/script-language f',
    ],
    [
      'a JavaScript script',
      `${S}<bpmn:scriptTask id="a" scriptFormat="javascript"><bpmn:script>process.exit()</bpmn:script></bpmn:scriptTask>${flows('s>a')}`,
      'expression/script-language a',
    ],
    ['FEEL that does not parse', `${S}<bpmn:task id="a"/>${flows('s>a[1 +]')}`, 'expression/feel-syntax s-a'],
  ])('given %s, when it is checked, then it is refused', async (_name, body, expected) => {
    expect(await findings(bpmn(body))).toContain(expected);
  });

  it('given ${ inside a FEEL text, when it is checked, then it is only a text', async () => {
    expect(
      await findings(
        bpmn(
          `${S}<bpmn:exclusiveGateway id="x" default="x-e"/>${E}<bpmn:endEvent id="f"/>${flows('s>x', 'x>f[a = "${b}"]', 'x>e')}`,
        ),
      ),
    ).toEqual([]);
  });
});

describe('elements that do not run', () => {
  it.each([
    [
      'parallel event-based gateway in the middle',
      '<bpmn:eventBasedGateway id="a" eventGatewayType="Parallel"/>',
      'gateway/event-parallel a',
    ],
    [
      'instantiating receive task in the middle',
      '<bpmn:receiveTask id="a" instantiate="true" messageRef="m"/>',
      'event/instantiate-place a',
    ],
    [
      'listener',
      '<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:taskListeners><zeebe:taskListener eventType="creating" type="x"/></zeebe:taskListeners></bpmn:extensionElements></bpmn:userTask>',
      'engine/unsupported-extension a',
    ],
    [
      'linked resource',
      '<bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:linkedResources/></bpmn:extensionElements></bpmn:serviceTask>',
      'engine/unsupported-extension a',
    ],
    [
      'unknown zeebe element',
      '<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:bogus/></bpmn:extensionElements></bpmn:userTask>',
      'bpmn/xml',
    ],
  ])('given a %s, when it is checked, then it is refused by name', async (_name, element, expected) => {
    expect(
      await findings(bpmn(`${S}${element}${E}${flows('s>a', 'a>e')}`, '<bpmn:message id="m" name="m"/>')),
    ).toContain(expected);
  });

  it('given attributes of another engine, when it is checked, then it is a warning and nothing more', async () => {
    const xml = bpmn(
      `${S}<bpmn:userTask id="a" camunda:assignee="x" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"/>${E}${flows('s>a', 'a>e')}`,
    );
    expect(await findings(xml)).toEqual([]);
    expect(await findings(xml, 'warning')).toEqual(['engine/foreign-attribute a']);
  });
});

describe('the constraints of BPMN', () => {
  it.each([
    ['a dangling flow', `${S}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="nowhere"/>`, 'bpmn/reference f'],
    [
      'a missing condition',
      `${S}<bpmn:exclusiveGateway id="x"/>${E}<bpmn:endEvent id="f"/>${flows('s>x', 'x>e', 'x>f[a]')}`,
      'gateway/condition-missing x-e',
    ],
    [
      'a message event without message',
      `${S}<bpmn:intermediateCatchEvent id="a"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>${flows('s>a')}`,
      'event/message-missing a',
    ],
    [
      'a timer that cannot be read',
      `${S}<bpmn:intermediateCatchEvent id="a"><bpmn:timerEventDefinition><bpmn:timeDuration>one hour</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flows('s>a')}`,
      'event/timer-text a',
    ],
    ['no start', `<bpmn:task id="a"/><bpmn:task id="b"/>${flows('a>b', 'b>a')}`, 'event/start-missing p'],
    [
      'two plain starts',
      `${S}<bpmn:startEvent id="t"/><bpmn:task id="a"/>${flows('s>a', 't>a')}`,
      'event/start-ambiguous t',
    ],
    ['a flow into a start event', `${S}<bpmn:task id="a"/>${flows('s>a', 'a>s')}`, 'flow/incoming-not-allowed s'],
    [
      'an error that does not interrupt',
      `${S}<bpmn:task id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flows('s>a')}`,
      'event/error-interrupts b',
    ],
    [
      'an event gateway before a task',
      `${S}<bpmn:eventBasedGateway id="g"/><bpmn:task id="a"/>${flows('s>g', 'g>a')}`,
      'gateway/event-targets a',
    ],
    [
      'a link without target',
      `${S}<bpmn:intermediateThrowEvent id="a"><bpmn:linkEventDefinition name="L"/></bpmn:intermediateThrowEvent>${flows('s>a')}`,
      'event/link-target a',
    ],
    ['a call without process', `${S}<bpmn:callActivity id="a"/>${flows('s>a')}`, 'call/target-missing a'],
    [
      'a multi-instance without collection',
      `${S}<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics/></bpmn:task>${flows('s>a')}`,
      'loop/collection-missing a',
    ],
    [
      'an event subprocess with a plain start',
      `${S}<bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="x"/></bpmn:subProcess>`,
      'event/definition-not-allowed x',
    ],
  ])('given %s, when it is checked, then the rule and the element are named', async (_name, body, expected) => {
    expect(await findings(bpmn(body))).toContain(expected);
  });

  it('given a loop in which nothing waits and an element that nothing leads to, when it is checked, then both are warnings', async () => {
    const body = `${S}<bpmn:exclusiveGateway id="m"/><bpmn:task id="a"/><bpmn:exclusiveGateway id="x" default="x-e"/>${E}<bpmn:task id="b"/><bpmn:task id="c"/>${flows('s>m', 'm>a', 'a>x', 'x>m[more]', 'x>e', 'b>c', 'c>b')}`;
    expect(await findings(bpmn(body))).toEqual([]);
    expect(await findings(bpmn(body), 'warning')).toEqual([
      'graph/unreachable b',
      'graph/unreachable c',
      'graph/loop-without-wait m',
      'graph/loop-without-wait b',
    ]);
  });

  it('given both languages, when a finding is made, then it has both texts and a clause', async () => {
    const model = await parseBpmn(
      bpmn(`${S}<bpmn:eventBasedGateway id="a" eventGatewayType="Parallel"/>${flows('s>a')}`),
    );
    const finding = model.definitions
      .flatMap((definition) => checkDefinition(definition))
      .find((each) => each.rule === 'gateway/event-parallel');
    expect(finding).toMatchObject({
      elementId: 'a',
      message: {
        en: expect.stringContaining('parallel event-based gateway'),
        zh: expect.stringContaining('并行事件网关'),
      },
      clause: 'BPMN 2.0, 10.6.6',
    });
  });
});

describe('what a definition names', () => {
  it('given a process with lanes and extensions, when it is read, then names, lanes and references are there', async () => {
    const definition = await definitionOf(
      bpmn(
        `<bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:sealed" value="verdict, score"/><zeebe:property name="pledge:label.en" value="Fault"/></zeebe:properties></bpmn:extensionElements>
      <bpmn:laneSet id="ls"><bpmn:lane id="lane" name="工程师"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${S}
      <bpmn:userTask id="a" name="到场"><bpmn:extensionElements><zeebe:formDefinition formId="visit"/><zeebe:assignmentDefinition candidateGroups="engineer,pm"/><zeebe:properties><zeebe:property name="pledge:requires" value="written_confirmation"/><zeebe:property name="pledge:recordsEvent" value="engineer_arrived"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
      <bpmn:serviceTask id="b"><bpmn:extensionElements><zeebe:taskDefinition type="notify"/></bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:callActivity id="c"><bpmn:extensionElements><zeebe:calledElement processId="=next"/></bpmn:extensionElements></bpmn:callActivity>${flows('s>a', 'a>b', 'b>c')}`,
        '',
        'name="故障处理"',
      ),
    );
    expect(definition).toMatchObject({
      key: 'p',
      name: '故障处理',
      labelEn: 'Fault',
      lanes: [{ id: 'lane', name: '工程师', nodes: ['a'] }],
    });
    expect(references(definition)).toEqual({
      jobTypes: [{ elementId: 'b', name: 'notify', dynamic: false }],
      forms: [{ elementId: 'a', name: 'visit', dynamic: false }],
      decisions: [],
      calledProcesses: [{ elementId: 'c', name: 'next', dynamic: true }],
      messages: [],
      signals: [],
      guards: [{ elementId: 'a', name: 'written_confirmation', dynamic: false }],
      recordedEvents: [{ elementId: 'a', name: 'engineer_arrived', dynamic: false }],
      candidateGroups: [
        { elementId: 'a', name: 'engineer', dynamic: false },
        { elementId: 'a', name: 'pm', dynamic: false },
      ],
      sealedVariables: ['verdict', 'score'],
    });
  });
});
