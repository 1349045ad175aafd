import { describe, expect, it } from '@jest/globals';
import { causeOf, draftFaults, emptyDrill, nextInject, tidyDrill } from './drill-draft.js';

describe('draft of a drill', () => {
  it('given a plan, when a drill of it is begun, then the scenario has its cause', () => {
    expect(emptyDrill('emergency-sms').report.cause).toBe('sms');
    expect(causeOf('some-other-plan')).toBe('unknown');
  });

  it('given injects, when one is added, then its id is free and it comes ten minutes after the last', () => {
    const first = nextInject([]);
    expect([first.id, first.afterMinutes]).toEqual(['i1', 10]);
    const second = nextInject([{ ...first, id: 'i2', afterMinutes: 25 }]);
    expect([second.id, second.afterMinutes]).toEqual(['i3', 35]);
  });

  it('given a draft, when it is sent, then an inject carries what its kind needs and asks nobody who left', () => {
    const inject = { ...nextInject([]), text: '停电', to: 'gm', channel: 'mail' as const, username: 'gm' };
    const content = { ...emptyDrill('emergency-oa'), title: ' 演练 ', injects: [inject] };
    expect(tidyDrill(content)).toMatchObject({ title: '演练', injects: [{ to: 'all', kind: 'message' }] });
    expect(tidyDrill(content).injects[0]).not.toHaveProperty('channel');
    const down = { ...content, injects: [{ ...inject, kind: 'channel-failure' as const }] };
    expect(tidyDrill(down).injects[0]).toMatchObject({ channel: 'mail' });
  });

  it('given a draft, when something is missing, then it is named', () => {
    const away = { ...nextInject([]), kind: 'person-unavailable' as const, username: 'gm' };
    expect(draftFaults({ ...emptyDrill('emergency-oa'), injects: [away] })).toEqual([
      'title',
      'inject-text',
      'inject-person',
    ]);
  });
});
