import { eventLabel } from './case-events.js';

/** Words that profiles are written with: the lists of the profile editor, and the names on screens and in findings. Data, no behaviour. */

interface Text {
  readonly zh: string;
  readonly en: string;
}
/** A word of a profile and its name. */
export interface VocabularyEntry {
  readonly code: string;
  readonly label: Text;
}
const word = (code: string, zh: string, en: string): VocabularyEntry => ({ code, label: { zh, en } });

/** Metrics the signed texts force on us (catalogue section 2). */
export const METRICS: readonly VocabularyEntry[] = [
  word('respond', '响应', 'Response'),
  word('respond_commit', '响应并承诺', 'Response with commitment'),
  word('solution_proposed', '提出方案', 'Solution proposed'),
  word('solution_and_mode_fixed', '方案与方式确定', 'Solution and way agreed'),
  word('dispatch', '派出', 'Dispatched'),
  word('onsite_arrival', '到场', 'On site'),
  word('workaround', '替代办法', 'Workaround'),
  word('resolve', '修复', 'Restored'),
  word('hardware_restore', '硬件恢复', 'Hardware restored'),
  word('standby_supplied', '提供备机', 'Standby machine supplied'),
  word('vendor_resolve', '厂商到场后解决', 'Solved after the vendor arrived'),
  word('first_handling', '首次处理', 'First handling'),
  word('fault_analysis_report', '分析报告', 'Analysis report'),
  word('written_notice', '书面通知', 'Written notice'),
  word('return_exchange_window', '退换货期限', 'Return window'),
  word('refund_application_window', '退款申请期限', 'Refund window'),
  word('free_config_upgrade_window', '免费升级期限', 'Upgrade window'),
  word('availability', '服务时间', 'Service hours'),
  word('spare_coverage', '备件覆盖率', 'Spare part coverage'),
  word('inspection_interval', '巡检周期', 'Inspection interval'),
  word('evaluation_interval', '评估周期', 'Evaluation interval'),
  word('ups_runtime_min', 'UPS 供电时间', 'UPS runtime'),
  word('visits_per_year', '每年上门次数', 'Visits a year'),
  word('warranty', '质保期', 'Warranty'),
];

/** Events that start and stop clocks, by the names of the case's history. */
export const CLOCK_EVENTS: readonly VocabularyEntry[] = [
  'request_received',
  'fault_occurred',
  'fault_confirmed',
  'first_response',
  'phone_response',
  'service_commitment_made',
  'solution_proposed',
  'solution_and_support_mode_confirmed',
  'remote_failed',
  'technician_dispatched',
  'engineer_arrived',
  'vendor_engineer_arrived',
  'workaround_provided',
  'restored',
  'usable_again',
  'fault_handled',
  'fault_solved',
  'onsite_fault_removed',
  'service_form_signed',
  'report_delivered',
  'application_received',
  'application_submitted',
  'customer_contacted',
  'goods_received',
  'purchase_date',
  'service_or_purchase',
  'number_changed',
  'written_notice_delivered',
  'onsite_agreement_asked',
  'onsite_agreed',
  'standby_supplied',
  'quarter_start',
  'inspection_done',
].map((code) => ({ code, label: eventLabel(code) }));

/** Actions for which a profile names the least confirmation (C15); `least` is what the rules of the flows demand (F-04, F-05). */
export const CONFIRMATION_ACTIONS: readonly (VocabularyEntry & { readonly least: number })[] = [
  { ...word('change_plan', '变更方案审批', 'Change plan'), least: 3 },
  { ...word('dangerous_command', '高危操作', 'Dangerous command'), least: 3 },
  { ...word('module_change_before', '模块更换前', 'Before a module change'), least: 0 },
  { ...word('module_change_after', '模块更换后', 'After a module change'), least: 0 },
  { ...word('service_form', '服务确认单', 'Service form'), least: 0 },
  { ...word('onsite_agreement', '同意上门', 'Agreement to travel'), least: 0 },
  { ...word('quotation', '报价', 'Quotation'), least: 0 },
  { ...word('emergency_plan', '应急预案', 'Emergency plan'), least: 0 },
];

/** Confirmation levels (C15). */
export const CONFIRMATION_LEVELS: readonly (VocabularyEntry & { readonly level: number })[] = [
  { ...word('none', '无需确认', 'None'), level: 0 },
  { ...word('oral', '口头并记录', 'Recorded oral'), level: 1 },
  { ...word('portal', '网上点击', 'Portal click'), level: 2 },
  { ...word('otp-signature', '验证码加签名', 'Code and signature'), level: 3 },
  { ...word('stamped-scan', '盖章扫描或传真，双人核对', 'Stamped scan or fax, checked by a second person'), level: 4 },
  { ...word('certificate', '数字证书', 'Certificate'), level: 5 },
];

/** Kinds of equipment and software that promises distinguish; `hardware.key_part` is a part of `hardware`. */
export const COMPONENTS: readonly VocabularyEntry[] = [
  word('network', '网络设备', 'Network'),
  word('server', '服务器', 'Server'),
  word('storage', '存储', 'Storage'),
  word('hardware', '硬件', 'Hardware'),
  word('hardware.key_part', '关键部件', 'Key part'),
  word('os', '操作系统', 'Operating system'),
  word('system_software', '系统软件', 'System software'),
  word('software', '应用软件', 'Software'),
  word('product', '产品', 'Product'),
  word('goods', '商品', 'Goods'),
  word('service', '服务', 'Service'),
  word('ups', 'UPS 电源', 'UPS'),
  word('notice', '通知', 'Notice'),
  word('report', '报告', 'Report'),
  word('other', '其他', 'Other'),
];

/** Doors of a request, and the two ways of support. */
export const CHANNELS: readonly VocabularyEntry[] = [
  word('phone', '电话', 'Phone'),
  word('portal', '门户', 'Portal'),
  word('email', '邮件', 'E-mail'),
  word('fax', '传真', 'Fax'),
  word('letter', '信函', 'Letter'),
  word('web', '网上', 'Web'),
  word('chat', '在线沟通', 'Chat'),
  word('shop_page', '店铺页面', 'Shop page'),
  word('monitoring', '监控', 'Monitoring'),
  word('written', '书面', 'Written'),
  word('remote', '远程', 'Remote'),
  word('onsite', '现场', 'On site'),
];

/** Name of a word in a list; a word that is not there shows itself. */
export function vocabularyName(list: readonly VocabularyEntry[], code: string): Text {
  return list.find((entry) => entry.code === code)?.label ?? { zh: code, en: code };
}
