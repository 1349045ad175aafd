import { flows } from '../testing-driver.js';

const S = '<bpmn:startEvent id="s"/>';
const E = '<bpmn:endEvent id="e"/>';
const T = '<bpmn:task id="a"/>';
const COMPENSATE = '<bpmn:compensateEventDefinition/>';
const TIMER = (text: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const EXT = (text: string): string => `<bpmn:extensionElements>${text}</bpmn:extensionElements>`;
const COLLABORATION = (flow: string): string =>
  `<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/><bpmn:participant id="p2"/>${flow}</bpmn:collaboration>`;
const LINK = '<bpmn:linkEventDefinition name="L"/>';

/** One invalid model per rule: the rule, the element that is named, a process body, what stands beside the process. */
export const INVALID_MODELS: readonly (readonly [
  rule: string,
  element: string | undefined,
  body: string,
  roots?: string,
])[] = [
  ['bpmn/duplicate-id', 'a', `${S}${T}${T}`],
  ['bpmn/reference', 'x', `${S}<bpmn:exclusiveGateway id="x" default="nowhere"/>${flows('s>x')}`],
  ['bpmn/reference', 'f', `${S}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="nowhere"/>`],
  ['bpmn/reference', 'r', `${S}<bpmn:receiveTask id="r" messageRef="nowhere"/>${flows('s>r')}`],
  ['bpmn/xml', undefined, `${S}<bpmn:nothing id="n"/>`],
  ['flow/crosses-scope', 's-i', `${S}<bpmn:subProcess id="sub"><bpmn:task id="i"/></bpmn:subProcess>${flows('s>i')}`],
  [
    'flow/crosses-pool',
    's-z',
    `${S}${flows('s>z')}`,
    '<bpmn:process id="other" isExecutable="true"><bpmn:task id="z"/></bpmn:process>',
  ],
  ['flow/condition-not-allowed', 's-a', `${S}${T}${flows('s>a[true]')}`],
  ['flow/incoming-not-allowed', 's', `${S}${T}${flows('s>a', 'a>s')}`],
  ['flow/outgoing-not-allowed', 'e', `${S}${E}${T}${flows('s>e', 'e>a')}`],
  ['flow/outgoing-missing', 's', S],
  [
    'flow/default',
    'x',
    `${S}<bpmn:exclusiveGateway id="x" default="s-x"/>${T}${E}${flows('s>x', 'x>a[true]', 'x>e[true]')}`,
  ],
  [
    'flow/default-condition',
    'x-a',
    `${S}<bpmn:exclusiveGateway id="x" default="x-a"/>${T}${E}${flows('s>x', 'x>a[true]', 'x>e[true]')}`,
  ],
  [
    'gateway/condition-missing',
    'x-e',
    `${S}<bpmn:exclusiveGateway id="x"/>${T}${E}${flows('s>x', 'x>a[true]', 'x>e')}`,
  ],
  [
    'gateway/default-missing',
    'x',
    `${S}<bpmn:inclusiveGateway id="x"/>${T}${E}${flows('s>x', 'x>a[true]', 'x>e[true]')}`,
  ],
  [
    'gateway/direction',
    'x',
    `${S}<bpmn:parallelGateway id="x" gatewayDirection="Converging"/>${T}${E}${flows('s>x', 'x>a', 'x>e')}`,
  ],
  ['gateway/neither', 'x', `${S}<bpmn:parallelGateway id="x"/>${flows('s>x')}`],
  ['gateway/event-targets', 'g', `${S}<bpmn:eventBasedGateway id="g"/>${flows('s>g')}`],
  ['graph/unreachable', 'b', `${S}${T}<bpmn:task id="b"/><bpmn:task id="c"/>${flows('s>a', 'b>c', 'c>b')}`],
  ['graph/implicit-end', 'a', `${S}${T}<bpmn:task id="b"/>${E}${flows('s>a', 's>b', 'b>e')}`],
  ['graph/loop-without-wait', 'm', `${S}<bpmn:exclusiveGateway id="m"/>${T}${flows('s>m', 'm>a', 'a>m')}`],
  ['event/start-missing', 'p', `${T}<bpmn:task id="b"/>${flows('a>b', 'b>a')}`],
  ['event/start-ambiguous', 't', `${S}<bpmn:startEvent id="t"/>${T}${flows('s>a', 't>a')}`],
  [
    'event/subprocess-start',
    'sub',
    `${S}<bpmn:subProcess id="sub"><bpmn:startEvent id="i">${TIMER('PT1H')}</bpmn:startEvent></bpmn:subProcess>${flows('s>sub')}`,
  ],
  [
    'event/event-subprocess-start',
    'sub',
    `${S}<bpmn:subProcess id="sub" triggeredByEvent="true">${T}</bpmn:subProcess>`,
  ],
  ['event/definition-not-allowed', 'e', `${S}<bpmn:endEvent id="e">${TIMER('PT1H')}</bpmn:endEvent>${flows('s>e')}`],
  [
    'event/boundary-activity',
    'b',
    `${S}<bpmn:boundaryEvent id="b" attachedToRef="s">${TIMER('PT1H')}</bpmn:boundaryEvent>`,
  ],
  [
    'event/boundary-scope',
    'b',
    `${S}<bpmn:subProcess id="sub"><bpmn:task id="i"/></bpmn:subProcess><bpmn:boundaryEvent id="b" attachedToRef="i">${TIMER('PT1H')}</bpmn:boundaryEvent>${flows('s>sub')}`,
  ],
  [
    'event/error-interrupts',
    'b',
    `${S}${T}<bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flows('s>a')}`,
  ],
  [
    'event/code-static',
    'b',
    `${S}${T}<bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:errorEventDefinition errorRef="er"/></bpmn:boundaryEvent>${flows('s>a')}`,
    '<bpmn:error id="er" errorCode="=code"/>',
  ],
  [
    'event/link-target',
    'l',
    `${S}<bpmn:intermediateThrowEvent id="l">${LINK}</bpmn:intermediateThrowEvent>${flows('s>l')}`,
  ],
  [
    'event/link-source',
    'l',
    `${S}<bpmn:intermediateCatchEvent id="l">${LINK}</bpmn:intermediateCatchEvent>${T}${flows('l>a')}`,
  ],
  [
    'event/link-flow',
    'l',
    `${S}<bpmn:intermediateThrowEvent id="l">${LINK}</bpmn:intermediateThrowEvent><bpmn:intermediateCatchEvent id="k">${LINK}</bpmn:intermediateCatchEvent>${T}${flows('s>l', 'l>a')}`,
  ],
  ['event/message-missing', 'r', `${S}<bpmn:receiveTask id="r"/>${flows('s>r')}`],
  [
    'event/signal-missing',
    'c',
    `${S}<bpmn:intermediateCatchEvent id="c"><bpmn:signalEventDefinition/></bpmn:intermediateCatchEvent>${flows('s>c')}`,
  ],
  [
    'event/timer-missing',
    'c',
    `${S}<bpmn:intermediateCatchEvent id="c"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>${flows('s>c')}`,
  ],
  [
    'event/timer-text',
    'c',
    `${S}<bpmn:intermediateCatchEvent id="c">${TIMER('soon')}</bpmn:intermediateCatchEvent>${flows('s>c')}`,
  ],
  [
    'event/condition-missing',
    'c',
    `${S}<bpmn:intermediateCatchEvent id="c"><bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>${flows('s>c')}`,
  ],
  [
    'event/instantiate-place',
    'r',
    `${S}<bpmn:receiveTask id="r" instantiate="true" messageRef="m"/>${flows('s>r')}`,
    '<bpmn:message id="m" name="m"/>',
  ],
  [
    'event/start-condition',
    's',
    '<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition><bpmn:condition>=x</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent>',
  ],
  [
    'engine/calendar-place',
    'a',
    `${S}<bpmn:task id="a">${EXT('<zeebe:properties><zeebe:property name="pledge:calendar" value="work"/></zeebe:properties>')}</bpmn:task>${flows('s>a')}`,
  ],
  ['activity/quantity', 'a', `${S}<bpmn:task id="a" startQuantity="0"/>${flows('s>a')}`],
  [
    'loop/behavior-missing',
    'a',
    `${S}<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics behavior="Complex"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>${flows('s>a')}`,
  ],
  [
    'loop/behavior-event',
    'a',
    `${S}<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="te"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>${flows('s>a')}`,
    '<bpmn:terminateEventDefinition id="te"/>',
  ],
  [
    'engine/multiple-event-definitions',
    'c',
    `${S}<bpmn:intermediateCatchEvent id="c">${TIMER('PT1H')}${LINK}</bpmn:intermediateCatchEvent>${flows('s>c')}`,
  ],
  ['gateway/event-parallel', 'g', `${S}<bpmn:eventBasedGateway id="g" eventGatewayType="Parallel"/>${flows('s>g')}`],
  ['engine/unsupported-element', 'g', `${S}<bpmn:implicitThrowEvent id="g"/>${flows('s>g')}`],
  ['engine/unsupported-extension', 'a', `${S}<bpmn:task id="a">${EXT('<zeebe:executionListeners/>')}</bpmn:task>`],
  [
    'engine/foreign-attribute',
    'a',
    `${S}<bpmn:task id="a" camunda:asyncBefore="true" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"/>${flows('s>a')}`,
  ],
  [
    'engine/task-type-missing',
    'a',
    `${S}<bpmn:serviceTask id="a">${EXT('<zeebe:taskDefinition/>')}</bpmn:serviceTask>`,
  ],
  [
    'engine/mapping-target',
    'a',
    `${S}<bpmn:task id="a">${EXT('<zeebe:ioMapping><zeebe:input source="=1"/></zeebe:ioMapping>')}</bpmn:task>`,
  ],
  [
    'engine/data-association',
    'a',
    `${S}<bpmn:task id="a"><bpmn:ioSpecification id="io"><bpmn:inputSet id="is"/><bpmn:outputSet id="os"/></bpmn:ioSpecification></bpmn:task>`,
  ],
  ['expression/feel-syntax', 's-a', `${S}${T}${flows('s>a[1 +]')}`],
  [
    'expression/not-feel',
    'a',
    `${S}<bpmn:serviceTask id="a">${EXT('<zeebe:taskDefinition type="${x}"/>')}</bpmn:serviceTask>`,
  ],
  ['expression/script-language', 'a', `${S}<bpmn:scriptTask id="a" scriptFormat="groovy"/>`],
  ['expression/script-ignored', 'a', `${S}<bpmn:scriptTask id="a"><bpmn:script>1</bpmn:script></bpmn:scriptTask>`],
  ['call/target-missing', 'a', `${S}<bpmn:callActivity id="a"/>`],
  ['loop/collection-missing', 'a', `${S}<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics/></bpmn:task>`],
  ['loop/condition-missing', 'a', `${S}<bpmn:task id="a"><bpmn:standardLoopCharacteristics/></bpmn:task>`],
  [
    'loop/output-element-missing',
    'a',
    `${S}<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics>${EXT('<zeebe:loopCharacteristics inputCollection="=[1]" outputCollection="all"/>')}</bpmn:multiInstanceLoopCharacteristics></bpmn:task>`,
  ],
  ['task/no-op', 'a', `${S}<bpmn:serviceTask id="a"/>`],
  ['adhoc/start-or-end', 'i', `${S}<bpmn:adHocSubProcess id="h"><bpmn:startEvent id="i"/>${T}</bpmn:adHocSubProcess>`],
  ['adhoc/activity-missing', 'h', `${S}<bpmn:adHocSubProcess id="h"/>`],
  [
    'compensation/handler-missing',
    'b',
    `${S}${T}<bpmn:boundaryEvent id="b" attachedToRef="a">${COMPENSATE}</bpmn:boundaryEvent>`,
  ],
  [
    'compensation/boundary-flow',
    'b',
    `${S}${T}<bpmn:boundaryEvent id="b" attachedToRef="a">${COMPENSATE}</bpmn:boundaryEvent>${E}${flows('b>e')}`,
  ],
  ['compensation/handler-flow', 'h', `${S}<bpmn:task id="h" isForCompensation="true"/>${flows('s>h')}`],
  ['compensation/handler-unused', 'h', `${S}<bpmn:task id="h" isForCompensation="true"/>`],
  [
    'compensation/association',
    'b',
    `${S}${T}<bpmn:boundaryEvent id="b" attachedToRef="a">${TIMER('PT1H')}</bpmn:boundaryEvent><bpmn:task id="h"/><bpmn:association id="as" sourceRef="b" targetRef="h"/>`,
  ],
  [
    'compensation/activity',
    't',
    `${S}<bpmn:subProcess id="sub"><bpmn:task id="i"/></bpmn:subProcess><bpmn:endEvent id="t"><bpmn:compensateEventDefinition activityRef="i"/></bpmn:endEvent>${flows('s>sub', 'sub>t')}`,
  ],
  [
    'compensation/of-process',
    'sub',
    `${S}<bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="x">${COMPENSATE}</bpmn:startEvent></bpmn:subProcess>`,
  ],
  [
    'transaction/cancel-uncaught',
    'x',
    `${S}<bpmn:transaction id="x"><bpmn:startEvent id="i"/><bpmn:endEvent id="c"><bpmn:cancelEventDefinition/></bpmn:endEvent>${flows('i>c')}</bpmn:transaction>`,
  ],
  [
    'message-flow/ends',
    'mf',
    `${S}<bpmn:exclusiveGateway id="x"/>`,
    COLLABORATION('<bpmn:messageFlow id="mf" sourceRef="x" targetRef="p2"/>'),
  ],
  [
    'message-flow/same-pool',
    'mf',
    `${S}${T}<bpmn:task id="b"/>`,
    COLLABORATION('<bpmn:messageFlow id="mf" sourceRef="a" targetRef="b"/>'),
  ],
];
