import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { startTimerDue, startTriggers } from '../../model/start-triggers.js';
import { SCENARIO_ZONE } from '../../testing-driver.js';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('start event', () => {
  it('given a plain start, when no event is named, then it begins there', async () => {
    const s = await load('start-event.kinds');
    s.start({ a: 1 });
    expect(s.completed()).toEqual(['plain']);
    expect(s.waiting()).toEqual(['task:work']);
  });

  it('given a message start with output mapping, when it is named, then only the mapped part enters', async () => {
    const s = await load('start-event.kinds');
    s.start({ title: 'down', noise: 1 }, { startEventId: 'by-message', businessKey: 'GD-2026-0001' });
    expect(s.completed()).toEqual(['by-message']);
    expect(s.variables).toEqual({ subject: 'down' });
    expect(s.state?.businessKey).toBe('GD-2026-0001');
  });

  it('given an unknown start event, when it is named, then the command is rejected', async () => {
    const s = await load('start-event.kinds');
    const start = { type: 'start-instance', instanceId: 'i', mode: 'live', variables: {} } as const;
    expect(s.send({ ...start, startEventId: 'work' })).toBe('START_EVENT_UNKNOWN');
    expect(s.send({ ...start, startEventId: 'nowhere' })).toBe('START_EVENT_UNKNOWN');
  });

  it('given triggers, when the definition is asked, then it names them and the first due time', async () => {
    const s = await load('start-event.kinds');
    expect(startTriggers(s.definition, s.now, SCENARIO_ZONE)).toEqual([
      { kind: 'message', elementId: 'by-message', name: 'fault-reported' },
      { kind: 'timer', elementId: 'daily' },
      { kind: 'signal', elementId: 'by-signal', name: 'storm' },
    ]);
    expect(
      startTimerDue(s.definition, { kind: 'timer', elementId: 'daily' }, { now: s.now, zone: SCENARIO_ZONE }),
    ).toEqual({
      ok: true,
      dueAt: Date.UTC(2026, 0, 6, 1),
      cycle: { every: '0 0 9 * * *' },
    });
  });
});
