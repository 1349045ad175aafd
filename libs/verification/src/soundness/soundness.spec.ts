import { describe, expect, it } from '@jest/globals';
import { parseBpmn, type ProcessDefinition } from '@pledge/engine';
import { checkSoundness, type SoundnessFinding } from './soundness.js';

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
const process = async (inner: string): Promise<ProcessDefinition> => {
  const { definitions } = await parseBpmn(
    `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true">${inner}</bpmn:process></bpmn:definitions>`,
  );
  const [only] = definitions;
  if (!only) throw new Error('no process');
  return only;
};
const told = (findings: readonly SoundnessFinding[]): string[] =>
  findings.map(({ rule, elementId }) => `${rule.replace('soundness/', '')} ${elementId ?? ''}`).sort();
const check = async (kinds: Readonly<Record<string, string>>, drawn: string, more = ''): Promise<string[]> =>
  told(checkSoundness(await process(nodes(kinds) + flows(drawn) + more)));

describe('soundness', () => {
  it('says nothing about a choice, a loop, a parallel block and an inclusive block that fit', async () => {
    expect(
      await check(
        {
          s: 'startEvent',
          x: 'exclusiveGateway',
          a: 'task',
          b: 'task',
          m: 'exclusiveGateway',
          n: 'exclusiveGateway',
          f: 'parallelGateway',
          c: 'task',
          d: 'task',
          j: 'parallelGateway',
          o: 'inclusiveGateway',
          g: 'task',
          h: 'task',
          i: 'inclusiveGateway',
          r: 'exclusiveGateway',
          e: 'endEvent',
        },
        's>m m>x x>a? x>b a>n b>n n>f f>c f>d c>j d>j j>o o>g? o>h? g>i h>i i>r r>m? r>e',
      ),
    ).toEqual([]);
  });

  it('finds a parallel join behind a choice, with the shortest way there', async () => {
    const found = checkSoundness(
      await process(
        nodes({ s: 'startEvent', x: 'exclusiveGateway', a: 'task', b: 'task', j: 'parallelGateway', e: 'endEvent' }) +
          flows('s>x x>a? x>b a>j b>j j>e'),
      ),
    );
    expect(told(found)).toEqual(['deadlock j']);
    const path = found.find(({ rule }) => rule === 'soundness/deadlock')?.detail?.path;
    expect(path?.map(({ elementId }) => elementId)).toEqual(['s', 'x', 'a']);
    expect(path?.at(-1)?.flows).toEqual(['a-j']);
  });

  it('finds parallel branches that meet in a choice, or in a task: the rest is done twice', async () => {
    const kinds = { s: 'startEvent', f: 'parallelGateway', a: 'task', b: 'task', e: 'endEvent' };
    expect(await check({ ...kinds, m: 'exclusiveGateway', t: 'task' }, 's>f f>a f>b a>m b>m m>t t>e')).toEqual([
      'twice t',
    ]);
    expect(await check({ ...kinds, t: 'task' }, 's>f f>a f>b a>t b>t t>e')).toEqual(['twice e']);
  });

  it('finds a circle without a way out', async () => {
    expect(await check({ s: 'startEvent', m: 'exclusiveGateway', a: 'task' }, 's>m m>a a>m')).toEqual(['no-end a']);
  });

  it('waits with an inclusive join for tokens that can still come, and no longer', async () => {
    // given three branches of which the third comes round again before the join
    const kinds = {
      s: 'startEvent',
      o: 'inclusiveGateway',
      a: 'task',
      b: 'task',
      c: 'task',
      k: 'exclusiveGateway',
      i: 'inclusiveGateway',
      e: 'endEvent',
    };
    expect(await check(kinds, 's>o o>a? o>b? o>c? a>i b>k k>i k>b? c>i i>e')).toEqual([]);
  });

  it('knows that a boundary event which does not interrupt runs beside its task', async () => {
    const boundary = (interrupting: boolean): string =>
      `<bpmn:boundaryEvent id="late" attachedToRef="a" cancelActivity="${String(interrupting)}"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;
    const kinds = { s: 'startEvent', a: 'userTask', m: 'exclusiveGateway', b: 'task', e: 'endEvent' };
    const drawn = 's>a a>m late>m m>b b>e';
    expect(await check(kinds, drawn, boundary(true))).toEqual([]);
    expect(await check(kinds, drawn, boundary(false))).toEqual(['twice b']);
  });

  it('takes a reminder that comes again while the last is on its way as it is meant', async () => {
    const kinds = {
      s: 'startEvent',
      m: 'exclusiveGateway',
      a: 'userTask',
      x: 'exclusiveGateway',
      e: 'endEvent',
      r: 'userTask',
    };
    const again =
      '<bpmn:boundaryEvent id="daily" attachedToRef="a" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>';
    expect(await check(kinds, 's>m m>a a>x x>m? x>e daily>r', again)).toEqual([]);
  });

  it('looks into every scope by itself, and lets a terminate end take the rest away', async () => {
    const inner =
      nodes({ si: 'startEvent', xi: 'exclusiveGateway', ai: 'task', bi: 'task', ji: 'parallelGateway' }) +
      flows('si>xi xi>ai? xi>bi ai>ji bi>ji');
    expect(
      await check(
        { s: 'startEvent', e: 'endEvent' },
        's>sub sub>e',
        `<bpmn:subProcess id="sub">${inner}</bpmn:subProcess>`,
      ),
    ).toContain('deadlock ji');
    const terminate = '<bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>';
    expect(
      await check({ s: 'startEvent', f: 'parallelGateway', a: 'task', e: 'endEvent' }, 's>f f>a f>t a>e', terminate),
    ).toEqual([]);
  });

  it('finds steps that are never carried out although a path leads to them', async () => {
    // given a parallel join behind a choice; the end of another branch takes the waiting token away
    const terminate = '<bpmn:endEvent id="t"><bpmn:terminateEventDefinition/></bpmn:endEvent>';
    const kinds = {
      s: 'startEvent',
      f: 'parallelGateway',
      x: 'exclusiveGateway',
      a: 'task',
      b: 'task',
      j: 'parallelGateway',
      n: 'task',
      e: 'endEvent',
    };
    expect(await check(kinds, 's>f f>x f>t x>a? x>b a>j b>j j>n n>e', terminate)).toEqual([
      'dead e',
      'dead j',
      'dead n',
    ]);
  });

  it('takes each start event of a process as a case of its own', async () => {
    const starts = { s1: 'startEvent', s2: 'startEvent', m: 'exclusiveGateway', a: 'task', e: 'endEvent' };
    expect(await check(starts, 's1>m s2>m m>a a>e')).toEqual([]);
  });

  it('says that it stopped looking, and nothing then about what is never reached', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `t${index}`);
    const wide = await process(
      nodes({ s: 'startEvent', f: 'parallelGateway', j: 'parallelGateway', e: 'endEvent' }) +
        nodes(Object.fromEntries(names.map((name) => [name, 'task']))) +
        flows(`s>f ${names.map((name) => `f>${name} ${name}>j`).join(' ')} j>e`),
    );
    expect(told(checkSoundness(wide))).toEqual([]);
    expect(told(checkSoundness(wide, 100))).toEqual(['cut p']);
  });
});
