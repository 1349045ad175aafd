import type { ProblemTexts } from '@pledge/contracts';

export const casesProblems = {
  CASE_NOT_FOUND: {
    zh: '没有编号为 {{number}} 的工单，或您无权查看。',
    en: 'There is no case {{number}}, or you may not see it.',
  },
  CASE_CLOSED: {
    zh: '工单 {{number}} 已经结束，记录不能再改；可以添加备注。',
    en: 'Case {{number}} has ended, its record cannot be changed any more; you may add a note.',
  },
  CASE_PROCESS_NOT_FOUND: {
    zh: '工单 {{number}} 还没有流程实例。',
    en: 'Case {{number}} has no process instance yet.',
  },
  REPORTED_LATE_REASON_MISSING: {
    zh: '报告时间早于现在，请说明为什么现在才登记。两个时间都会保存。',
    en: 'The time of the report lies before now: please say why it is registered only now. Both times are kept.',
  },
  REPORTED_TOO_LATE: {
    zh: '报告时间最多可以早 2 小时；更早的请按实际登记时间受理，并在说明中注明。',
    en: 'The time of the report may lie up to 2 hours back; for an earlier one, register it now and say so in the description.',
  },
  EVENT_IN_FUTURE: {
    zh: '时间 {{at}} 还没有到，请填写已经发生的时间。',
    en: 'The time {{at}} has not come yet; please give a time that has passed.',
  },
  EVENT_NOT_FOUND: {
    zh: '这张工单没有记录 {{event}}，无法更正。',
    en: 'This case has no record {{event}} to correct.',
  },
  EVENT_NOT_ALLOWED: {
    zh: '“{{type}}”由系统记录，不能手工填写。',
    en: '"{{type}}" is recorded by the system and cannot be entered by hand.',
  },
  EVENT_SEVERITY_UNKNOWN: {
    zh: '合同没有“{{severity}}”这一级别。可选：{{known}}。',
    en: 'The contract knows no level "{{severity}}". It has: {{known}}.',
  },
  CONTRACT_STILL_UNKNOWN: {
    zh: '没有找到合同 {{contractNumber}}。工单 {{number}} 保持不变，受理时间不变。',
    en: 'Contract {{contractNumber}} was not found. Case {{number}} stays as it is, and so does its receipt time.',
  },
  SITE_NOT_FOUND: {
    zh: '没有这个站点，或不属于该客户。',
    en: 'There is no such site, or it belongs to another customer.',
  },
  QUESTIONNAIRE_FAILED: {
    zh: '无法根据问卷确定级别：{{reason}}',
    en: 'The questionnaire gives no severity: {{reason}}',
  },
  PAUSE_REASON_UNKNOWN: {
    zh: '合同没有约定“{{reason}}”这一暂停原因，时限不能暂停。可选：{{known}}。',
    en: 'The contract names no pause reason "{{reason}}"; time goes on. It has: {{known}}.',
  },
  PAUSE_EVIDENCE_MISSING: {
    zh: '请说明暂停的依据（文字或文件）；客户会看到它。',
    en: 'Please give the evidence for the pause (words or files); the customer will see it.',
  },
  PAUSE_LASTS: { zh: '“{{reason}}”的暂停还没有结束。', en: 'The pause "{{reason}}" has not ended yet.' },
  PAUSE_NOT_RUNNING: { zh: '没有正在进行的暂停“{{reason}}”。', en: 'No pause "{{reason}}" is running.' },
} satisfies ProblemTexts;
