import { describe, expect, it } from '@jest/globals';
import type { ServiceLevelProfile } from '@pledge/contracts';
import { shippedProfile, shippedProfiles } from '../shipped/index.js';
import { validateProfile } from './validate-profile.js';

const shipped = (id: string): ServiceLevelProfile => structuredClone(shippedProfile(id)!);
const found = (profile: ServiceLevelProfile, kind?: string): string[] =>
  validateProfile(profile)
    .filter((finding) => kind === undefined || finding.kind === kind)
    .map((finding) => finding.key);
/** P-S1 after a change that somebody could make in the editor. */
const changed = (change: (profile: ServiceLevelProfile) => void): ServiceLevelProfile => {
  const profile = shipped('P-S1');
  change(profile);
  return profile;
};
const row = (profile: ServiceLevelProfile, id: string): ServiceLevelProfile['commitments'][number] =>
  profile.commitments.find((one) => one.id === id)!;

describe('what the validator finds in a profile', () => {
  it('given S2, when checked, then the major fault that is allowed more time than the general one is asked about, both ways (C05)', () => {
    const finding = validateProfile(shipped('P-S2')).find((one) => one.rule === 'GRAVER_IS_SLOWER');
    expect(finding).toMatchObject({
      key: 'GRAVER_IS_SLOWER:commitments:SLA-036:SLA-034',
      kind: 'question',
      row: 'SLA-036',
      field: 'max',
      accepted: false,
    });
    expect(finding?.message.zh).toContain('14 小时');
    expect(finding?.message.zh).toContain('6 小时');
    expect(finding?.message.en).toContain('SLA-034, 6 h');
  });

  it('given S2, when checked, then sending somebody in 2 h and being there in 1 h is asked about (C06)', () => {
    expect(found(shipped('P-S2'))).toContain('ORDER:commitments:SLA-033:SLA-038');
  });

  it('given the limits put right, when checked again, then the question is gone', () => {
    const profile = shipped('P-S2');
    row(profile, 'SLA-036').max = 6;
    expect(found(profile).filter((key) => key.startsWith('GRAVER_IS_SLOWER'))).toEqual([]);
  });

  it('given working hours and natural hours, when checked, then they are not compared', () => {
    expect(found(shipped('P-S0e')).filter((key) => key.startsWith('GRAVER'))).toEqual([]);
  });

  it('given words without a figure, when checked, then each stands at its row (C07)', () => {
    expect(found(shipped('P-S1'))).toEqual(
      expect.arrayContaining(['NO_FIGURE:commitments:SLA-023', 'NO_FIGURE:commitments:SLA-026']),
    );
    const vague = changed((profile) => {
      const { supplement: _, ...without } = row(profile, 'SLA-023');
      profile.commitments[0] = { ...without, clause: '接到通知后第一时间响应' };
    });
    expect(found(vague)).toContain('VAGUE_CLAUSE:commitments:SLA-023');
    expect(found(shipped('P-S3'))).toContain('NO_CLOCK:unmeasured:SLA-045');
  });

  it('given the lost tables of S0i and S1, when checked, then every empty cell is a template to be filled in (C28)', () => {
    const blanks = validateProfile(shipped('P-S0i')).filter((finding) => finding.kind === 'blank');
    expect(blanks).toHaveLength(9);
    expect(blanks[0]?.message.zh).toContain('模板，需双方确认');
    expect(blanks[0]?.message.en).toContain('Template, both parties have to confirm');
    expect(found(shipped('P-S1')).filter((key) => key.startsWith('TEMPLATE_TEXT'))).toHaveLength(3);
  });

  it('given an acceptance, when checked, then the question is answered; an error or an empty cell never is', () => {
    const profile = shipped('P-S0i');
    profile.acceptedFindings = validateProfile(profile).map(({ key }) => ({ key, reason: 'as written' }));
    const left = validateProfile(profile).filter((finding) => !finding.accepted);
    expect(new Set(left.map((finding) => finding.kind))).toEqual(new Set(['blank']));
  });

  it.each<[string, string, (profile: ServiceLevelProfile) => void]>([
    [
      'a region that is not in the list',
      'UNKNOWN_REGION:commitments:SLA-024',
      (p) => (row(p, 'SLA-024').region = 'moon'),
    ],
    ['a calendar that is not there', 'UNKNOWN_CALENDAR:commitments:SLA-024', (p) => (row(p, 'SLA-024').calendar = 'X')],
    [
      'a severity that is not a level',
      'UNKNOWN_SEVERITY:commitments:SLA-024',
      (p) => (row(p, 'SLA-024').severity = 'T9'),
    ],
    ['a range upside down', 'RANGE_UPSIDE_DOWN:commitments:SLA-024', (p) => (row(p, 'SLA-024').min = 1)],
    ['a row twice', 'DUPLICATE_ROW:commitments:SLA-024', (p) => p.commitments.push({ ...row(p, 'SLA-024') })],
    [
      'a start that is the stop',
      'START_IS_STOP:commitments:SLA-024',
      (p) => (row(p, 'SLA-024').stopEvents = ['request_received']),
    ],
    ['a step of the ladder with nobody', 'LADDER_NOBODY:ladder:1', (p) => (p.ladder[0]!.roles = [])],
    ['a ladder of customers', 'LADDER_NOBODY:ladder:1', (p) => (p.ladder[0]!.roles = ['customer'])],
    ['a waiting time nobody can read', 'LADDER_WAIT:ladder:2', (p) => (p.ladder[1]!.waitFor = 'Psoon')],
    [
      'a change plan confirmed by a click (C15)',
      'CONFIRMATION_TOO_LOW:confirmationLevels:change_plan',
      (p) => (p.confirmationLevels[0]!.level = 2),
    ],
    [
      'a grading line for a level that is not there',
      'GRADES_UNKNOWN_LEVEL:questionnaire:1',
      (p) => (p.questionnaire!.rules[0]!.severity = 'T9'),
    ],
    [
      'a grading line for an answer that is not there',
      'UNKNOWN_ANSWER:questionnaire:1',
      (p) => (p.questionnaire!.rules[0]!.when = { impact: ['gone'] }),
    ],
    [
      'windows that overlap',
      'WINDOWS_OVERLAP:calendars:C',
      (p) =>
        p.calendars.push({
          id: 'C',
          kind: 'windows',
          week: {
            1: [
              { from: '08:00', to: '12:00' },
              { from: '11:00', to: '18:00' },
            ],
          },
        }),
    ],
    ['a scale of one value', 'SURVEY_TOO_SHORT:surveyScale:', (p) => (p.surveyScale = p.surveyScale.slice(0, 1))],
  ])('given %s, when checked, then it is an error at its row', (_, key, change) => {
    expect(
      found(
        changed(() => undefined),
        'error',
      ),
    ).toEqual([]);
    expect(found(changed(change), 'error')).toContain(key);
  });

  it.each<[string, string, (profile: ServiceLevelProfile) => void]>([
    [
      'the same promise with two figures (C04)',
      'TWO_FIGURES:commitments:X:SLA-024',
      (p) => p.commitments.push({ ...row(p, 'SLA-024'), id: 'X', max: 3 }),
    ],
    [
      'a line that an earlier one always answers',
      'LINE_NEVER_DECIDES:questionnaire:2',
      (p) => p.questionnaire!.rules.splice(0, 1, { when: {}, severity: 'T1' }),
    ],
    ['an answer without a level', 'ANSWERS_WITHOUT_LEVEL:questionnaire:', (p) => p.questionnaire!.rules.pop()],
    ['a level no answer reaches', 'LEVEL_NEVER_REACHED:severityScheme:T3', (p) => p.questionnaire!.rules.pop()],
    [
      'a pause without evidence (C20)',
      'PAUSE_WITHOUT_EVIDENCE:pauseReasons:w',
      (p) => p.pauseReasons.push({ code: 'w', label: { zh: '等', en: 'wait' }, evidenceRequired: false }),
    ],
    ['no warning at all', 'NO_WARNING:warnPercents:', (p) => (p.warnPercents = [])],
    ['an event nobody records', 'UNUSUAL_EVENT:commitments:SLA-024:x', (p) => (row(p, 'SLA-024').stopEvents = ['x'])],
  ])('given %s, when checked, then it is asked about', (_, key, change) => {
    expect(found(changed(change), 'question')).toContain(key);
  });

  it('given every profile that ships, when checked, then none contradicts itself; only S0i has empty cells', () => {
    for (const profile of shippedProfiles()) {
      expect([profile.id, found(profile, 'error')]).toEqual([profile.id, []]);
      expect([profile.id, found(profile, 'blank').length > 0]).toEqual([profile.id, profile.id === 'P-S0i']);
    }
  });
});
