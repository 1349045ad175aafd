import {
  exampleProfile,
  type ProfileDifference,
  type ProfileFinding,
  type ProfileList,
  type ProfileVersionDetail,
  type ProfileVersionList,
} from '@pledge/contracts';

/** Examples of the API description. */
export const profilesExample: { response: ProfileList } = {
  response: {
    items: [
      {
        id: 'P-S2',
        version: 1,
        name: { zh: '售后服务方案', en: 'After-sales plan' },
        commitments: 10,
        blanks: 0,
        questions: 4,
        errors: 0,
        draft: false,
        offered: false,
        published: true,
      },
    ],
  },
};
const finding: ProfileFinding = {
  key: 'GRAVER_IS_SLOWER:commitments:SLA-036:SLA-034',
  rule: 'GRAVER_IS_SLOWER',
  kind: 'question',
  section: 'commitments',
  row: 'SLA-036',
  field: 'max',
  message: {
    zh: '重大故障的“修复”时限 14 小时，比更轻的一般故障（SLA-034，6 小时）还长。',
    en: '"Restored" for Major allows 14 h, longer than for the milder General (SLA-034, 6 h).',
  },
  accepted: false,
};
export const findingsExample = { response: { findings: [finding] } };
const version = {
  id: 'P-DEMO',
  version: 2,
  name: exampleProfile.name,
  state: 'draft' as const,
  origin: 'written' as const,
  comment: '',
  by: 'manager',
  at: '2026-03-02T10:00:00.000+08:00',
  revision: 3,
};
export const versionsExample: { response: ProfileVersionList } = { response: { items: [version] } };
export const versionExample: { response: ProfileVersionDetail } = {
  response: { ...version, profile: { ...exampleProfile, version: 2 }, findings: [finding] },
};
export const saveDraftExample = { body: { profile: exampleProfile, revision: 2 }, ...versionExample };
export const publishExample = {
  body: {
    revision: 3,
    comment: '按 2026 年补充协议调整到场时限',
    accept: [{ key: finding.key, reason: '按原文保留，双方已确认' }],
  },
  response: { ...versionExample.response, state: 'published' as const, comment: '按 2026 年补充协议调整到场时限' },
};
export const createProfileExample = {
  body: { id: 'P-METRO', name: { zh: '地铁专网服务级别', en: 'Metro network' }, from: { id: 'P-S1' } },
  response: { ...versionExample.response, id: 'P-METRO', version: 1 },
};
export const differenceExample: { response: ProfileDifference } = {
  response: {
    from: 1,
    to: 2,
    changes: [
      {
        section: 'commitments',
        row: 'SLA-024',
        change: 'changed',
        fields: [{ field: 'max', from: '1', to: '2' }],
      },
    ],
  },
};
