import { describe, expect, it } from '@jest/globals';
import { clausesToProfileRequest, serviceLevelProfile, type AcceptedClause } from '@pledge/contracts';
import { shippedProfile, validateProfile } from '../profiles/index.js';
import { readText } from './extraction/index.js';
import { withClauses } from './profile-with-clauses.js';

const TEXT = [
  '一级故障：立即响应，2小时内到达现场，6-12小时内恢复。',
  '三级故障响应时间为4小时。对于三级故障，服务时间为周一至周五9:00-17:30，服务时间外视为下一工作日收到。',
  '每季度巡检。',
].join('\n');
const accepted = (text: string): AcceptedClause[] =>
  readText(text).clauses.map(({ id: _id, figure: _figure, repeated: _repeated, sentence, ...rest }) => ({
    ...rest,
    startEvents: [...rest.startEvents],
    stopEvents: [...rest.stopEvents],
    max: rest.immediate ? 5 : rest.max,
    sentence: sentence.text,
  }));
const request = (clauses: AcceptedClause[]): ReturnType<typeof clausesToProfileRequest.parse> =>
  clausesToProfileRequest.parse({
    profileId: 'P-X',
    source: '承诺书',
    clauses,
    flags: [{ metric: 'resolve', word: '尽快', sentence: '尽快修复。' }],
    calendars: [{ calendar: 'CAL-MF-0900-1730', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' }],
  });
const empty = serviceLevelProfile.parse({
  ...shippedProfile('P-S1'),
  questionnaire: null,
  commitments: [],
  unmeasured: [],
  severityScheme: {
    levels: [{ code: 'NORMAL', label: { zh: '一般', en: 'Normal' } }],
    raise: { onBreach: false, clockPolicy: 'keep_start', clause: '', source: '' },
  },
  calendars: [{ id: 'CAL-7x24', kind: 'always' }],
});

describe('accepted clauses in a profile', () => {
  it('given an empty profile, when clauses come in, then levels, commitments with their sentences, calendars and what cannot be timed are there', () => {
    const { profile, commitments, unmeasured } = withClauses(empty, request(accepted(TEXT)));
    expect(profile.severityScheme.levels.map((one) => [one.code, one.label.zh])).toEqual([
      ['L1', '一级故障'],
      ['L2', '三级故障'],
    ]);
    expect(profile.commitments.map((one) => [one.id, one.metric, one.severity, one.min, one.max, one.unit])).toEqual([
      ['T001', 'respond', 'L1', undefined, 5, 'min'],
      ['T002', 'onsite_arrival', 'L1', undefined, 2, 'h'],
      ['T003', 'resolve', 'L1', 6, 12, 'h'],
      ['T004', 'respond', 'L2', undefined, 4, 'h'],
    ]);
    expect(profile.commitments[0]).toMatchObject({
      clause: '一级故障：立即响应，2小时内到达现场，6-12小时内恢复。',
      source: '承诺书',
      supplement: { zh: '约定补充值：“立即”没有数字，按 5 分钟计' },
    });
    expect(profile.commitments[3]).toMatchObject({ calendar: 'CAL-MF-0900-1730', receiptShift: 'next-opening' });
    expect(profile.calendars.find((one) => one.id === 'CAL-MF-0900-1730')).toMatchObject({
      kind: 'windows',
      week: { '1': [{ from: '09:00', to: '17:30' }] },
      holidays: 'CN',
    });
    expect(commitments).toEqual(['T001', 'T002', 'T003', 'T004']);
    expect(unmeasured).toEqual(['U001', 'U002']);
    expect(profile.unmeasured.map((one) => one.note)).toEqual(['≤ 1个季度', '没有数字：尽快']);
    expect(serviceLevelProfile.parse(profile)).toEqual(profile);
    expect(validateProfile(profile).filter((one) => one.kind === 'error')).toEqual([]);
  });

  it('given a profile with promises, when clauses come in twice, then nothing that is there changes and ids go on', () => {
    const before = shippedProfile('P-S1');
    if (!before) throw new Error('no profile');
    const once = withClauses(before, request(accepted('系统个别服务不正常：2小时内到达现场。'))).profile;
    const twice = withClauses(once, request(accepted('1小时内响应。')));
    expect(twice.profile.commitments.slice(0, before.commitments.length)).toEqual(before.commitments);
    expect(twice.commitments).toEqual(['T002']);
    expect(twice.profile.severityScheme.levels.slice(0, 3)).toEqual(before.severityScheme.levels);
  });
});
