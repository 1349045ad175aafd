import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('intermediate throw event', () => {
  it('given none, message and signal events, when a token passes, then each does its effect', async () => {
    const s = await load('intermediate-throw-event.kinds');
    s.start();
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.effectsOf('record-event')).toMatchObject([{ eventType: 'restored', elementId: 'mark', actor: 'system' }]);
    expect(s.effectsOf('publish-message')).toMatchObject([{ name: 'told', variables: {} }]);
    expect(s.effectsOf('broadcast-signal')).toMatchObject([{ name: 'storm' }]);
  });
});
