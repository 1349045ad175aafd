import { DEFAULT_SURVEY_SCALE, serviceLevelProfile, type ServiceLevelProfile } from '@pledge/contracts';

/** What a profile written from nothing begins with: one level, seven days by twenty-four hours, no promise. */
export function emptyProfile(): ServiceLevelProfile {
  return serviceLevelProfile.parse({
    id: 'new',
    version: 1,
    name: { zh: '', en: '' },
    partyLabels: { customer: { zh: '甲方', en: 'Party A' }, provider: { zh: '乙方', en: 'Party B' } },
    severityScheme: {
      levels: [{ code: 'NORMAL', label: { zh: '一般', en: 'Normal' } }],
      raise: { onBreach: false, clockPolicy: 'keep_start', clause: '', source: '' },
    },
    questionnaire: null,
    commitments: [],
    unmeasured: [],
    calendars: [{ id: 'CAL-7x24', kind: 'always' }],
    pauseReasons: [],
    ladder: [],
    warnPercents: [80],
    amendments: [],
    onsiteAgreementRequired: false,
    confirmationLevels: [
      { action: 'change_plan', level: 3 },
      { action: 'dangerous_command', level: 3 },
    ],
    surveyScale: DEFAULT_SURVEY_SCALE,
  });
}
