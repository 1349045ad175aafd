import { describe, expect, it } from '@jest/globals';
import type { MonitoringRule } from '@pledge/contracts';
import { draftOf, inputOf } from './rule-draft.js';

const rule: MonitoringRule = {
  id: 'r',
  revision: 3,
  editedBy: 'admin',
  editedAt: '2026-03-02T10:00:00.000+08:00',
  name: '断电',
  enabled: false,
  position: 20,
  matchers: [{ label: 'alertname', op: '=~', value: 'Power.*' }],
  device: { by: 'label', label: 'instance', pattern: '(.+):\\d+' },
  action: 'propose-plan',
  planKey: 'emergency-power',
  answers: { impact: 'paralysed', alreadyComplained: false },
  title: '{{annotations.summary}}',
  join: false,
};

describe('the form of an alert rule', () => {
  it.each([
    ['a label', rule],
    ['a fixed device', { ...rule, device: { by: 'fixed' as const, serialNumber: 'CR-LZ-0001' }, planKey: null }],
  ])('given a rule by %s, when it goes through the form untouched, then nothing of it changes', (_, one) => {
    const { id, revision, editedBy, editedAt } = one;
    expect({ id, revision, editedBy, editedAt, ...inputOf(draftOf(one, 1)) }).toEqual(one);
  });

  it('given empty rows and spaces, then they are not sent', () => {
    const draft = { ...draftOf(null, 30), name: ' 新 ', answers: [{ key: ' ', value: 'x' }], pattern: ' ' };
    expect(inputOf(draft)).toMatchObject({ name: '新', answers: {}, device: { by: 'label', label: 'instance' } });
    expect(inputOf(draft).device).not.toHaveProperty('pattern');
  });
});
