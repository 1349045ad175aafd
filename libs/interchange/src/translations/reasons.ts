import type { BothLanguages } from '@pledge/engine';

/** Why something was not translated, or what there is to know about it. Read by people who never saw the other engine. */
export const reasons = {
  work: {
    zh: '原由程序代码完成。请为该节点选择一项系统任务，或改为人工任务；选定之前不能发布。',
    en: 'Program code did this. Choose a system task for this step, or make it a task for a person; until then it cannot be published.',
  },
  topicKind: { zh: '已由主题说明。', en: 'The topic says it already.' },
  script: {
    zh: '这里不执行脚本。请改写为公式（FEEL），或改为系统任务、人工任务。',
    en: 'Scripts are not run here. Write it as a formula (FEEL), or make it a system task or a task for a person.',
  },
  listener: {
    zh: '这里没有监听器。提醒和记录由“记录事件”、系统任务或通知规则完成。',
    en: 'There are no listeners here. Recorded events, system tasks and notification rules do their work.',
  },
  async: { zh: '这里每一步都会先保存，无需设置。', en: 'Every step is saved before the next here: nothing to set.' },
  retries: {
    zh: '这里失败的系统任务会自动间隔重试，之后成为异常等待处理。',
    en: 'Failed system tasks are retried with growing pauses here, then wait as an incident.',
  },
  priority: { zh: '这里按到期先后执行作业。', en: 'Jobs run in the order of their due times here.' },
  history: { zh: '这里历史记录全部保留。', en: 'All history is kept here.' },
  tool: { zh: '只与原绘图工具有关。', en: 'Only the drawing tool it comes from needs it.' },
  tenant: {
    zh: '一套系统只服务一家服务商，没有租户。',
    en: 'One installation serves one provider: there are no tenants.',
  },
  binding: {
    zh: '这里总是采用所选流程或决策的版本规则；请在节点上选择。',
    en: 'Choose the version of what is called at the step.',
  },
  starter: {
    zh: '这里流程由工单、消息或操作员启动；请在用户与角色中设定谁可以启动。',
    en: 'Processes are started by cases, messages or operators here; who may do so follows from roles.',
  },
  initiator: {
    zh: '这里没有“发起人”变量。请在启动流程时传入，或在表单中填写。',
    en: 'There is no variable for who started it. Hand it in at the start, or ask for it in a form.',
  },
  form: {
    zh: '表单在另一个文件或系统里。请在这里选择或新建表单。',
    en: 'The form is in another file or system. Choose one here, or draw it.',
  },
  formMade: { zh: '按原字段生成了表单草稿。', en: 'A form was drafted from its fields.' },
  formValue: {
    zh: '该字段的取值方式无法照搬，请在表单里设定。',
    en: 'Where this field gets its value could not be taken over: set it in the form.',
  },
  role: {
    zh: '这里没有这个角色，任务将无人可领。请选择角色。',
    en: 'There is no such role here: nobody could claim the task. Choose one.',
  },
  person: {
    zh: '这里没有这个用户，任务将无人可见。请选择人员或角色。',
    en: 'There is no such user here: nobody would see the task. Choose a person or role.',
  },
  message: {
    zh: '原系统按业务号或变量匹配消息。请选择按哪个变量匹配；不选则给等待最久的一个。',
    en: 'The other engine matched the message by business key or variables. Choose the variable to match by; without one the longest waiting receiver gets it.',
  },
  multiple: {
    zh: '决策结果的取法不同，请核对后续使用。',
    en: 'The result of the decision has another shape here: check what uses it.',
  },
  errorVariable: {
    zh: '这里不把错误代码或说明放入变量。',
    en: 'Code and text of an error are not put into a variable here.',
  },
  conditionVariable: {
    zh: '这里每当数据变化都会重新判断条件。',
    en: 'Conditions are asked again at every change of data here.',
  },
  calendar: { zh: '请为该时间选择一个工作日历。', en: 'Choose a working-time calendar for this time.' },
  cycleEnd: { zh: '请把结束时间写入循环时间。', en: 'Write the end into the repetition itself.' },
  skip: { zh: '请用排他网关绕过该节点。', en: 'Lead around this step by an exclusive gateway.' },
  local: { zh: '请核对变量的作用范围。', en: 'Check where this variable can be seen.' },
  value: {
    zh: '该取值方式无法照搬，请改写为公式（FEEL）。',
    en: 'This way to get a value could not be taken over: write it as a formula (FEEL).',
  },
  connector: { zh: '请选择系统任务代替连接器。', en: 'Choose a system task in place of the connector.' },
  caseCall: { zh: '这里不执行 CMMN 案例。', en: 'CMMN cases are not run here.' },
  name: { zh: '名称里的表达式不会计算，请改为文字。', en: 'Expressions in a name are not evaluated: write text.' },
  passed: { zh: '只传递列出的变量，与原系统相同。', en: 'Only the named variables are handed over, as before.' },
  passedAll: { zh: '传递全部变量，与原系统相同。', en: 'All variables are handed over, as before.' },
  businessKey: { zh: '被调用的流程总是沿用业务号。', en: 'A called process always keeps the business key.' },
  resultVariable: {
    zh: '结果放入哪个变量由所选系统任务决定。',
    en: 'The system task you choose says where its result goes.',
  },
  unknown: {
    zh: '不认识的设定，已留在节点的备注属性中。',
    en: 'An unknown setting: it is kept among the properties of the step.',
  },
  unreadable: {
    zh: '文件中的这一处无法读取，未能带入。',
    en: 'This part of the file cannot be read and was left out.',
  },
  foreign: { zh: '其他工具的内容，原样保留，不影响执行。', en: 'Of another tool: kept as it is, without effect.' },
  noDrawing: { zh: '文件没有图形，已自动排布。', en: 'The file had no drawing: it was laid out.' },
  severalPools: {
    zh: '文件没有图形且含多个泳池，只能排布第一个。',
    en: 'The file has no drawing and several pools: only the first can be laid out.',
  },
  key: { zh: '流程标识已更换。', en: 'The key of the process was changed.' },
  juelSyntax: {
    zh: '表达式无法读取，请改写为公式（FEEL）。',
    en: 'The expression cannot be read: write it as a formula (FEEL).',
  },
  juelCall: {
    zh: '表达式调用了程序代码，请改写为公式（FEEL）。',
    en: 'The expression calls program code: write it as a formula (FEEL).',
  },
  juelCoercion: {
    zh: '原表达式会把文字当作数字或是/否比较，这里不会；请改写为公式（FEEL）。',
    en: 'The expression compares a number or yes/no written as text, which is not done here: write it as a formula (FEEL).',
  },
  juelOperator: {
    zh: '表达式的这种运算在这里含义不同，请改写为公式（FEEL）。',
    en: 'This operation means something else here: write it as a formula (FEEL).',
  },
  juelName: {
    zh: '变量名在公式（FEEL）中不可用，请改名。',
    en: 'The name of the variable cannot be used in a formula (FEEL): rename it.',
  },
} satisfies Record<string, BothLanguages>;

export type Reason = keyof typeof reasons;
