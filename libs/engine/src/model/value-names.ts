/** What the parts of a model that hold an expression are called, for findings. */
const names: Readonly<Record<string, string>> = {
  assignee: '指定办理人',
  candidateGroups: '可办理的角色',
  candidateUsers: '可办理的人员',
  dueDate: '办理期限',
  followUpDate: '跟进日期',
  'activation condition': '放行条件',
  'active elements': '要激活的步骤',
  'business key': '业务编号',
  calendar: '日历',
  'called process': '所调用的流程',
  'completion condition': '完成条件',
  'complex behavior condition': '抛出事件的条件',
  condition: '条件',
  'correlation key': '消息的对应编号',
  'decision id': '决策',
  errorCode: '错误代码',
  escalationCode: '升级代码',
  'event time': '发生时间',
  'input collection': '逐项办理的清单',
  'loop cardinality': '重复次数',
  'loop condition': '循环条件',
  'message name': '消息名称',
  'output element': '每项的结果',
  priority: '优先级',
  retries: '重试次数',
  script: '脚本',
  'signal name': '信号名称',
  'task type': '任务类型',
  timer: '定时',
};

/** The Chinese word for what a finding calls `what` in English; a mapping keeps the name of its variable. */
export function chineseName(what: string): string {
  const mapping = /^mapping to (.*)$/.exec(what);
  if (mapping) return `写入“${mapping[1] ?? ''}”的值`;
  return names[what] ?? what;
}
