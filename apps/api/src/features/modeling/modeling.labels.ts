import type { ModelingChoice } from '@pledge/contracts';
import { drillChoices } from './drill.labels.js';
import { choice, setting, type DelegateChoice } from './label.js';
import { guaranteeChoices, noticeChoices } from './notice.labels.js';

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

const caseStatuses = [choice('closed', '已关闭', 'Closed'), choice('withdrawn', '已撤回', 'Withdrawn')];

/** Onboarding and handover (F-23). */
const onboardingChoices: readonly DelegateChoice[] = [
  {
    ...choice('check-onboarding', '核对移交是否齐全', 'Check that the handover is complete'),
    settings: [
      setting('part', '核对什么', 'What to check', 'options', [
        choice('contract', '合同与人员', 'Contract and people'),
        choice('archive', '设备档案', 'Device archive'),
      ]),
    ],
  },
  { ...choice('file-handover', '移交文件归档', 'File the handover documents'), settings: [] },
  { ...choice('start-warranty', '开始保修期', 'Start the warranty'), settings: [] },
  { ...choice('appoint-dedicated', '指定固定工程师', 'Appoint the dedicated engineer'), settings: [] },
  { ...choice('send-welcome', '发送服务启动通知', 'Send the welcome message'), settings: [] },
];

/** Change plans and their confirmation (F-04). */
const changePlanChoices: readonly DelegateChoice[] = [
  {
    ...choice('open-change-plan', '建立变更方案', 'Open a change plan'),
    settings: [setting('signers', '我方由谁签', 'Who signs for us', 'options', roleChoices)],
  },
  { ...choice('freeze-change-plan', '定稿变更方案', 'Freeze the change plan'), settings: [] },
  { ...choice('find-spares', '查找备件', 'Search the stores for parts'), settings: [] },
  { ...choice('reserve-spare', '预留备件', 'Reserve a part'), settings: [] },
  { ...choice('issue-spare', '登记备件出库', 'Register that a part goes out'), settings: [] },
  { ...choice('receive-vendor-spare', '登记厂商设备', 'Receive a device from the vendor'), settings: [] },
  { ...choice('extend-loan', '登记新的归还期限', 'Register a new date of a loan'), settings: [] },
  { ...choice('check-spare-coverage', '核对备件覆盖率', 'Check the coverage by spare parts'), settings: [] },
  { ...choice('check-change-calendar', '核对变更日历', 'Check the change calendar'), settings: [] },
  {
    ...choice('request-confirmation', '请求书面确认', 'Ask for the written confirmation'),
    settings: [
      setting('action', '确认什么', 'What is confirmed', 'options', [
        choice('change-approval', '变更方案', 'The change plan'),
        choice('result-acceptance', '变更结果', 'The result'),
        choice('dangerous-command', '高危操作', 'Dangerous commands'),
        choice('quotation', '报价单', 'The quotation'),
      ]),
      setting('side', '哪一方', 'Which party', 'options', [
        choice('provider', '我方', 'Our side'),
        choice('customer', '客户', 'The customer'),
      ]),
      setting('person', '由谁确认', 'Who confirms', 'options', [
        choice('providerSigner', '我方签字人', 'Our signer'),
        choice('confirmer', '客户确认人', 'The customer’s confirmer'),
        choice('superior', '上级主管', 'The superior'),
      ]),
      setting('confirmBy', '截止时间', 'Until when', 'options', [
        choice('confirmBy', '确认期限', 'Limit of the confirmation'),
        choice('acceptBy', '验收期限', 'Limit of the acceptance'),
        choice('approveBy', '审批期限', 'Limit of the approval'),
        choice('validUntil', '报价有效期', 'Validity of the quotation'),
      ]),
      setting('roles', '我方确认人须具备的角色', 'Roles of our person', 'options', roleChoices),
    ],
  },
  {
    ...choice('remind-confirmation', '催促确认', 'Remind of the confirmation'),
    settings: [setting('role', '同时告知', 'Also told', 'options', roleChoices)],
  },
  {
    ...choice('mark-change-plan', '标记变更方案的状态', 'Mark the state of the change plan'),
    settings: [
      setting('as', '状态', 'State', 'options', [
        choice('implemented', '已实施', 'Carried out'),
        choice('accepted', '已验收', 'Accepted'),
        choice('draft', '退回修改', 'Back to draft'),
      ]),
    ],
  },
  {
    ...choice('close-change-plan', '关闭变更方案', 'Close the change plan'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('done', '已完成', 'Done'),
        choice('withdrawn', '已撤回', 'Withdrawn'),
        choice('unconfirmed', '未确认，不实施', 'Not confirmed, not carried out'),
        choice('failed', '未成功', 'Failed'),
      ]),
    ],
  },
];

/** Dangerous commands: double approval, tickets, violations (F-05). */
const dangerousCommandChoices: readonly DelegateChoice[] = [
  { ...choice('find-dangerous-commands', '查找高危命令', 'Look for dangerous commands'), settings: [] },
  {
    ...choice('open-command-approval', '建立高危操作审批单', 'Open a sheet of dangerous commands'),
    settings: [
      setting('superiors', '哪些角色是上级主管', 'Roles that are superiors', 'options', roleChoices),
      setting('validity', '至少留多长时间审批', 'Least time to approve', 'duration'),
    ],
  },
  {
    ...choice('freeze-command-approval', '定稿高危操作审批单', 'Freeze the sheet of dangerous commands'),
    settings: [],
  },
  { ...choice('issue-command-tickets', '签发高危操作执行票', 'Issue tickets for dangerous commands'), settings: [] },
  {
    ...choice('close-command-approval', '结束高危操作审批', 'End the approval of dangerous commands'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('rejected', '不同意', 'Rejected'),
        choice('expired', '逾期未批', 'Not approved in time'),
        choice('withdrawn', '已撤回', 'Withdrawn'),
        choice('void', '已作废', 'Void'),
      ]),
    ],
  },
  {
    ...choice('close-command-violation', '登记无票操作的审查结果', 'Record what the review of a violation found'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('confirmed', '属实', 'It was so'),
        choice('dismissed', '不属实', 'It was not so'),
      ]),
    ],
  },
  {
    ...choice('open-command-violation', '对逾期未登记的执行票启动审查', 'Open the review of a ticket in use'),
    settings: [
      setting('source', '由来', 'How it was found', 'options', [
        choice('unreported', '取票后逾期未登记结果', 'Taken, and not reported in time'),
      ]),
    ],
  },
  { ...choice('open-command-use', '读取使用中的执行票', 'Read the ticket in use'), settings: [] },
  { ...choice('record-violation-correction', '登记无票操作的整改', 'Record what was done about it'), settings: [] },
];

/** Emergencies (F-08). */
const emergencyChoices: readonly DelegateChoice[] = [
  {
    ...choice('emergency-notice', '按预案通知联系人', 'Tell the contacts of the plan'),
    settings: [
      setting('kind', '通知种类', 'Kind of notice', 'options', [
        choice('alert', '突发事件通报', 'Alert'),
        choice('leaders', '向领导报告', 'Report to the leaders'),
        choice('outage', '停机公告', 'Outage notice'),
        choice('recovery', '系统恢复公告', 'Recovery notice'),
        choice('supplier-late', '供应商未到通报', 'Supplier is late'),
      ]),
    ],
  },
  { ...choice('emergency-open-plan', '启动所选预案', 'Open the chosen plan'), settings: [] },
  { ...choice('emergency-recovered', '记录恢复时间', 'Record the time of recovery'), settings: [] },
  { ...choice('emergency-report', '生成事故报告', 'Make the incident report'), settings: [] },
  {
    ...choice('emergency-close', '结束应急处理', 'Close the emergency'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('recovered', '已恢复', 'Recovered'),
        choice('no-plan', '不启动预案', 'No plan is started'),
      ]),
    ],
  },
];

/** Rosters and shifts (F-11). */
const rosterChoices: readonly DelegateChoice[] = [
  {
    ...choice('begin-rosters', '为各单位起草值班表', 'Begin the rosters of every unit'),
    settings: [
      setting('monthsAhead', '提前几个月', 'Months ahead', 'options', [
        choice('1', '一个月', 'One month'),
        choice('2', '两个月', 'Two months'),
      ]),
    ],
  },
  { ...choice('draft-roster', '自动起草值班表', 'Draft the roster'), settings: [] },
  { ...choice('discard-roster', '放弃值班表草稿', 'Discard the draft of the roster'), settings: [] },
  { ...choice('approve-roster', '批准值班表', 'Approve the roster'), settings: [] },
  { ...choice('send-roster', '发送值班表', 'Send the roster'), settings: [] },
  { ...choice('remind-roster', '提醒客户确认值班表', 'Remind the customers of the roster'), settings: [] },
  {
    ...choice('tell-duty', '通知值班相关人员', 'Tell the people of a duty'),
    settings: [
      setting('template', '内容', 'Text', 'templates'),
      setting('audience', '发给谁', 'To whom', 'options', [
        choice('person', '本人', 'The person'),
        choice('backup,role:manager', '备班和经理', 'Back-up and manager'),
        choice('person,role:manager', '本人和经理', 'The person and the manager'),
        choice('role:dispatcher,role:engineer,role:pm,role:supervisor', '其他部门', 'The other departments'),
      ]),
    ],
  },
  { ...choice('next-shift-start', '算出下一个班次', 'Find the next shift'), settings: [] },
  {
    ...choice('start-shifts', '请当班人员签到', 'Ask the people on duty to sign in'),
    settings: [
      setting('roles', '哪些班位', 'Which places', 'options', [
        choice('primary', '主班', 'Primary'),
        choice('primary,backup', '主班和备班', 'Primary and back-up'),
      ]),
      setting('usualWork', '日常上班者也签到', 'Also those whose duty is their usual work', 'options', [
        choice('true', '是', 'Yes'),
        choice('false', '否', 'No'),
      ]),
      setting('only', '只对谁', 'Only for', 'options', [choice('this', '这个班次', 'This shift')]),
    ],
  },
  { ...choice('sign-in-shift', '登记签到', 'Record the sign-in'), settings: [] },
  { ...choice('take-over-shift', '改由代班人当班', 'Put the stand-in on the shift'), settings: [] },
  { ...choice('hand-over-shift', '登记交班', 'Record the handover'), settings: [] },
];

/** Quotations (F-13). */
const quotationChoices: readonly DelegateChoice[] = [
  { ...choice('open-quotation', '建立报价单', 'Open a quotation'), settings: [] },
  { ...choice('freeze-quotation', '报价单计价并定稿', 'Price and freeze the quotation'), settings: [] },
  { ...choice('release-quotation', '向客户发出报价单', 'Put the quotation to the customer'), settings: [] },
  {
    ...choice('close-quotation', '关闭报价单', 'Close the quotation'),
    settings: [
      setting('outcome', '结果', 'Outcome', 'options', [
        choice('accepted', '客户已接受', 'Accepted by the customer'),
        choice('rejected', '客户不接受', 'Rejected by the customer'),
        choice('expired', '过期', 'Expired'),
        choice('withdrawn', '已撤销', 'Withdrawn'),
      ]),
    ],
  },
];

/** What service and send tasks can do: one line per `@Delegate` of the product (a spec compares the two), with its settings. */
export const delegateChoices: readonly DelegateChoice[] = [
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
  ...onboardingChoices,
  ...changePlanChoices,
  ...dangerousCommandChoices,
  ...quotationChoices,
  ...emergencyChoices,
  ...rosterChoices,
  ...guaranteeChoices,
  ...drillChoices,
  ...noticeChoices,
];

/** Guards (`pledge:requires`) of this build (a spec compares the two). */
export const guardChoices: readonly ModelingChoice[] = [
  choice('written_confirmation', '变更方案已书面确认', 'Change plan confirmed in writing'),
  choice('result_acceptance', '变更结果已验收', 'Result of the change accepted'),
  choice('quotation_accepted', '报价已接受', 'Quotation accepted'),
  choice('quotation_settled', '没有未决的报价', 'No quotation open'),
  choice('independent_review', '由未参与该工作的人审查', 'Reviewed by somebody who did not do the work'),
];

/** Working-time calendars of the shipped profiles, as timers name them (a spec compares the two). */
export const calendarChoices: readonly ModelingChoice[] = [
  choice('CAL-7x24', '全天候 (7×24)', 'Around the clock (7×24)'),
  choice('CAL-NATURAL-DAY', '自然日', 'Calendar days'),
  choice('CAL-WORKDAY', '工作日（全天）', 'Working days (all day)'),
  choice('CAL-MF-0800-1800', '工作日 08:00–18:00', 'Working days 08:00–18:00'),
  choice('CAL-5x8', '工作日 5×8', 'Working days 5×8'),
];

/** Names of the texts and papers that come with the product; others are known by their key. */
export const templateLabels: readonly ModelingChoice[] = [
  choice('case-closed', '工单关闭通知', 'Case closed'),
  choice('change-confirmation', '变更确认书', 'Confirmation of the change'),
  choice('change-plan', '变更方案', 'Change plan'),
  choice('change-unconfirmed', '变更未确认通知', 'Change not confirmed'),
  choice('command-approval', '高危操作审批单', 'Approval of dangerous commands'),
  choice('command-unreported', '高危操作未登记提醒', 'Dangerous command not reported'),
  choice('confirmation-code', '确认验证码', 'Code of the confirmation'),
  choice('confirmation-request', '请求书面确认', 'Request for the written confirmation'),
  choice('confirmation-waiting', '待确认提醒', 'Confirmation waiting'),
  choice('scan-to-check', '盖章件待核对通知', 'Stamped scan to check'),
  choice('contract-welcome', '服务启动通知', 'Welcome of the contract'),
  choice('direct-assignment', '直接指派通知', 'Direct assignment'),
  choice('monitoring-fault', '监控发现故障，通报客户', 'Monitoring found a fault: the customer is told'),
  choice('maintenance-resumed', '恢复日常维护通知', 'Maintenance resumed'),
  choice('emergency-notice', '应急通知', 'Notice of an emergency'),
  choice('emergency-pack', '应急资料包', 'Emergency pack'),
  choice('drill-report', '演练评估报告', 'Drill report'),
  choice('guarantee-plan', '保障方案', 'Guarantee plan of a key period'),
  choice('guarantee-report', '保障报告', 'Report of a key period'),
  choice('guarantee-late', '保障事项逾期提醒', 'A key period is late'),
  choice('spare-loan-due', '备机即将到期', 'A loan is due soon'),
  choice('spare-loan-overdue', '备机逾期未还', 'A loan is overdue'),
  choice('written-notice', '书面通知', 'Written notice'),
  choice('written-notice-sms', '书面通知短信', 'Text message of a written notice'),
  choice('duty-absent', '值班缺席通知', 'Absence from duty'),
  choice('duty-no-handover', '未交班通知', 'No handover'),
  choice('duty-reminder', '值班签到提醒', 'Reminder of the sign-in'),
  choice('duty-roster', '值班表', 'Duty roster'),
  choice('engineer-appointed', '工程师已指定通知', 'Engineer appointed'),
  choice('evidence-anchor', '存证锚点', 'Evidence anchor'),
  choice('fault-analysis-report', '故障分析报告', 'Fault analysis report'),
  choice('incident-report', '事故报告', 'Incident report'),
  choice('new-task', '新待办提醒', 'New task'),
  choice('promise-breached', '承诺超时通知', 'Promise breached'),
  choice('promise-warning', '承诺预警通知', 'Promise warning'),
  choice('quotation', '报价单', 'Quotation'),
  choice('commands-expired', '高危操作逾期通知', 'Dangerous commands not approved'),
  choice('quotation-unaccepted', '报价未接受通知', 'Quotation not accepted'),
  choice('report-delivered', '报告送达通知', 'Report delivered'),
  choice('roster-published', '值班表发布通知', 'Roster published'),
  choice('roster-unacknowledged', '值班表未确认通知', 'Roster not acknowledged'),
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
  choice('promise-kept', '承诺已履行', 'Promise kept'),
  choice('promise-lapsed', '承诺已失效', 'Promise lapsed'),
];
