import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, Scenario } from '../testing-driver.js';
import { checkDefinition } from './check-definition.js';
import { parseBpmn } from './parse-bpmn.js';
import {
  ELEMENT_SUPPORT,
  EVENT_KINDS,
  EVENT_POSITIONS,
  EVENT_SUPPORT,
  type EventKindName,
  type EventPosition,
} from './support-table.js';
import { isNotExecuted, NODE_TYPES } from './supported.js';

const ROOTS =
  '<bpmn:message id="m" name="m"/><bpmn:signal id="g" name="g"/><bpmn:error id="er" errorCode="E"/><bpmn:escalation id="es" escalationCode="X"/>';
const DEFINITION: Readonly<Record<EventKindName, string>> = {
  none: '',
  message: '<bpmn:messageEventDefinition messageRef="m"/>',
  timer:
    '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  error: '<bpmn:errorEventDefinition errorRef="er"/>',
  escalation: '<bpmn:escalationEventDefinition escalationRef="es"/>',
  cancel: '<bpmn:cancelEventDefinition/>',
  compensation: '<bpmn:compensateEventDefinition/>',
  conditional:
    '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=now_it_is</bpmn:condition></bpmn:conditionalEventDefinition>',
  link: '<bpmn:linkEventDefinition name="l"/>',
  signal: '<bpmn:signalEventDefinition signalRef="g"/>',
  terminate: '<bpmn:terminateEventDefinition/>',
  multiple: '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="g"/>',
  'parallel-multiple': '<bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="g"/>',
};
const S = '<bpmn:startEvent id="s"/>';
const JOB = '<bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>';
const HANDLER =
  '<bpmn:userTask id="after" isForCompensation="true"/><bpmn:association id="as" sourceRef="x" targetRef="after"/>';

/** A whole diagram with the event `x` of a kind at a position; `after` is the task that shows that it happened. */
function diagram(kind: EventKindName, position: EventPosition): string {
  const extra = kind === 'parallel-multiple' ? ' parallelMultiple="true"' : '';
  const event = (type: string, attributes = ''): string =>
    `<bpmn:${type} id="x"${extra}${attributes}>${DEFINITION[kind]}</bpmn:${type}>`;
  // Work that can fail, then escalates where that is what is proved, then waits.
  const inner = `${'<bpmn:startEvent id="is"/>'}<bpmn:serviceTask id="work">${JOB}</bpmn:serviceTask><bpmn:intermediateThrowEvent id="t">${kind === 'escalation' ? DEFINITION.escalation : ''}</bpmn:intermediateThrowEvent>`;
  const nonInterrupting = position.endsWith('non-interrupting');
  switch (position) {
    case 'start':
      return bpmn(`${event('startEvent')}<bpmn:userTask id="after"/>${flows('x>after')}`, ROOTS);
    case 'subprocess-interrupting':
    case 'subprocess-non-interrupting': {
      const sub = `<bpmn:subProcess id="sub" triggeredByEvent="true">${event('startEvent', nonInterrupting ? ' isInterrupting="false"' : '')}<bpmn:userTask id="after"/>${flows('x>after')}</bpmn:subProcess>`;
      if (kind === 'compensation')
        return bpmn(
          `${S}<bpmn:subProcess id="act"><bpmn:startEvent id="is"/><bpmn:task id="work"/>${flows('is>work')}${sub}</bpmn:subProcess><bpmn:intermediateThrowEvent id="t">${DEFINITION.compensation}</bpmn:intermediateThrowEvent>${flows('s>act', 'act>t')}`,
        );
      return bpmn(`${inner}<bpmn:userTask id="hold"/>${flows('is>work', 'work>t', 't>hold')}${sub}`, ROOTS);
    }
    case 'catch':
      if (kind === 'link')
        return bpmn(
          `${S}<bpmn:intermediateThrowEvent id="t">${DEFINITION.link}</bpmn:intermediateThrowEvent>${event('intermediateCatchEvent')}<bpmn:userTask id="after"/>${flows('s>t', 'x>after')}`,
        );
      return bpmn(`${S}${event('intermediateCatchEvent')}<bpmn:userTask id="after"/>${flows('s>x', 'x>after')}`, ROOTS);
    case 'boundary-interrupting':
    case 'boundary-non-interrupting': {
      const boundary = event(
        'boundaryEvent',
        ` attachedToRef="act"${nonInterrupting ? ' cancelActivity="false"' : ''}`,
      );
      if (kind === 'compensation')
        return bpmn(
          `${S}<bpmn:task id="act"/>${boundary}${HANDLER}<bpmn:intermediateThrowEvent id="t">${DEFINITION.compensation}</bpmn:intermediateThrowEvent>${flows('s>act', 'act>t')}`,
        );
      if (kind === 'cancel')
        return bpmn(
          `${S}<bpmn:transaction id="act"><bpmn:startEvent id="is"/><bpmn:serviceTask id="work">${JOB}</bpmn:serviceTask><bpmn:endEvent id="ce"><bpmn:cancelEventDefinition/></bpmn:endEvent>${flows('is>work', 'work>ce')}</bpmn:transaction>${boundary}<bpmn:userTask id="after"/>${flows('s>act', 'x>after')}`,
        );
      return bpmn(
        `${S}<bpmn:subProcess id="act">${inner}<bpmn:userTask id="hold"/>${flows('is>work', 'work>t', 't>hold')}</bpmn:subProcess>${boundary}<bpmn:userTask id="after"/>${flows('s>act', 'x>after')}`,
        ROOTS,
      );
    }
    case 'throw':
      if (kind === 'link')
        return bpmn(
          `${S}${event('intermediateThrowEvent')}<bpmn:intermediateCatchEvent id="c">${DEFINITION.link}</bpmn:intermediateCatchEvent><bpmn:userTask id="after"/>${flows('s>x', 'c>after')}`,
        );
      return bpmn(`${S}${event('intermediateThrowEvent')}<bpmn:userTask id="after"/>${flows('s>x', 'x>after')}`, ROOTS);
    case 'end': {
      const container = kind === 'cancel' ? 'transaction' : 'subProcess';
      const caught =
        kind === 'error' || kind === 'escalation' || kind === 'cancel'
          ? `<bpmn:boundaryEvent id="b" attachedToRef="act">${DEFINITION[kind]}</bpmn:boundaryEvent>${flows('b>after')}`
          : flows('act>after');
      return bpmn(
        `${S}<bpmn:${container} id="act"><bpmn:startEvent id="is"/>${event('endEvent')}${flows('is>x')}</bpmn:${container}>${caught}<bpmn:userTask id="after"/>${flows('s>act')}`,
        ROOTS,
      );
    }
  }
}

function play(s: Scenario, kind: EventKindName, position: EventPosition): void {
  if (position === 'start') {
    s.start(
      {},
      kind === 'none' ? {} : { startEventId: 'x', ...(kind === 'parallel-multiple' ? { startPart: 1 } : {}) },
    );
    if (kind === 'parallel-multiple') s.message('x');
    return;
  }
  s.start();
  if (position === 'throw' || position === 'end' || kind === 'link' || kind === 'compensation') return;
  expect(s.waiting()).not.toContain('task:after');
  switch (kind) {
    case 'message':
      s.message('x');
      break;
    case 'signal':
    case 'multiple':
      s.signal('x');
      break;
    case 'parallel-multiple':
      s.signal('x').message('x');
      break;
    case 'timer':
      s.fireNextTimer();
      break;
    case 'conditional':
      s.send({ type: 'set-variables', variables: { now_it_is: true }, actor: { userId: 'li' } });
      break;
    case 'error':
      s.throwJobError('work', 'E');
      break;
    default:
      s.completeJob('work');
  }
}

async function errorsOf(xml: string): Promise<string[]> {
  const model = await parseBpmn(xml);
  const findings = [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))];
  return findings.filter((finding) => finding.severity === 'error').map((finding) => finding.elementId ?? '');
}

const cells = EVENT_KINDS.flatMap((kind) =>
  EVENT_POSITIONS.map((position) => [kind, position, EVENT_SUPPORT[kind][position]] as const),
);

describe('events by kind and position', () => {
  it.each(cells.filter(([, , support]) => support === 'runs'))(
    'given a %s event as %s, when it happens, then it does what BPMN says',
    async (kind, position) => {
      const xml = diagram(kind, position);
      expect(await errorsOf(xml)).toEqual([]);
      const [definition] = (await parseBpmn(xml)).definitions;
      if (definition === undefined) throw new Error('no process');
      const s = new Scenario(definition);
      play(s, kind, position);
      expect(s.incidents()).toEqual([]);
      const expected =
        position === 'throw' && kind === 'compensation' ? ['task:after'] : expect.arrayContaining(['task:after']);
      expect(s.waiting()).toEqual(expected);
      const goesOn = s.waiting().some((wait) => wait === 'job:work' || wait === 'task:hold');
      if (kind !== 'compensation') expect(goesOn).toBe(position.endsWith('non-interrupting'));
    },
  );

  it.each(cells.filter(([, , support]) => support !== 'runs'))(
    'given a %s event as %s, when it is checked, then it is %s and named',
    async (kind, position) => {
      expect(await errorsOf(diagram(kind, position))).toContain('x');
    },
  );
});

describe('elements', () => {
  it('given the table of elements, when it is compared with what is read, then both know the same', () => {
    expect(
      ELEMENT_SUPPORT.filter((each) => each.support === 'runs')
        .map((each) => each.element)
        .sort(),
    ).toEqual(Object.keys(NODE_TYPES).sort());
    for (const { element } of ELEMENT_SUPPORT.filter((each) => each.support === 'kept'))
      expect(isNotExecuted(element) || element === 'bpmn:Lane' || element === 'bpmn:MessageFlow').toBe(true);
  });
});
