import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('error end event', () => {
  it('given nested subprocesses, when the inner one throws, then the outer boundary event catches it and all inside is cancelled', async () => {
    const s = await load('error.propagation');
    s.start().complete('work', { broken: true });
    expect(s.waiting()).toEqual(['task:mend']);
    expect(s.cancelled().sort()).toEqual(['beside', 'inner', 'outer']);
    expect(s.completed()).toContain('fail');
  });

  it('given no error, when all is done, then the boundary event stays silent', async () => {
    const s = await load('error.propagation');
    s.start().complete('work', { broken: false }).complete('beside');
    expect(s.status).toBe('completed');
  });

  it('given nothing that catches it, when it is thrown, then there is an incident, not an end', async () => {
    const s = await load('error.uncaught');
    s.start().complete('work');
    expect(s.incidents()).toEqual(['UNCAUGHT_ERROR']);
    expect(s.status).toBe('active');
  });

  it('given a caller, when nothing inside catches it, then the instance ends and the caller is told', async () => {
    const s = await load('error.uncaught');
    const parent = { instanceId: 'parent', callId: 'call' };
    s.start({}, { parent }).complete('work');
    expect(s.status).toBe('cancelled');
    expect(s.effectsOf('end-instance')).toMatchObject([{ state: 'cancelled', parent, error: { errorCode: 'BAD' } }]);
  });
});
