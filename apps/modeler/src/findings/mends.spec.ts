import { describe, expect, it } from '@jest/globals';
import type { ModelingCatalogue } from '@pledge/contracts';
import type { BusinessObject } from '../editor/diagram-types.js';
import { directionOf, labelRule, mendsFor, type Drawn } from './mends.js';

const choice = { value: 'known', zh: '已知', en: 'Known' };
const catalogue = {
  roles: [],
  forms: [choice],
  decisions: [choice],
  processes: [choice],
  delegates: [{ ...choice, settings: [] }],
  guards: [choice],
  events: [],
  messages: [],
  signals: [],
  errors: [],
  escalations: [],
  templates: [],
  documents: [],
  calendars: [choice],
  audiences: [],
  fields: [],
} satisfies ModelingCatalogue;

/** An element as bpmn-js keeps it, with what the mends look at. */
const element = (type: string, more: Partial<BusinessObject> = {}): BusinessObject => ({
  $type: type,
  id: 'x',
  get: () => undefined,
  $instanceOf: (name) => name === type || (name === 'bpmn:Activity' && type.endsWith('Task')),
  ...more,
});
const drawn = (business: BusinessObject, flows: Partial<Drawn> = {}): Drawn => ({
  business,
  incoming: [],
  outgoing: [],
  ...flows,
});
const flow = (id: string, more: Partial<BusinessObject> = {}): BusinessObject =>
  element('bpmn:SequenceFlow', { id, targetRef: element('bpmn:Task', { id: `to-${id}`, name: `步骤${id}` }), ...more });
const kinds = (rule: string, business: BusinessObject, flows: Partial<Drawn> = {}): readonly string[] =>
  mendsFor(rule, drawn(business, flows), catalogue).map(({ kind }) => kind);

describe('mends of findings', () => {
  it.each([
    ['missing-form', 'form'],
    ['missing-decision', 'decision'],
    ['missing-process', 'process'],
    ['call/target-missing', 'process'],
    ['unknown-job-type', 'delegate'],
    ['engine/task-type-missing', 'delegate'],
    ['unknown-guard', 'guard'],
    ['unknown-calendar', 'calendar'],
  ])('given %s, when asked, then the names there are can be chosen', (rule, kind) => {
    expect(mendsFor(rule, drawn(element('bpmn:UserTask')), catalogue)).toEqual([
      { kind, options: [expect.objectContaining(choice)] },
    ]);
  });

  it('given a timer without a value, when asked, then usual waits can be chosen', () => {
    const [mend] = mendsFor('event/timer-missing', drawn(element('bpmn:BoundaryEvent')), catalogue);
    expect([mend?.kind, mend?.waits]).toEqual(['timer', ['PT15M', 'PT1H', 'PT4H', 'P1D', 'P7D']]);
  });

  it('given no name to choose, or a rule that needs thought, when asked, then there is no mend', () => {
    expect(mendsFor('missing-form', drawn(element('bpmn:UserTask')), { ...catalogue, forms: [] })).toEqual([]);
    expect(kinds('graph/unreachable', element('bpmn:Task'))).toEqual([]);
    expect(kinds('gateway/neither', element('bpmn:ParallelGateway'), { incoming: [flow('a')], outgoing: [] })).toEqual(
      [],
    );
    expect(kinds('soundness/deadlock', element('bpmn:UserTask'), { incoming: [flow('a'), flow('b')] })).toEqual([]);
  });

  it('given a choice without default, when asked, then its ways out are offered by name, else by where they lead', () => {
    const [mend] = mendsFor(
      'gateway/default-missing',
      drawn(element('bpmn:ExclusiveGateway'), { outgoing: [flow('a', { name: '同意' }), flow('b')] }),
      catalogue,
    );
    expect(mend?.options?.map(({ value, zh }) => [value, zh])).toEqual([
      ['a', '同意'],
      ['b', '→ 步骤b'],
    ]);
  });

  it('given a way out without condition, when its gateway has a default already, then it cannot become it too', () => {
    const gateway = element('bpmn:ExclusiveGateway');
    expect(kinds('gateway/condition-missing', flow('a', { sourceRef: gateway }))).toEqual(['flowDefault']);
    const taken = element('bpmn:ExclusiveGateway', { default: flow('b') });
    expect(kinds('gateway/condition-missing', flow('a', { sourceRef: taken }))).toEqual([]);
  });

  it('given a join of the wrong kind, when asked, then the other kind is offered', () => {
    const incoming = [flow('a'), flow('b')];
    expect(kinds('soundness/deadlock', element('bpmn:ParallelGateway'), { incoming })).toEqual(['exclusiveJoin']);
    expect(kinds('soundness/twice', element('bpmn:ExclusiveGateway'), { incoming })).toEqual(['parallelJoin']);
    expect(kinds('soundness/twice', element('bpmn:UserTask'), { incoming })).toEqual([]);
  });

  it.each([
    [1, 2, 'Diverging'],
    [2, 1, 'Converging'],
    [2, 2, 'Mixed'],
    [1, 1, 'Unspecified'],
  ])('given %i ways in and %i out, when the direction is set, then it is %s', (ways, out, expected) => {
    const flows = (count: number): BusinessObject[] => Array.from({ length: count }, (_, index) => flow(String(index)));
    expect(directionOf(drawn(element('bpmn:ParallelGateway'), { incoming: flows(ways), outgoing: flows(out) }))).toBe(
      expected,
    );
  });

  it('given a step without a name or without English, when looked at, then that is told; other elements may be nameless', () => {
    const english = { $type: 'zeebe:Properties', properties: [{ name: 'pledge:label.en', value: 'Sign' }] };
    expect(labelRule(element('bpmn:UserTask'))).toBe('label/name');
    expect(labelRule(element('bpmn:UserTask', { name: '签字' }))).toBe('label/english');
    expect(labelRule(element('bpmn:UserTask', { name: '签字', extensionElements: { values: [english] } }))).toBeNull();
    expect(labelRule(element('bpmn:ExclusiveGateway'))).toBeNull();
  });
});
