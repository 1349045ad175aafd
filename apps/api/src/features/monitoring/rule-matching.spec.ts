import { describe, expect, it } from '@jest/globals';
import { brokenPatterns, judgeAlert, type ActiveRule } from './rule-matching.js';

const rule = (change: Partial<ActiveRule> = {}): ActiveRule => ({
  id: 'rule',
  name: '设备不可达',
  enabled: true,
  position: 10,
  matchers: [{ label: 'alertname', op: '=', value: 'DeviceDown' }],
  device: { by: 'label', label: 'instance' },
  action: 'open-fault',
  planKey: null,
  answers: { impact: 'paralysed' },
  title: '{{annotations.summary}} ({{ labels.instance }})',
  join: true,
  ...change,
});
const alert = (labels: Record<string, string>, annotations: Record<string, string> = {}) => ({ labels, annotations });
const down = alert({ alertname: 'DeviceDown', instance: 'cr-lz-0001' }, { summary: '核心路由器不可达' });

describe('rules from alerts to devices and severities (Y37)', () => {
  it('given rules that both fit, then the first by position decides, whatever their order in the list', () => {
    const rules = [rule({ id: 'second', position: 20, action: 'ignore' }), rule({ id: 'first', position: 10 })];
    expect(judgeAlert(down, rules)).toMatchObject({
      rule: { id: 'first' },
      outcome: 'open-fault',
      serialNumber: 'CR-LZ-0001',
      title: '核心路由器不可达 (cr-lz-0001)',
    });
    expect(judgeAlert(down, [rule({ enabled: false })])).toMatchObject({ rule: null, reason: 'no-rule' });
  });

  it.each([
    ['=', 'DeviceDown', true],
    ['=', 'Device', false],
    ['!=', 'Device', true],
    ['!=', 'DeviceDown', false],
    ['=~', 'Device.*', true],
    ['=~', 'Device', false],
    ['!~', 'Device', true],
    ['!~', 'Device.*', false],
  ] as const)('given the sign %s and the value %s, then the whole label is compared', (op, value, fits) => {
    const verdict = judgeAlert(down, [rule({ matchers: [{ label: 'alertname', op, value }] })]);
    expect(verdict.rule !== null).toBe(fits);
  });

  it('given a label that is missing, then it is the empty text, as in Alertmanager; names of the prototype are no labels', () => {
    const matching = (label: string, op: '=' | '!=', value: string) =>
      judgeAlert(down, [rule({ matchers: [{ label, op, value }] })]).rule !== null;
    expect(matching('team', '=', '')).toBe(true);
    expect(matching('team', '!=', '')).toBe(false);
    expect(matching('constructor', '=', '')).toBe(true);
  });

  it('given a pattern for the device, then its first group is the serial number; without a match the alert has no device', () => {
    const device = { by: 'label', label: 'instance', pattern: '([a-z]+-lz-\\d+)\\.example:\\d+' } as const;
    const at = (instance: string) => judgeAlert(alert({ alertname: 'DeviceDown', instance }), [rule({ device })]);
    expect(at('cr-lz-0001.example:9100').serialNumber).toBe('CR-LZ-0001');
    expect(at('elsewhere:9100')).toMatchObject({ outcome: 'unmatched', reason: 'no-device-label' });
    const fixed = rule({ device: { by: 'fixed', serialNumber: 'sv-lz-0101' } });
    expect(judgeAlert(down, [fixed]).serialNumber).toBe('SV-LZ-0101');
  });

  it('given a pattern that would hang a backtracking machine, then the answer comes in linear time', () => {
    const matchers = [{ label: 'alertname', op: '=~', value: '(a+)+b' }] as const;
    const verdict = judgeAlert(alert({ alertname: 'a'.repeat(5000) }), [rule({ matchers: [...matchers] })]);
    expect(verdict.rule).toBeNull();
  });

  it('given broken patterns, then each is named; look-around is no RE2', () => {
    const broken = rule({
      matchers: [
        { label: 'a', op: '=~', value: '(' },
        { label: 'a', op: '=', value: '(' },
      ],
      device: { by: 'label', label: 'b', pattern: '(?=x)' },
    });
    expect(brokenPatterns(broken).map((one) => one.slice(0, 2))).toEqual(['(:', '(?']);
    expect(brokenPatterns(rule())).toEqual([]);
  });

  it('given a title that fills with nothing, then the alert names itself', () => {
    const bare = alert({ alertname: 'DeviceDown', instance: 'x' });
    expect(judgeAlert(bare, [rule({ title: '{{annotations.summary}}' })]).title).toBe('DeviceDown');
  });
});
