import type { ProblemTexts } from '@pledge/contracts';

export const emergenciesProblems = {
  EMERGENCY_PLAN_UNKNOWN: { zh: '没有应急预案“{{key}}”。', en: 'There is no emergency plan "{{key}}".' },
  EMERGENCY_PLAN_OUTDATED: {
    zh: '预案已有更新的版本，请重新载入；您的操作没有保存。',
    en: 'There is a newer version of the plan; load it again. Nothing was saved.',
  },
  EMERGENCY_PLAN_SIGNED: { zh: '贵方已签署此版本。', en: 'Your party has signed this version.' },
  EMERGENCY_READINESS_UNKNOWN: {
    zh: '预案中没有检查项“{{item}}”。',
    en: 'The plan has no readiness check "{{item}}".',
  },
  EMERGENCY_UNKNOWN: { zh: '没有应急事件 {{number}}。', en: 'There is no emergency {{number}}.' },
  EMERGENCY_PARTY_UNKNOWN: { zh: '没有这个客户。', en: 'There is no such customer.' },
  EMERGENCY_NO_PLAN_NEEDED: {
    zh: '单台工作站故障启用备用机器，不启动预案（S3-18）。',
    en: 'A single workstation uses the standby machine; no plan is started (S3-18).',
  },
  EMERGENCY_NOT_A_DRILL: {
    zh: '{{number}} 不是演练，不能注入模拟故障。',
    en: '{{number}} is no drill; failures are simulated in drills only.',
  },
  EMERGENCY_DRILL_NEEDS_PLAN: { zh: '演练须选定预案。', en: 'A drill needs a plan.' },
  EMERGENCY_CONTACT_REACHED: {
    zh: '没有此联系人，或已登记为通知到。',
    en: 'There is no such contact, or it was registered as reached.',
  },
} satisfies ProblemTexts;
