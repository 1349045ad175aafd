import type { ModelingChoice, ModelingSetting } from '@pledge/contracts';

const choice = (value: string, zh: string, en: string): ModelingChoice => ({ value, zh, en });

/** Roles in plain words (catalogue 3.1); they are also the candidate groups of user tasks. */
export const roleChoices: readonly ModelingChoice[] = [
  choice('dispatcher', '客户代表', 'Customer representative'),
  choice('engineer', '维护工程师', 'Maintenance engineer'),
  choice('pm', '项目维护经理', 'Project maintenance manager'),
  choice('manager', '中心经理', 'Support-centre manager'),
  choice('supervisor', '技术督导小组', 'Technical supervision group'),
  choice('director', '技术总监', 'Technical director'),
  choice('deputy', '分管副总经理', 'Deputy general manager'),
  choice('gm', '总经理', 'General manager'),
  choice('operator', '运维管理员', 'Operator'),
  choice('admin', '系统管理员', 'Administrator'),
];

/** Whom a notice can go to; roles are added as `role:<name>`. */
export const audienceChoices: readonly ModelingChoice[] = [
  choice('customer', '客户联系人', 'The customer’s contact'),
  choice('owner', '工单负责人', 'Owner of the case'),
  choice('engineer', '指定的工程师', 'The engineer appointed'),
  choice('assignee', '当前任务的处理人', 'Whoever has the task'),
];

const setting = (
  value: string,
  zh: string,
  en: string,
  from: ModelingSetting['from'],
  options: readonly ModelingChoice[] = [],
): ModelingSetting => ({ value, zh, en, from, options: [...options] });
const caseStatuses = [choice('closed', '已关闭', 'Closed'), choice('withdrawn', '已撤回', 'Withdrawn')];

/** What service and send tasks can do: one line per `@Delegate` of the product (a spec compares the two), with its settings. */
export const delegateChoices: readonly (ModelingChoice & { settings: ModelingSetting[] })[] = [
  { ...choice('check-contract', '核查合同与设备', 'Check contract and device'), settings: [] },
  { ...choice('register-case', '登记工单并启动承诺时钟', 'Register the case and start its clocks'), settings: [] },
  { ...choice('assign-owner', '指定工单负责人', 'Name the owner of the case'), settings: [] },
  {
    ...choice('close-case', '关闭工单', 'Close the case'),
    settings: [setting('status', '结果', 'Outcome', 'options', caseStatuses)],
  },
  { ...choice('raise-severity', '按规则提升故障级别', 'Raise the severity by rule'), settings: [] },
  { ...choice('ladder-step', '取汇报阶梯的下一级', 'Next step of the reporting ladder'), settings: [] },
  {
    ...choice('notify', '发送通知', 'Send a notification'),
    settings: [
      setting('template', '内容', 'Text', 'templates'),
      setting('audience', '发给谁', 'To whom', 'audience'),
      setting('ack', '多久内须确认收到', 'To be acknowledged within', 'duration'),
    ],
  },
  {
    ...choice('render-document', '生成文档 (PDF)', 'Render a document (PDF)'),
    settings: [setting('template', '文档', 'Document', 'documents')],
  },
  {
    ...choice('deliver-document', '送达文档', 'Deliver a document'),
    settings: [
      setting('template', '随附内容', 'Covering text', 'templates'),
      setting('audience', '发给谁', 'To whom', 'audience'),
    ],
  },
];

/** Names of the texts and papers that come with the product; others are known by their key. */
export const templateLabels: readonly ModelingChoice[] = [
  choice('case-closed', '工单关闭通知', 'Case closed'),
  choice('direct-assignment', '直接指派通知', 'Direct assignment'),
  choice('engineer-appointed', '工程师已指定通知', 'Engineer appointed'),
  choice('fault-analysis-report', '故障分析报告', 'Fault analysis report'),
  choice('new-task', '新待办提醒', 'New task'),
  choice('promise-breached', '承诺超时通知', 'Promise breached'),
  choice('promise-warning', '承诺预警通知', 'Promise warning'),
  choice('report-delivered', '报告送达通知', 'Report delivered'),
  choice('service-form', '服务确认单', 'Service form'),
  choice('service-form-link', '服务确认单签署链接', 'Link to sign the service form'),
  choice('severity-raised', '级别提升通知', 'Severity raised'),
  choice('task-notice', '待办变动通知', 'Notice about a task'),
  choice('task-reminder', '待办催办', 'Task reminder'),
];

/** Facts that a completed step can record in the case; profiles map them to clocks (design section 7). */
export const eventChoices: readonly ModelingChoice[] = [
  choice('fault_confirmed', '故障已确认', 'Fault confirmed'),
  choice('first_response', '首次响应', 'First response'),
  choice('solution_proposed', '已提出方案', 'Solution proposed'),
  choice('technician_dispatched', '已派出工程师', 'Engineer dispatched'),
  choice('engineer_arrived', '工程师到场', 'Engineer on site'),
  choice('workaround_provided', '已提供替代办法', 'Workaround provided'),
  choice('restored', '业务已恢复', 'Service restored'),
  choice('onsite_fault_removed', '现场故障已排除', 'Fault removed on site'),
  choice('service_form_signed', '服务单已签署', 'Service form signed'),
  choice('engineer_left', '工程师离场', 'Engineer left'),
  choice('left_unsigned', '未签字离场', 'Left without signature'),
  choice('report_delivered', '报告已送达', 'Report delivered'),
];

/** Messages that cases and service levels send (design section 7). */
export const messageLabels: readonly ModelingChoice[] = [
  choice('fault-reported', '客户报修', 'Fault reported'),
  choice('case-withdrawn', '客户撤回报修', 'Report withdrawn'),
  choice('contract-corrected', '合同号已更正', 'Contract number corrected'),
  choice('engineer-appointed', '已指定工程师', 'Engineer appointed'),
  choice('left-unsigned', '未签字离场', 'Left without signature'),
  choice('promise-warning', '承诺预警', 'Promise warning'),
  choice('promise-breached', '承诺超时', 'Promise breached'),
];
