interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Short words for metrics on screens and in messages (ui.md, Words). Metrics not listed show their own name. */
const METRIC_NAMES: Readonly<Record<string, Text>> = {
  respond: { zh: '响应', en: 'Response' },
  onsite_arrival: { zh: '到场', en: 'On site' },
  resolve: { zh: '修复', en: 'Restored' },
  fault_analysis_report: { zh: '分析报告', en: 'Analysis report' },
  solution_proposed: { zh: '提出方案', en: 'Solution proposed' },
  solution_and_mode_fixed: { zh: '方案与方式确定', en: 'Solution and way agreed' },
  dispatch: { zh: '派出', en: 'Dispatched' },
  workaround: { zh: '替代办法', en: 'Workaround' },
  first_handling: { zh: '首次处理', en: 'First handling' },
  written_notice: { zh: '书面通知', en: 'Written notice' },
  return_exchange_window: { zh: '退换货期限', en: 'Return window' },
  refund_application_window: { zh: '退款申请期限', en: 'Refund window' },
  free_config_upgrade_window: { zh: '免费升级期限', en: 'Upgrade window' },
};

const REASONS: Readonly<Record<string, Text>> = {
  'working-time': { zh: '计入：服务时间内', en: 'counted: service hours' },
  'outside-working-time': { zh: '不计：服务时间外', en: 'not counted: outside service hours' },
  'non-working-day': { zh: '不计：非工作日', en: 'not counted: not a working day' },
  'receipt-shift': {
    zh: '不计：服务时间外收到，视为下一次开始服务时收到',
    en: 'not counted: received outside service hours, counts as received at the next opening',
  },
};

/** Name of a metric in both languages. */
export function metricName(metric: string): Text {
  return METRIC_NAMES[metric] ?? { zh: metric, en: metric };
}

/** Words for a segment's reason; a pause takes its label from the contract. */
export function reasonText(reason: string, pauses: readonly { readonly code: string; readonly label: Text }[]): Text {
  const pause = pauses.find((p) => p.code === reason);
  if (pause) return { zh: `暂停：${pause.label.zh}`, en: `paused: ${pause.label.en}` };
  return REASONS[reason] ?? { zh: reason, en: reason };
}
