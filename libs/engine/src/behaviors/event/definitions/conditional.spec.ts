import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { startConditionFlip, startConditionHolds, startTriggers } from '../../../model/start-triggers.js';
import {
  bpmn,
  definitionOf,
  flows,
  Scenario,
  scenario,
  SCENARIO_START,
  SCENARIO_ZONE,
} from '../../../testing-driver.js';

const positions = (): Promise<Scenario> =>
  scenario(readFileSync(new URL('./conditional.positions.bpmn', import.meta.url), 'utf8'));
const set = (s: Scenario, variables: Record<string, unknown>): Scenario => {
  expect(s.send({ type: 'set-variables', variables, actor: { userId: 'li' } })).toBeNull();
  return s;
};
const condition = (text: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;

describe('conditional event', () => {
  it('given a non-interrupting boundary, when its condition stays true, then it happens once; false and true again, then once more', async () => {
    const s = (await positions()).start();
    set(s, { temperature: 61 });
    set(s, { temperature: 70 });
    expect(s.waiting().filter((wait) => wait.startsWith('task'))).toEqual(['task:cool', 'task:work']);
    set(s, { temperature: 20 });
    set(s, { temperature: 65 });
    expect(s.waiting().filter((wait) => wait.startsWith('task'))).toEqual(['task:cool', 'task:cool', 'task:work']);
  });

  it('given an interrupting boundary, when a variable makes it true, then the activity ends and the other conditions go with it', async () => {
    const s = set((await positions()).start(), { state: 'broken' });
    expect(s.cancelled()).toEqual(['work']);
    expect(s.waiting()).toEqual(['condition:noted-start', 'condition:stopped-start', 'task:repair']);
  });

  it('given conditions that are true already, when scope and activity are entered, then they happen at once', async () => {
    const s = (await positions()).start({ severity: 1, temperature: 99 });
    expect(s.waiting().filter((wait) => wait.startsWith('task'))).toEqual(['task:cool', 'task:note', 'task:work']);
    const stopped = (await positions()).start({ withdrawn: true });
    expect(stopped.waiting()).toEqual(['task:tidy']);
    expect(stopped.complete('tidy').status).toBe('completed');
  });

  it('given an intermediate event, when the result of another path makes it true, then its token goes on', async () => {
    const s = (await positions()).start().complete('work', { parts: 1 });
    expect(s.waiting()).toContain('condition:ready');
    expect(set(s, { parts: 2 }).status).toBe('completed');
  });

  it('given an interrupting event subprocess, when its condition becomes true, then everything else of the process ends', async () => {
    const s = set((await positions()).start(), { withdrawn: true });
    expect(s.waiting()).toEqual(['task:tidy']);
  });

  it('given a condition after an event-based gateway, when it is true, then the other event is given up', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:eventBasedGateway id="g"/><bpmn:intermediateCatchEvent id="c">${condition('ok')}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flows('s>g', 'g>c', 'g>t', 'c>e', 't>e')}`,
      ),
    );
    expect(set(s.start(), { ok: true }).status).toBe('completed');
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
    expect(s.flows()).toEqual(['s-g', 'g-c', 'c-e']);
  });

  it('given a condition that is neither true nor false, when it is asked, then one incident; repaired, a retry asks again', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a">${condition('level')}</bpmn:boundaryEvent><bpmn:userTask id="x"/>${flows('s>a', 'b>x')}`,
      ),
    );
    set(set(s.start(), { level: 'high' }), { level: 'low' });
    expect(s.incidents()).toEqual(['EXPRESSION_FAILED']);
    expect(s.waiting()).toEqual(['condition:b', 'incident:a', 'task:a']);
    expect(s.retry('a', { level: true }).waiting()).toEqual(['task:x']);
  });

  it('given a process started by a condition, when it is started with data, then it begins where the condition is true (10.5.2)', async () => {
    const definition = await definitionOf(
      bpmn(`<bpmn:startEvent id="s">${condition('level > 3')}</bpmn:startEvent><bpmn:userTask id="a"/>${flows('s>a')}`),
    );
    expect(() => void new Scenario(definition).start({ level: 1 })).toThrow('START_EVENT_UNKNOWN');
    expect(new Scenario(definition).start({ level: 4 }).waiting()).toEqual(['task:a']);
  });

  it('given a start condition that asks the time, when it is looked ahead, then the minute at which it changes is found', async () => {
    const definition = await definitionOf(
      bpmn(`<bpmn:startEvent id="s">${condition('now().hour >= 10')}</bpmn:startEvent>`),
    );
    const trigger = { elementId: 's' };
    const at = (text: string): number => Date.parse(`2026-01-05T${text}+08:00`);
    const flip = (now: number, holds: boolean): number =>
      startConditionFlip(definition, trigger, { now, zone: SCENARIO_ZONE }, holds);
    expect(startTriggers(definition, SCENARIO_START, SCENARIO_ZONE)).toEqual([{ kind: 'condition', elementId: 's' }]);
    expect(startConditionHolds(definition, trigger, { now: at('09:59:59'), zone: SCENARIO_ZONE })).toBe(false);
    expect(flip(at('09:00:30'), false)).toBe(at('10:00:00'));
    expect(flip(at('11:00:00'), false)).toBe(at('11:00:00'));
    // Midnight makes it false again.
    expect(flip(at('11:00:00'), true)).toBe(at('24:00:00'));
  });
});
