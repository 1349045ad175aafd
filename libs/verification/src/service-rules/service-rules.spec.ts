import { describe, expect, it } from '@jest/globals';
import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import { checkServiceRules, choicesWithoutStep, withCallers, type RuleFinding } from './check-rules.js';
import type { ServiceRule, StepChoice } from './rule.js';

/** `a>b c>d` as sequence flows; `a>b?` with a condition. */
const flows = (text: string): string =>
  text
    .split(' ')
    .map((each) => {
      const [source = '', target = ''] = each.replace('?', '').split('>');
      const condition = each.endsWith('?') ? '<bpmn:conditionExpression>=x</bpmn:conditionExpression>' : '';
      return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${condition}</bpmn:sequenceFlow>`;
    })
    .join('');
const nodes = (kinds: Readonly<Record<string, string>>): string =>
  Object.entries(kinds)
    .map(([id, kind]) => `<bpmn:${kind} id="${id}"/>`)
    .join('');
/** User tasks that record the event of their own name. */
const tasks = (...ids: readonly string[]): string =>
  ids
    .map(
      (id) =>
        `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:recordsEvent" value="${id}"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>`,
    )
    .join('');
const call = (id: string, key: string): string =>
  `<bpmn:callActivity id="${id}" name="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${key}"/></bpmn:extensionElements></bpmn:callActivity>`;
const MESSAGE = '<bpmn:messageEventDefinition messageRef="message-stop"/>';
const process = async (key: string, inner: string): Promise<ProcessDefinition> => {
  const { definitions, findings } = await parseBpmn(
    `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:message id="message-stop" name="stop"/><bpmn:error id="bad" name="bad" errorCode="bad"/><bpmn:error id="worse" name="worse" errorCode="worse"/><bpmn:process id="${key}" isExecutable="true">${inner}</bpmn:process></bpmn:definitions>`,
  );
  const [only] = definitions;
  if (!only) throw new Error(`no process: ${JSON.stringify(findings)}`);
  return only;
};

const records = (value: string): StepChoice => [{ is: 'records', value }];
const base = { name: { zh: '规则', en: 'rule' }, active: true, severity: 'warning', processes: [] } as const;
const aBeforeB: ServiceRule = { ...base, kind: 'before', first: records('a'), then: records('b') };
const throughA: ServiceRule = { ...base, kind: 'through', step: records('a') };
const heard: ServiceRule = { ...base, kind: 'heard', message: 'stop' };

const found = async (
  rule: ServiceRule,
  inner: string,
  ...others: readonly ProcessDefinition[]
): Promise<RuleFinding[]> => {
  const main = await process('p', inner);
  const all = new Map([main, ...others].map((each) => [each.key, each]));
  return checkServiceRules(['p'], all, [{ key: 'r', rule }]);
};
const told = async (
  rule: ServiceRule,
  inner: string,
  ...others: readonly ProcessDefinition[]
): Promise<readonly (string | undefined)[]> => (await found(rule, inner, ...others)).map(({ elementId }) => elementId);

const ENDS = { s: 'startEvent', e: 'endEvent' };

describe('before: A stands before B', () => {
  it('holds on a line, and is broken by a way around, whose shortest path is shown', async () => {
    const kinds = { ...ENDS, x: 'exclusiveGateway', y: 'exclusiveGateway' };
    expect(await told(aBeforeB, nodes(ENDS) + tasks('a', 'b') + flows('s>a a>b b>e'))).toEqual([]);
    // given the mutant: a choice that leads around A
    const [broken] = await found(aBeforeB, nodes(kinds) + tasks('a', 'b') + flows('s>x x>a? x>y a>y y>b b>e'));
    expect(broken).toMatchObject({ elementId: 'b', rule: 'service-rule/before', severity: 'warning' });
    expect(broken?.detail.path?.map(({ elementId }) => elementId)).toEqual(['s', 'x', 'y', 'b']);
    expect(broken?.detail.path?.at(1)?.flows).toEqual(['x-y']);
    expect(broken?.message).toEqual({
      zh: '不符合服务规则“规则”：没有先完成“a”，也能走到“b”。',
      en: 'Against the service rule "rule": "b" can be reached without "a" before it.',
    });
  });

  it('knows that a join waits for the branch with A, and that a branch beside A does not', async () => {
    const kinds = { ...ENDS, f: 'parallelGateway', j: 'parallelGateway' };
    const parts = nodes(kinds) + tasks('a', 'b', 'c');
    expect(await told(aBeforeB, parts + flows('s>f f>a f>c a>j c>j j>b b>e'))).toEqual([]);
    expect(await told(aBeforeB, parts + flows('s>f f>a f>c c>b a>j b>j j>e'))).toEqual(['b']);
  });

  it('takes a task that was interrupted as not done', async () => {
    const late =
      '<bpmn:boundaryEvent id="late" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>';
    const parts = nodes({ ...ENDS, m: 'exclusiveGateway' }) + tasks('a', 'b');
    expect(await told(aBeforeB, parts + late + flows('s>a a>m late>m m>b b>e'))).toEqual(['b']);
  });

  it('asks for A once more after what makes it void', async () => {
    const again: ServiceRule = { ...aBeforeB, again: records('c') };
    const kinds = { ...ENDS, m: 'exclusiveGateway', x: 'exclusiveGateway' };
    const parts = nodes(kinds) + tasks('a', 'b', 'c');
    expect(await told(again, parts + flows('s>m m>a a>b b>x x>c? c>m x>e'))).toEqual([]);
    // given the mutant: what was changed goes straight back to B
    const back = nodes({ ...kinds, n: 'exclusiveGateway' }) + tasks('a', 'b', 'c');
    expect(await told(again, back + flows('s>a a>n n>b b>x x>c? c>n x>e'))).toEqual(['b']);
  });

  it('looks into called processes: A there is done here, and a way around there is shown at the call', async () => {
    const whole = await process('q', nodes(ENDS) + tasks('a') + flows('s>a a>e'));
    const around = await process(
      'q',
      nodes({ ...ENDS, x: 'exclusiveGateway', y: 'exclusiveGateway' }) + tasks('a') + flows('s>x x>a? x>y a>y y>e'),
    );
    const main = nodes(ENDS) + tasks('b') + call('k', 'q') + flows('s>k k>b b>e');
    expect(await told(aBeforeB, main, whole)).toEqual([]);
    const [broken] = await found(aBeforeB, main, around);
    expect(broken?.detail.path?.map(({ elementId }) => elementId)).toEqual(['s', 'k', 'b']);
    // given B in the called process, and nothing of A before the call
    const work = await process('q', nodes(ENDS) + tasks('b') + flows('s>b b>e'));
    const [inside] = await found(aBeforeB, nodes(ENDS) + call('k', 'q') + flows('s>k k>e'), work);
    expect(inside?.elementId).toBe('k');
    expect(inside?.message.en).toContain('(in the called process "q")');
    expect(await told(aBeforeB, nodes(ENDS) + tasks('a') + call('k', 'q') + flows('s>a a>k k>e'), work)).toEqual([]);
  });

  it('is not lost in processes that call themselves, or that nobody knows', async () => {
    const self = nodes({ ...ENDS, x: 'exclusiveGateway', y: 'exclusiveGateway' }) + tasks('a', 'b') + call('k', 'p');
    expect(await told(aBeforeB, `${self}${flows('s>x x>k? x>y k>y y>a a>b b>e')}`)).toEqual([]);
    expect(await told(aBeforeB, nodes(ENDS) + tasks('b') + call('k', 'unknown') + flows('s>k k>b b>e'))).toEqual(['b']);
  });
});

describe('through: no case ends without A', () => {
  it('holds where every way passes, and shows the way that does not', async () => {
    const kinds = { ...ENDS, x: 'exclusiveGateway', f: 'endEvent' };
    expect(await told(throughA, nodes(ENDS) + tasks('a') + flows('s>a a>e'))).toEqual([]);
    const [broken] = await found(throughA, nodes(kinds) + tasks('a') + flows('s>x x>a? x>f a>e'));
    expect(broken?.detail.path?.map(({ elementId }) => elementId)).toEqual(['s', 'x', 'f']);
    expect(broken?.elementId).toBe('f');
  });

  it('asks only after what it names, and excuses what it names', async () => {
    const kinds = { ...ENDS, x: 'exclusiveGateway', f: 'endEvent' };
    const afterB: ServiceRule = { ...throughA, after: records('b') };
    const parts = nodes(kinds) + tasks('a', 'b', 'c');
    expect(await told(afterB, parts + flows('s>x x>b? b>a a>e x>f'))).toEqual([]);
    expect(await told(throughA, parts + flows('s>x x>b? b>a a>e x>f'))).toEqual(['f']);
    // given the mutant: after B another way to the end
    expect(await told(afterB, parts + flows('s>b b>x x>a? a>e x>c c>f'))).toEqual(['f']);
    expect(await told({ ...afterB, unless: records('c') }, parts + flows('s>b b>x x>a? a>e x>c c>f'))).toEqual([]);
  });

  it('sees the terminate end, the error that leaves a subprocess, and the event that breaks in', async () => {
    const f = nodes({ ...ENDS, f: 'parallelGateway' }) + tasks('a');
    const terminate = '<bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>';
    expect(await told(throughA, f + terminate + flows('s>f f>a f>t a>e'))).toEqual(['t']);

    const inner = (error: string): string =>
      `<bpmn:subProcess id="sub">${nodes({ si: 'startEvent', xi: 'exclusiveGateway', ei: 'endEvent' })}<bpmn:endEvent id="ti"><bpmn:errorEventDefinition errorRef="${error}"/></bpmn:endEvent>${flows('si>xi xi>ei? xi>ti')}</bpmn:subProcess><bpmn:boundaryEvent id="caught" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="bad"/></bpmn:boundaryEvent>`;
    const outer = nodes({ ...ENDS, g: 'endEvent' }) + tasks('a');
    // the subprocess is one step for this rule; what it throws is caught outside
    expect(await told(throughA, outer + inner('bad') + flows('s>sub sub>a a>e caught>g'))).toEqual(['g']);

    const breaks = `<bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es-s">${MESSAGE}</bpmn:startEvent><bpmn:endEvent id="es-e"/>${flows('es-s>es-e')}</bpmn:subProcess>`;
    expect(await told(throughA, nodes(ENDS) + tasks('a') + breaks + flows('s>a a>e'))).toEqual(['es-e']);
  });

  it('takes an error to the catcher of its code, out of a subprocess that is laid open', async () => {
    const sub = (error: string): string =>
      `<bpmn:subProcess id="sub">${nodes({ si: 'startEvent', xi: 'exclusiveGateway', ei: 'endEvent' })}${tasks('b')}<bpmn:endEvent id="ti"><bpmn:errorEventDefinition errorRef="${error}"/></bpmn:endEvent>${flows('si>xi xi>b? b>ei xi>ti')}</bpmn:subProcess><bpmn:boundaryEvent id="caught" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="bad"/></bpmn:boundaryEvent><bpmn:boundaryEvent id="other" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="worse"/></bpmn:boundaryEvent>`;
    const drawn = nodes({ ...ENDS, g: 'endEvent', h: 'endEvent' }) + tasks('c', 'd');
    const lines = flows('s>sub sub>e caught>c c>g other>d d>h');
    const bBeforeC: ServiceRule = { ...aBeforeB, first: records('b'), then: records('c') };
    expect(await told(bBeforeC, drawn + sub('bad') + lines)).toEqual(['c']);
    // given that only the other error is thrown, C is never reached at all
    expect(await told(bBeforeC, drawn + sub('worse') + lines)).toEqual([]);
  });
});

describe('heard: somebody waits for the message', () => {
  const listens = (interrupting: string): string =>
    `<bpmn:subProcess id="es" triggeredByEvent="true"><bpmn:startEvent id="es-s" isInterrupting="${interrupting}">${MESSAGE}</bpmn:startEvent><bpmn:endEvent id="es-e"/>${flows('es-s>es-e')}</bpmn:subProcess>`;
  const line = nodes(ENDS) + tasks('a', 'b') + flows('s>a a>b b>e');

  it('is heard by an event subprocess, everywhere, and by a boundary event only at its task', async () => {
    const boundary = `<bpmn:boundaryEvent id="on-a" attachedToRef="a" cancelActivity="false">${MESSAGE}</bpmn:boundaryEvent><bpmn:endEvent id="be"/>${flows('on-a>be')}`;
    expect(await told(heard, line + listens('true'))).toEqual([]);
    expect(await told(heard, line + listens('false'))).toEqual([]);
    const [broken] = await found(heard, line + boundary);
    expect(broken?.elementId).toBe('b');
    expect(broken?.message.en).toContain('while a case rests at "b", nothing waits for the message "stop"');
    // given that it has to be heard only until A is done
    expect(await told({ ...heard, until: records('a') }, line + boundary)).toEqual([]);
    expect(await told({ ...heard, after: records('a') }, line + boundary)).toEqual(['b']);
  });

  it('is heard where a case begins by it, and by any process where none is named', async () => {
    const begun = `<bpmn:startEvent id="s">${MESSAGE}</bpmn:startEvent>${nodes({ e: 'endEvent' })}${tasks('a')}${flows('s>a a>e')}`;
    expect(await told(heard, begun)).toEqual([]);
    expect(await told(heard, line, await process('q', begun))).toEqual([]);
    expect(await told({ ...heard, processes: ['p'] }, line, await process('q', begun))).toEqual(['a']);
  });

  it('is heard at an event-based gateway that waits for it among others, and inside a called process', async () => {
    const gateway = `${nodes({ ...ENDS, g: 'eventBasedGateway' })}<bpmn:intermediateCatchEvent id="c">${MESSAGE}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flows('s>g g>c g>t c>e t>e')}`;
    expect(await told(heard, gateway)).toEqual([]);
    const q = await process('q', gateway);
    expect(await told(heard, nodes(ENDS) + call('k', 'q') + flows('s>k k>e'), q)).toEqual([]);
    expect(await told(heard, nodes(ENDS) + tasks('a') + call('k', 'q') + flows('s>k k>a a>e'), q)).toEqual(['a']);
  });
});

describe('not-both and at-most', () => {
  const kinds = { ...ENDS, x: 'exclusiveGateway', m: 'exclusiveGateway' };
  const neverBoth: ServiceRule = { ...base, kind: 'not-both', one: records('a'), other: records('b') };

  it('lets a case do one of two, not both', async () => {
    const parts = nodes(kinds) + tasks('a', 'b');
    expect(await told(neverBoth, parts + flows('s>x x>a? x>b a>m b>m m>e'))).toEqual([]);
    expect(await told(neverBoth, parts + flows('s>x x>a? x>b a>b b>m m>e'))).toEqual(['b']);
  });

  it('counts what a case does, round by round', async () => {
    const once: ServiceRule = { ...base, kind: 'at-most', step: records('a'), times: 1 };
    expect(await told(once, nodes(ENDS) + tasks('a') + flows('s>a a>e'))).toEqual([]);
    const round = nodes(kinds) + tasks('a') + flows('s>m m>a a>x x>m? x>e');
    const [broken] = await found(once, round);
    expect(broken?.detail.path?.filter(({ elementId }) => elementId === 'a')).toHaveLength(2);
    expect(await told({ ...once, times: 3 }, round)).toEqual(['a']);
    const many =
      '<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:recordsEvent" value="a"/></zeebe:properties></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>';
    expect(await told(once, nodes(ENDS) + many + flows('s>a a>e'))).toEqual(['a']);
  });
});

describe('which rules are asked, and how far', () => {
  it('asks no rule that is off or speaks of other processes', async () => {
    const inner = nodes(ENDS) + flows('s>e');
    expect(await told(throughA, inner)).toEqual(['e']);
    expect(await told({ ...throughA, active: false }, inner)).toEqual([]);
    expect(await told({ ...throughA, processes: ['q'] }, inner)).toEqual([]);
  });

  it('says that it stopped looking', async () => {
    const names = ['a', ...Array.from({ length: 9 }, (_, index) => `t${index}`)];
    const inner = `${nodes({ ...ENDS, f: 'parallelGateway', j: 'parallelGateway' })}${tasks(...names)}${flows(`s>f ${names.map((name) => `f>${name} ${name}>j`).join(' ')} j>e`)}`;
    const main = await process('p', inner);
    const all = new Map([['p', main]]);
    expect(checkServiceRules(['p'], all, [{ key: 'r', rule: throughA }])).toEqual([]);
    expect(checkServiceRules(['p'], all, [{ key: 'r', rule: throughA }], 100)).toMatchObject([
      { rule: 'service-rule/cut', severity: 'info', detail: { ruleKey: 'r' } },
    ]);
  });

  it('knows who calls whom, and which choices mean nothing', async () => {
    const a = await process('a', nodes(ENDS) + call('k', 'b') + flows('s>k k>e'));
    const b = await process('b', nodes(ENDS) + call('k', 'c') + flows('s>k k>e'));
    const c = await process('c', nodes(ENDS) + tasks('a') + flows('s>a a>e'));
    const all = new Map([a, b, c].map((each) => [each.key, each]));
    expect([...withCallers(['c'], all)].sort()).toEqual(['a', 'b', 'c']);
    expect([...withCallers(['a'], all)]).toEqual(['a']);
    expect(choicesWithoutStep({ key: 'r', rule: aBeforeB }, all)).toEqual([records('b')]);
  });
});
