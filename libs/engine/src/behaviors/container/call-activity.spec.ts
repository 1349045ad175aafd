import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('call activity', () => {
  it('given mappings, when it starts and ends, then only what they choose crosses', async () => {
    const s = await load('call-activity.mapped');
    s.start({ caseNumber: 'GD-2026-0001', secret: 1 }, { businessKey: 'GD-2026-0001', mode: 'drill' });
    expect(s.effectsOf('start-child')).toMatchObject([
      {
        processKey: 'fault-analysis',
        variables: { number: 'GD-2026-0001' },
        businessKey: 'GD-2026-0001',
        mode: 'drill',
      },
    ]);
    expect(s.effectsOf('start-child')[0]?.variables).not.toHaveProperty('secret');
    s.childEnded('call', { kind: 'completed', variables: { report: 'r1', noise: 2 } });
    expect(s.variables).toEqual({ caseNumber: 'GD-2026-0001', secret: 1, reportId: 'r1' });
    expect(s.waiting()).toEqual(['task:after']);
  });

  it('given a child that ended by an error, when it is told, then the boundary event catches it', async () => {
    const s = await load('call-activity.mapped');
    s.start({ caseNumber: 'x' }).childEnded('call', { kind: 'error', errorCode: 'BAD', message: '', variables: {} });
    expect(s.waiting()).toEqual(['task:mend']);
  });

  it('given an escalation of the child, when it is told, then the child goes on', async () => {
    const s = await load('call-activity.mapped');
    s.start({ caseNumber: 'x' }).childEnded('call', { kind: 'escalation', escalationCode: 'LATE', variables: {} });
    expect(s.waiting()).toEqual(['call:call', 'task:inform']);
  });

  it('given an error that nothing catches, when it is told, then a retry starts another child', async () => {
    const s = await load('call-activity.plain');
    s.start({ a: 1 }).childEnded('call', { kind: 'error', errorCode: 'BAD', message: '', variables: {} });
    expect(s.incidents()).toEqual(['UNCAUGHT_ERROR']);
    s.retry('call').childEnded('call', { kind: 'completed', variables: { b: 2 } });
    expect(s.effectsOf('start-child').map((effect) => effect.processKey)).toEqual(['child', 'child']);
    expect(s.variables).toEqual({ a: 1, b: 2 });
  });

  it('given a caller that is cancelled, when it ends, then the child is cancelled too', async () => {
    const s = await load('call-activity.plain');
    s.start();
    s.send({ type: 'cancel-instance', reason: 'mistake', actor: { userId: 'admin' } });
    expect(s.status).toBe('cancelled');
    expect(s.effectsOf('cancel-child')).toHaveLength(1);
  });
});
