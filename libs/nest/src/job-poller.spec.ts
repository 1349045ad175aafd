import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createMemoryPersistence, createProcessEngine, VirtualClock, type Clock } from '@pledge/runtime';
import { JobPoller, POLL_EVERY_MS, WAKE_APART_MS } from './job-poller.js';
import type { PlatformOptions } from './platform-options.js';

const START = Date.parse('2026-03-02T01:00:00Z');
const waitUntilDue = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:pledge:test">
  <bpmn:process id="wait" isExecutable="true">
    <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
    <bpmn:intermediateCatchEvent id="due"><bpmn:timerEventDefinition><bpmn:timeDate>=due</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="due"/><bpmn:sequenceFlow id="f2" sourceRef="due" targetRef="end"/>
  </bpmn:process>
</bpmn:definitions>`;

/** An engine in memory with its poller; `looks` are the instants at which it asked what is due, ms after the start. */
async function polled(clock: Clock, kind: PlatformOptions['clock'] = 'system') {
  const { store, unitOfWork } = createMemoryPersistence();
  const looks: number[] = [];
  const watched: typeof store = {
    ...store,
    nextDueAt(after) {
      if (after === undefined) looks.push(Date.now() - START);
      return store.nextDueAt(after);
    },
  };
  const engine = createProcessEngine({ store: watched, unitOfWork, clock, zone: 'Asia/Shanghai' });
  const resources = [{ name: 'wait.bpmn', content: waitUntilDue }];
  await engine.deploy({ name: 'w', resources, source: 'administrator', deployedBy: 'admin' });
  const poller = new JobPoller(engine, watched, unitOfWork, clock, { clock: kind } as PlatformOptions);
  poller.start();
  const ended = new Map<number, number>();
  return {
    poller,
    looks,
    ended,
    /** Starts a case whose timer is due so long after the start, ms. */
    async arm(after: number): Promise<void> {
      const variables = { due: new Date(START + after).toISOString() };
      const { id } = await engine.startInstance({ key: 'wait', variables, actor: { userId: 'li' } });
      engine.onCommitted((changes) => {
        if (changes.some((each) => each.instanceId === id && each.change === 'completed'))
          ended.set(after, Date.now() - START);
      });
    },
    /** Lets so much time pass, ms, with the regular looks in it. */
    async pass(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed++) {
        jest.advanceTimersByTime(1);
        if ((Date.now() - START) % POLL_EVERY_MS === 0) void poller.poll();
        // Real turns of the event loop: the engine works between two milliseconds.
        for (let turn = 0; turn < 6; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}
const now: Clock = { now: () => Date.now(), systemNow: () => Date.now() };

describe('the job poller', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: START, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  });
  afterEach(() => void jest.useRealTimers());

  it('given a timer due between two looks, then it fires when it is due, and nobody looks for nothing', async () => {
    const { poller, arm, pass, ended, looks } = await polled(now);
    await arm(1_400);
    await arm(60_000);
    await pass(2_500);
    expect(ended.get(1_400)).toBeGreaterThanOrEqual(1_400);
    expect(ended.get(1_400)).toBeLessThan(1_400 + WAKE_APART_MS);
    expect(ended.size).toBe(1);
    expect(looks).toEqual([1_000, 1_400, 2_000]);
    poller.stop();
  });

  it('given many timers close together, then they share looks', async () => {
    const { poller, arm, pass, ended, looks } = await polled(now);
    for (let n = 0; n < 40; n++) await arm(1_100 + 5 * n);
    await pass(1_500);
    expect(ended.size).toBe(40);
    for (const [due, at] of ended) expect(at - due).toBeLessThanOrEqual(WAKE_APART_MS);
    expect(looks.length).toBeLessThanOrEqual(1 + Math.ceil(200 / WAKE_APART_MS) + 1);
    poller.stop();
  });

  it('given a poller that was stopped, then nothing wakes it', async () => {
    const { poller, arm, pass, ended, looks } = await polled(now);
    await arm(1_400);
    await pass(1_000);
    poller.stop();
    await pass(1_000);
    expect(ended.size).toBe(0);
    expect(looks).toEqual([1_000]);
  });

  it('given a clock that stands still, then it looks once and not again for what is due in its future', async () => {
    const clock = new VirtualClock(START, () => Date.now());
    const { poller, arm, pass, ended, looks } = await polled(clock, 'virtual');
    await arm(1_400);
    await pass(3_000);
    expect(ended.size).toBe(0);
    expect(looks).toEqual([1_000]);
    clock.moveTo(START + 2_000);
    await pass(1_000);
    expect(ended.size).toBe(1);
    poller.stop();
  });
});
