import { METRICS, vocabularyName } from '@pledge/contracts';

interface Text {
  readonly zh: string;
  readonly en: string;
}

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
  return vocabularyName(METRICS, metric);
}

/** Words for a segment's reason; a pause takes its label from the contract. */
export function reasonText(reason: string, pauses: readonly { readonly code: string; readonly label: Text }[]): Text {
  const pause = pauses.find((p) => p.code === reason);
  if (pause) return { zh: `暂停：${pause.label.zh}`, en: `paused: ${pause.label.en}` };
  return REASONS[reason] ?? { zh: reason, en: reason };
}
