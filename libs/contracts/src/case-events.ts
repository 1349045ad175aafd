import { z } from 'zod';

interface Text {
  readonly zh: string;
  readonly en: string;
}

/**
 * Every event of a case with its words: shared by clocks, models (`pledge:recordsEvent`) and the timeline. The names are
 * those of `sla-rows.json` (contracts, Clocks).
 */
const LABELS = {
  request_received: { zh: '收到申告', en: 'Request received' },
  fault_occurred: { zh: '故障发生（客户陈述）', en: 'Fault occurred (as stated)' },
  fault_confirmed: { zh: '故障确认、定级', en: 'Fault confirmed and graded' },
  first_response: { zh: '首次联系', en: 'First contact' },
  phone_response: { zh: '电话响应', en: 'Answered by telephone' },
  service_commitment_made: { zh: '沟通并做出服务承诺', en: 'Service commitment made' },
  solution_proposed: { zh: '提出解决方案', en: 'Solution proposed' },
  solution_and_support_mode_confirmed: { zh: '解决方案和支持方式确定', en: 'Solution and way of support agreed' },
  remote_failed: { zh: '远程无法解决', en: 'Not solved remotely' },
  technician_dispatched: { zh: '工程师出发', en: 'Engineer set out' },
  onsite_agreement_asked: { zh: '征求客户同意上门', en: 'Customer asked to agree to the visit' },
  onsite_agreed: { zh: '客户同意上门', en: 'Customer agreed to the visit' },
  engineer_arrived: { zh: '工程师到场', en: 'Engineer on site' },
  vendor_engineer_arrived: { zh: '厂家工程师到场', en: 'Vendor engineer on site' },
  standby_supplied: { zh: '提供备用设备', en: 'Standby equipment supplied' },
  workaround_provided: { zh: '提供替代办法', en: 'Workaround provided' },
  restored: { zh: '业务恢复', en: 'Service restored' },
  usable_again: { zh: '恢复使用', en: 'Usable again' },
  fault_handled: { zh: '障碍处理完毕', en: 'Fault handled' },
  fault_solved: { zh: '故障解决', en: 'Fault solved' },
  onsite_fault_removed: { zh: '现场排除故障', en: 'Fault removed on site' },
  case_reopened: { zh: '客户未确认，重新处理', en: 'Not confirmed by the customer, reopened' },
  service_form_signed: { zh: '客户签署服务单', en: 'Service form signed' },
  engineer_left: { zh: '工程师离场', en: 'Engineer left' },
  left_unsigned: { zh: '未签字离场', en: 'Left without signature' },
  report_delivered: { zh: '分析报告已交付', en: 'Analysis report delivered' },
  number_changed: { zh: '服务号码变更', en: 'Service number changed' },
  written_notice_delivered: { zh: '书面通知送达', en: 'Written notice delivered' },
  purchase_date: { zh: '购买', en: 'Purchase' },
  service_or_purchase: { zh: '服务或购买', en: 'Service or purchase' },
  goods_received: { zh: '收到商品', en: 'Goods received' },
  application_received: { zh: '收到申请', en: 'Application received' },
  application_submitted: { zh: '提出申请', en: 'Application submitted' },
  customer_contacted: { zh: '已联系客户', en: 'Customer contacted' },
  acceptance_report_signed: { zh: '签订验收报告', en: 'Acceptance report signed' },
  power_lost: { zh: '断电', en: 'Power lost' },
  quarter_start: { zh: '季度开始', en: 'Quarter begins' },
  contract_year_start: { zh: '合同年度开始', en: 'Contract year begins' },
  contract_year_end: { zh: '合同年度结束', en: 'Contract year ends' },
  inspection_done: { zh: '巡检完成', en: 'Inspection done' },
  severity_changed: { zh: '级别变更', en: 'Severity changed' },
  contract_corrected: { zh: '合同已更正', en: 'Contract corrected' },
  owner_assigned: { zh: '指定负责人', en: 'Owner assigned' },
  promise_warning: { zh: '时限预警', en: 'Limit is near' },
  promise_breached: { zh: '超过时限', en: 'Limit missed' },
  clocks_corrected: { zh: '时限已重算', en: 'Clocks replayed' },
  case_closed: { zh: '工单关闭', en: 'Case closed' },
  case_withdrawn: { zh: '工单撤回', en: 'Case withdrawn' },
  pause_started: { zh: '时限暂停', en: 'Clocks paused' },
  pause_ended: { zh: '时限继续', en: 'Clocks resumed' },
  pause_disputed: { zh: '对暂停提出异议', en: 'Pause disputed' },
  pause_dispute_decided: { zh: '暂停异议已裁定', en: 'Dispute about a pause decided' },
  change_plan_frozen: { zh: '变更方案定稿', en: 'Change plan frozen' },
  change_plan_changed: { zh: '变更方案有改动，原确认作废', en: 'Change plan changed; confirmations void' },
  change_started: { zh: '开始实施变更', en: 'Change started' },
  change_implemented: { zh: '变更已实施', en: 'Change carried out' },
  change_finished: { zh: '变更结束', en: 'Change ended' },
  quotation_frozen: { zh: '报价单定稿', en: 'Quotation frozen' },
  quotation_changed: { zh: '报价单有改动，原确认作废', en: 'Quotation changed; confirmations void' },
  quotation_finished: { zh: '报价结束', en: 'Quotation ended' },
  confirmation_requested: { zh: '请求书面确认', en: 'Written confirmation requested' },
  confirmation_given: { zh: '已书面确认', en: 'Confirmed in writing' },
  confirmation_rejected: { zh: '不同意', en: 'Rejected' },
  confirmation_revoked: { zh: '撤回确认', en: 'Confirmation revoked' },
  confirmation_expired: { zh: '逾期未确认，不实施', en: 'Not confirmed in time; not carried out' },
  confirmation_void: { zh: '确认作废', en: 'Confirmation void' },
  command_approval_asked: { zh: '申请高危操作', en: 'Dangerous commands asked for' },
  command_approval_frozen: { zh: '高危操作审批单定稿', en: 'Sheet of dangerous commands frozen' },
  command_approval_ended: { zh: '高危操作审批结束', en: 'Approval of dangerous commands ended' },
  command_ticket_issued: { zh: '签发高危操作执行票', en: 'Ticket for a dangerous command issued' },
  command_ticket_taken: { zh: '取用高危操作执行票', en: 'Ticket for a dangerous command taken' },
  command_ticket_used: { zh: '高危命令已凭票执行', en: 'Dangerous command run on its ticket' },
  command_violation_found: { zh: '发现无票高危操作', en: 'Dangerous work without a ticket found' },
  command_violation_reviewed: { zh: '无票高危操作已审查', en: 'Dangerous work without a ticket reviewed' },
  command_violation_corrected: { zh: '无票高危操作已整改', en: 'Dangerous work without a ticket put right' },
  confirmation_oral: { zh: '口头意见（不作为确认）', en: 'Said by telephone (no confirmation)' },
  spare_reserved: { zh: '预留备件', en: 'Spare part reserved' },
  spare_issued: { zh: '备件出库', en: 'Spare part issued' },
  spare_returned: { zh: '备件归还', en: 'Spare part returned' },
  alert_firing: { zh: '监控告警', en: 'Monitoring alert' },
  alert_resolved: { zh: '监控告警恢复', en: 'Monitoring alert resolved' },
  emergency_plan_proposed: { zh: '监控建议启动应急预案', en: 'Monitoring proposes an emergency plan' },
  note: { zh: '备注', en: 'Note' },
} as const satisfies Readonly<Record<string, Text>>;

export type CaseEventType = keyof typeof LABELS;
export const caseEventType = z.enum(Object.keys(LABELS) as [CaseEventType, ...CaseEventType[]]);

const BY_NAME: Readonly<Record<string, Text>> = LABELS;

/** Label of an event in both languages; models may record events of their own names, which show themselves. */
export function eventLabel(type: string): Text {
  return BY_NAME[type] ?? { zh: type, en: type };
}
