/** Text of a problem code in both languages; `{{name}}` is filled from the problem's params (same shape as in contracts). */
export type ProblemTexts = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** Texts of everything that the runtime refuses. */
export const runtimeProblems = {
  TASK_UNKNOWN: { zh: '任务不存在。', en: 'There is no such task.' },
  TASK_NOT_OPEN: { zh: '任务已被处理或取消。', en: 'The task was already completed or cancelled.' },
  TASK_ALREADY_CLAIMED: { zh: '任务已被他人认领。', en: 'Somebody else has claimed the task.' },
  TASK_NOT_ASSIGNEE: { zh: '您不是该任务的处理人。', en: 'You are not the assignee of the task.' },
  TASK_SAME_USER: { zh: '任务已在“{{detail}}”手中。', en: 'The task is with "{{detail}}" already.' },
  TASK_SIGNERS_PENDING: {
    zh: '前加签人尚未处理，请等待他们完成。',
    en: 'Signers before you have not signed yet.',
  },
  SIGNER_PRESENT: { zh: '“{{detail}}”已在签署人之中。', en: '"{{detail}}" is among the signers already.' },
  SIGNER_UNKNOWN: {
    zh: '“{{detail}}”不是待签的加签人。',
    en: '"{{detail}}" is no added signer who has yet to sign.',
  },
  SIGNER_BOUND: {
    zh: '加签任务不能退回待领取，请转办，或由发起人减签。',
    en: "A signer's task cannot be given back to a group: transfer it, or let it be removed.",
  },
  RETURN_NOT_PASSED: {
    zh: '流程没有经过任务“{{detail}}”，不能退回到那里。',
    en: 'The process has not passed a task "{{detail}}": it cannot go back there.',
  },
  RETURN_NOT_BEFORE: {
    zh: '任务“{{detail}}”不在当前任务之前，不能退回到那里。',
    en: 'The task "{{detail}}" does not lie before this one: it cannot go back there.',
  },
  RETURN_INSIDE_LOOP: {
    zh: '任务“{{detail}}”在已结束的循环中，请退回到循环之前。',
    en: 'The task "{{detail}}" lies in a loop that is over: go back to before the loop.',
  },
  RETURN_INSIDE_RUNNING_SCOPE: {
    zh: '任务“{{detail}}”在并行进行的子流程中，请退回到分支之前。',
    en: 'The task "{{detail}}" lies in a subprocess that runs beside: go back to before the fork.',
  },
  RETURN_COMPENSATING: {
    zh: '补偿正在执行，不能退回。',
    en: 'A compensation runs here: nothing can go back.',
  },
  WITHDRAW_NOT_COMPLETER: {
    zh: '只有完成该任务的人可以撤回。',
    en: 'Only the one who completed the task may withdraw it.',
  },
  WITHDRAW_TOUCHED: {
    zh: '后续任务已有人处理，不能撤回。',
    en: 'Somebody has worked on what came next: it cannot be withdrawn.',
  },
  WITHDRAW_NOT_POSSIBLE: {
    zh: '流程已继续进行，不能撤回。',
    en: 'The process has gone on: it cannot be withdrawn.',
  },
  TASK_REMINDED_RECENTLY: {
    zh: '刚刚催办过，请稍后再试。',
    en: 'A reminder was sent a moment ago: try again later.',
  },
  FORM_INVALID: { zh: '填写的内容有误。', en: 'The form was not filled in correctly.' },
  FORM_MISSING: { zh: '表单“{{formId}}”无法读取。', en: 'The form "{{formId}}" cannot be read.' },
  SEALED_VARIABLE: { zh: '变量受保护，不能修改：{{detail}}', en: 'A sealed variable cannot be changed: {{detail}}' },
  VARIABLES_TOO_LARGE: {
    zh: '变量过大：{{size}} 个字符，最多 {{limit}} 个。较大的内容请作为文件上传。',
    en: 'The variables are too large: {{size}} characters, at most {{limit}}. Upload larger things as files.',
  },
  INSTANCE_VARIABLES_TOO_LARGE: {
    zh: '流程实例的变量总量过大：{{detail}}。较大的内容请作为文件上传。',
    en: 'The variables of the instance would be too large: {{detail}}. Upload larger things as files.',
  },
  INSTANCE_UNKNOWN: { zh: '流程实例不存在。', en: 'There is no such process instance.' },
  INSTANCE_ENDED: { zh: '流程实例已结束。', en: 'The process instance has ended.' },
  INSTANCE_SUSPENDED: { zh: '流程实例已挂起。', en: 'The process instance is suspended.' },
  INSTANCE_NOT_SUSPENDED: { zh: '流程实例没有被挂起。', en: 'The process instance is not suspended.' },
  OPERATION_REFUSED: { zh: '该操作无法执行，请查看各项原因。', en: 'The operation cannot be done; see the reasons.' },
  MIGRATION_SAME_VERSION: {
    zh: '流程实例已经是这个版本。',
    en: 'The instance is on this version already.',
  },
  TIMER_NOT_RUNNING: { zh: '没有这个正在运行的定时器。', en: 'No such timer is running.' },
  INCIDENT_UNKNOWN: { zh: '异常事件不存在。', en: 'There is no such incident.' },
  INCIDENT_RESOLVED: { zh: '异常事件已解决。', en: 'The incident is already resolved.' },
  DEFINITION_UNKNOWN: { zh: '流程“{{key}}”不存在。', en: 'There is no process "{{key}}".' },
  DEFINITION_BLOCKED: {
    zh: '流程“{{key}}”已停用，不能发起：{{reason}}',
    en: 'The process "{{key}}" is blocked for new instances: {{reason}}',
  },
  DEFINITION_SUSPENDED: {
    zh: '流程“{{key}}”已挂起，不能发起：{{reason}}',
    en: 'The process "{{key}}" is suspended and starts nothing new: {{reason}}',
  },
  DEFINITION_NOT_SUSPENDED: { zh: '流程“{{key}}”没有被挂起。', en: 'The process "{{key}}" is not suspended.' },
  START_TARGET_MISSING: {
    zh: '请指定流程标识或流程定义。',
    en: 'Say which process to start: a key or a definition id.',
  },
  START_EVENT_UNKNOWN: {
    zh: '该流程没有可用的开始事件：{{detail}}',
    en: 'The process has no start event for this: {{detail}}',
  },
  GUARD_VETOED: { zh: '规则“{{guard}}”不允许此操作：{{reason}}', en: 'The rule "{{guard}}" forbids this: {{reason}}' },
  GUARD_UNKNOWN: {
    zh: '规则“{{guard}}”在本版本中不存在。',
    en: 'The rule "{{guard}}" does not exist in this version.',
  },
  TIME_TO_LIVE_INVALID: {
    zh: '有效期“{{timeToLive}}”不是 ISO 8601 时长。',
    en: 'The time to live "{{timeToLive}}" is not an ISO 8601 duration.',
  },
  DECISION_UNKNOWN: { zh: '决策“{{key}}”不存在。', en: 'There is no decision "{{key}}".' },
  DECISION_FAILED: { zh: '决策“{{key}}”无法得出结果：{{reason}}', en: 'The decision "{{key}}" failed: {{reason}}' },
  DEPLOYMENT_INVALID: { zh: '部署被拒绝：{{count}} 处错误。', en: 'The deployment was refused: {{count}} errors.' },
  DEPLOYMENT_EMPTY: { zh: '没有可部署的文件。', en: 'There is nothing to deploy.' },
  INVALID_CURSOR: {
    zh: '分页游标无效，请从第一页重新读取。',
    en: 'The cursor is not valid: read from the first page again.',
  },
  CLOCK_NOT_VIRTUAL: { zh: '系统时钟不能拨动。', en: 'Only a virtual clock can be moved.' },
} satisfies ProblemTexts;
