import { describe, expect, it } from '@jest/globals';
import {
  parseBpmn,
  parseForm,
  step,
  type EngineCommand,
  type Form,
  type HistoryEntry,
  type InstanceState,
  type ProcessDefinition,
  type Variables,
} from '@pledge/engine';
import { recordedCase, type RecordedCase } from './recorded-case.js';
import { differences, replay } from './replay.js';

const NOW = Date.UTC(2026, 0, 5, 1);
const HOUR = 3_600_000;
const ZONE = 'Asia/Shanghai';
const form = (components: unknown[]): Form => {
  const parsed = parseForm(JSON.stringify({ type: 'default', id: 'decide', schemaVersion: 19, components }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.form;
};
const asked = [{ type: 'textfield', key: 'verdict', label: '结论', validate: { required: true } }];
const head = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true">`;
const task = (id: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:formDefinition formId="decide"/></bpmn:extensionElements></bpmn:userTask>`;
const flow = (id: string, from: string, to: string, condition = ''): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition === '' ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
/** Asked again until the verdict is yes: what was answered first is not what it ended with. */
const LOOP = `${head}<bpmn:startEvent id="s"/>${task('ask')}<bpmn:exclusiveGateway id="x" default="again"/><bpmn:endEvent id="e"/>
${flow('f1', 's', 'ask')}${flow('f2', 'ask', 'x')}${flow('yes', 'x', 'e', 'verdict = "yes"')}${flow('again', 'x', 'ask')}</bpmn:process></bpmn:definitions>`;
/** The same with a second look behind it. */
const SECOND = LOOP.replace('<bpmn:endEvent id="e"/>', `${task('second')}<bpmn:endEvent id="e"/>`)
  .replace(
    /<bpmn:sequenceFlow id="yes" sourceRef="x" targetRef="e">/,
    '<bpmn:sequenceFlow id="yes" sourceRef="x" targetRef="second">',
  )
  .replace('</bpmn:process>', `${flow('f3', 'second', 'e')}</bpmn:process>`);

async function definitionsOf(xml: string): Promise<ProcessDefinition[]> {
  return [...(await parseBpmn(xml)).definitions];
}

/** A case that really ran: answered after so many hours each. */
async function lived(xml: string, answers: readonly (readonly [number, Variables])[]): Promise<RecordedCase> {
  const [definition] = await definitionsOf(xml);
  if (!definition) throw new Error('no process');
  let state: InstanceState | null = null;
  let now = NOW;
  let count = 0;
  const history: HistoryEntry[] = [];
  const kept = new Map<string, Variables>();
  let open: { readonly taskId: string; readonly elementInstanceId: string } | undefined;
  const send = (command: EngineCommand): void => {
    const commandId = `00000000-0000-7000-8000-${(++count * 0x10000).toString(16).padStart(12, '0')}`;
    const result = step(definition, state, command, { now, zone: ZONE, commandId });
    if (result.kind === 'rejected') throw new Error(result.detail);
    state = result.state;
    history.push(...result.history);
    for (const effect of result.effects) if (effect.type === 'create-user-task') open = effect;
  };
  send({
    type: 'start-instance',
    instanceId: '10000000-0000-7000-8000-000000000001',
    mode: 'live',
    variables: { customer: 'A' },
  });
  for (const [hours, variables] of answers) {
    if (!open) throw new Error('nothing to answer');
    const { taskId, elementInstanceId } = open;
    now += hours * HOUR;
    kept.set(elementInstanceId, variables);
    send({ type: 'complete-task', taskId, variables, actor: { userId: 'li' } });
  }
  const variables = (state as InstanceState | null)?.variables ?? {};
  return recordedCase([{ processId: 'p', history, answers: kept }], { startedAt: NOW, endedAt: now }, variables);
}

const play = (definitions: ProcessDefinition[], recorded: RecordedCase, forms: readonly Form[] = [form(asked)]) =>
  replay(definitions, 'p', recorded, {
    zone: ZONE,
    elapsed: () => 0,
    forms: new Map(forms.map((each) => [each.id, each])),
  });

describe('replaying a finished case', () => {
  it('given a case that was asked three times, when it is played on its own version, then it goes the way and takes the time it took', async () => {
    const recorded = await lived(LOOP, [
      [2, { verdict: 'no' }],
      [1, { verdict: 'no' }],
      [3, { verdict: 'yes' }],
    ]);
    expect(recorded.variables).toEqual({ customer: 'A' });
    const played = play(await definitionsOf(LOOP), recorded);
    expect(played.result.state).toBe('completed');
    expect(played.duration).toBe(6 * HOUR);
    expect(differences(recorded.flows, played.flows)).toEqual({ gone: [], added: [] });
  });

  it('given answers that nobody kept, when it is played, then the difference shows: it is asked once only', async () => {
    const recorded = await lived(LOOP, [
      [2, { verdict: 'no' }],
      [3, { verdict: 'yes' }],
    ]);
    const forgetful: RecordedCase = {
      ...recorded,
      variables: { customer: 'A', verdict: 'yes' },
      visits: recorded.visits.map(({ answer: _answer, ...visit }) => visit),
    };
    const played = play(await definitionsOf(LOOP), forgetful);
    expect(differences(recorded.flows, played.flows).gone).toEqual(['p f2', 'p again']);
  });

  it('given a draft that asks what the case never answered, when it is played, then it stands there, and the field is named', async () => {
    const recorded = await lived(LOOP, [[2, { verdict: 'yes' }]]);
    const wanting = form([
      ...asked,
      { type: 'textfield', key: 'serial', label: '序列号', validate: { required: true } },
    ]);
    const played = play(await definitionsOf(LOOP), recorded, [wanting]);
    expect(played.duration).toBeNull();
    expect(played.result.waiting.map(({ elementId }) => elementId)).toEqual(['ask']);
    expect(played.unanswered).toEqual([{ processId: 'p', elementId: 'ask', fields: ['序列号'] }]);
  });

  it('given a draft with a step the case never had, when its form asks nothing new, then it passes and the way differs', async () => {
    const recorded = await lived(LOOP, [[2, { verdict: 'yes' }]]);
    const played = play(await definitionsOf(SECOND), recorded);
    expect(played.duration).toBe(2 * HOUR);
    expect(differences(recorded.flows, played.flows)).toEqual({ gone: [], added: ['p f3'] });
    expect(played.elements.get('p second')).toBe(1);
  });

  it('given a field that the draft does not ask any more, when it is played, then it is left out', async () => {
    const recorded = await lived(LOOP, [[1, { verdict: 'yes', note: 'x' }]]);
    expect(play(await definitionsOf(LOOP), recorded).result.variables).toEqual({ customer: 'A', verdict: 'yes' });
  });
});
