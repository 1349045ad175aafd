import type { ProblemTexts } from '@pledge/contracts';

/** Problems of this feature, and texts of those the runtime raises. */
export const processesProblems = {
  CLOCK_NOT_VIRTUAL: { zh: '仅虚拟时钟可以推进。', en: 'Only the virtual clock can be advanced.' },
  DURATION_INVALID: { zh: '“{{text}}”不是有效的 ISO 8601 时长。', en: '"{{text}}" is not an ISO 8601 duration.' },
  RESOURCE_UNKNOWN: { zh: '没有这个资源：{{key}}。', en: 'There is no resource {{key}}.' },
  DECISION_UNKNOWN: { zh: '没有决策 {{key}}。', en: 'There is no decision {{key}}.' },
  DECISION_FAILED: { zh: '决策 {{key}} 无法计算：{{message}}', en: 'Decision {{key}} could not be evaluated: {{message}}' },
  DEPLOYMENT_REJECTED: { zh: '部署未通过检查，请查看各元素的说明。', en: 'The deployment did not pass the checks; see each element.' },
  DEFINITION_UNKNOWN: { zh: '没有流程 {{key}}。', en: 'There is no process {{key}}.' },
  DEFINITION_BLOCKED: {
    zh: '流程 {{key}} 已停用新实例：{{reason}}',
    en: 'Process {{key}} takes no new instances: {{reason}}',
  },
  INSTANCE_UNKNOWN: { zh: '没有流程实例 {{instanceId}}。', en: 'There is no process instance {{instanceId}}.' },
  INSTANCE_ENDED: { zh: '该流程实例已结束。', en: 'This process instance has ended.' },
  INSTANCE_SUSPENDED: { zh: '该流程实例已挂起。', en: 'This process instance is suspended.' },
  INCIDENT_UNKNOWN: { zh: '没有异常 {{incidentId}}。', en: 'There is no incident {{incidentId}}.' },
  INCIDENT_RESOLVED: { zh: '该异常已解决。', en: 'This incident is already resolved.' },
  GUARD_VETOED: { zh: '尚未满足前提条件。', en: 'A requirement is not met.' },
  GUARD_UNKNOWN: { zh: '没有前提条件检查“{{guard}}”。', en: 'There is no requirement "{{guard}}".' },
  SEALED_VARIABLE: { zh: '变量不可由人修改：{{detail}}', en: 'A variable that nobody may write: {{detail}}' },
  START_EVENT_UNKNOWN: { zh: '该流程没有可用的开始事件。', en: 'The process has no such start event.' },
  START_TARGET_MISSING: { zh: '请指定流程标识或版本。', en: 'Name a process key or a definition.' },
  TIME_TO_LIVE_INVALID: { zh: '有效时长无效：{{timeToLive}}', en: 'Not a valid time to live: {{timeToLive}}' },
  VARIABLES_TOO_LARGE: {
    zh: '变量过大：{{size}} 字符，上限 {{limit}}。',
    en: 'The variables are too large: {{size}} characters, at most {{limit}}.',
  },
} satisfies ProblemTexts;
