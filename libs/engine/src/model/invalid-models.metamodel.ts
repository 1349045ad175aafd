import { flows } from '../testing-driver.js';

/** Pieces of models. */
export const S = '<bpmn:startEvent id="s"/>';
export const E = '<bpmn:endEvent id="e"/>';
export const T = '<bpmn:task id="a"/>';
export const COMPENSATE = '<bpmn:compensateEventDefinition/>';
export const TIMER = (text: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
export const EXT = (text: string): string => `<bpmn:extensionElements>${text}</bpmn:extensionElements>`;
export const COLLABORATION = (flow: string): string =>
  `<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"/><bpmn:participant id="p2"/>${flow}</bpmn:collaboration>`;
export const MESSAGE = '<bpmn:message id="m" name="m"/>';
export const SIGNAL = '<bpmn:signal id="g" name="g"/>';
export const LINK = '<bpmn:linkEventDefinition name="L"/>';

/** The rule, the element that is named, a process body, what stands beside the process. */
export type InvalidModel = readonly [rule: string, element: string | undefined, body: string, roots?: string];

/** References, words and attributes of the schema; pools, lanes and data; levels. */
export const INVALID_MODELS_OF_THE_METAMODEL: readonly InvalidModel[] = [
  ['bpmn/id-missing', 'p', `${S}<bpmn:task/>`],
  ['bpmn/reference-type', 'r', `${S}<bpmn:receiveTask id="r" messageRef="g"/>${flows('s>r')}`, SIGNAL],
  ['bpmn/value', 'x', `${S}<bpmn:parallelGateway id="x" gatewayDirection="Sideways"/>${flows('s>x')}`],
  ['bpmn/attribute', 'a', `${S}<bpmn:task id="a" asynchronous="true"/>${flows('s>a')}`],
  [
    'bpmn/boolean',
    'b',
    `${S}${T}<bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="1">${TIMER('PT1H')}</bpmn:boundaryEvent>${flows('s>a')}`,
  ],
  [
    'bpmn/reference-unused',
    'o',
    S,
    '<bpmn:interface id="i" name="i"><bpmn:operation id="o" name="o"><bpmn:inMessageRef>other:message</bpmn:inMessageRef></bpmn:operation></bpmn:interface>',
  ],
  ['flow/default-not-allowed', 'x', `${S}<bpmn:parallelGateway id="x" default="x-a"/>${T}${flows('s>x', 'x>a')}`],
  ['flow/condition-alone', 'a-e', `${S}${T}${E}${flows('s>a', 'a>e[true]')}`],
  [
    'gateway/direction-unused',
    'x',
    `${S}<bpmn:parallelGateway id="x" gatewayDirection="Mixed"/>${T}${flows('s>x', 'x>a')}`,
  ],
  [
    'gateway/event-mixed',
    'g',
    `${S}<bpmn:eventBasedGateway id="g"/><bpmn:receiveTask id="r" messageRef="m"/><bpmn:intermediateCatchEvent id="c"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>${flows('s>g', 'g>r', 'g>c')}`,
    MESSAGE,
  ],
  [
    'gateway/event-boundary',
    'r',
    `${S}<bpmn:eventBasedGateway id="g"/><bpmn:receiveTask id="r" messageRef="m"/><bpmn:boundaryEvent id="b" attachedToRef="r">${TIMER('PT1H')}</bpmn:boundaryEvent>${flows('s>g', 'g>r')}`,
    MESSAGE,
  ],
  ['event/code-missing', 'e', `${S}<bpmn:endEvent id="e"><bpmn:errorEventDefinition/></bpmn:endEvent>${flows('s>e')}`],
  [
    'event/timer-several',
    'c',
    `${S}<bpmn:intermediateCatchEvent id="c"><bpmn:timerEventDefinition><bpmn:timeDate>2026-01-01</bpmn:timeDate><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flows('s>c')}`,
  ],
  ['event/end-without-start', 'e', `${T}${E}${flows('a>e')}`],
  ['event/start-without-end', 's', `${S}${T}${flows('s>a')}`],
  ['event/event-subprocess-kind', 'x', `${S}<bpmn:transaction id="x" triggeredByEvent="true"/>${flows('s>x')}`],
  [
    'event/event-subprocess-loop',
    'x',
    `${S}<bpmn:subProcess id="x" triggeredByEvent="true"><bpmn:standardLoopCharacteristics loopMaximum="2"/><bpmn:startEvent id="i">${TIMER('PT1H')}</bpmn:startEvent></bpmn:subProcess>`,
  ],
  [
    'data/scope',
    'r',
    `${S}<bpmn:subProcess id="sub"><bpmn:dataObject id="d"/></bpmn:subProcess><bpmn:dataObjectReference id="r" dataObjectRef="d"/>${flows('s>sub')}`,
  ],
  ['data/io-sets', 'a', `${S}<bpmn:task id="a"><bpmn:ioSpecification id="io"/></bpmn:task>${flows('s>a')}`],
  [
    'data/association-target',
    'a',
    `${S}<bpmn:task id="a"><bpmn:dataInputAssociation id="da"/></bpmn:task>${flows('s>a')}`,
  ],
  [
    'data/association-ends',
    'a',
    `${S}<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/><bpmn:task id="a"><bpmn:dataInputAssociation id="da"><bpmn:targetRef>r</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:task>${flows('s>a')}`,
  ],
  [
    'data/transformation-missing',
    'a',
    `${S}<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/><bpmn:dataObjectReference id="q" dataObjectRef="d"/><bpmn:task id="a"><bpmn:property id="pr"/><bpmn:dataInputAssociation id="da"><bpmn:sourceRef>r</bpmn:sourceRef><bpmn:sourceRef>q</bpmn:sourceRef><bpmn:targetRef>pr</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:task>${flows('s>a')}`,
  ],
  [
    'message-flow/event-kind',
    'mf',
    `${S}<bpmn:intermediateCatchEvent id="ev">${TIMER('PT1H')}</bpmn:intermediateCatchEvent>${flows('s>ev')}`,
    COLLABORATION('<bpmn:messageFlow id="mf" sourceRef="p2" targetRef="ev"/>'),
  ],
  [
    'message-flow/message',
    'mf',
    `${S}<bpmn:receiveTask id="r" messageRef="m"/>${flows('s>r')}`,
    `${MESSAGE}<bpmn:message id="n" name="n"/>${COLLABORATION('<bpmn:messageFlow id="mf" sourceRef="p2" targetRef="r" messageRef="n"/>')}`,
  ],
  [
    'lane/other-process',
    'l',
    `<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>z</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${S}`,
    '<bpmn:process id="other"><bpmn:task id="z"/></bpmn:process>',
  ],
  [
    'lane/element-twice',
    's',
    `<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="k"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${S}`,
  ],
  [
    'pool/multiplicity',
    'p1',
    S,
    '<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="p"><bpmn:participantMultiplicity minimum="3" maximum="2"/></bpmn:participant></bpmn:collaboration>',
  ],
];
