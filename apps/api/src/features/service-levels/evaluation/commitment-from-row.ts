import { commitment as commitmentSchema, type Commitment, type UnmeasuredPromise } from '@pledge/contracts';
import { durationMillis } from '@pledge/time';

export type ReadCommitment =
  | { readonly kind: 'clock'; readonly commitment: Commitment }
  | { readonly kind: 'unmeasured'; readonly unmeasured: UnmeasuredPromise }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string };

/** 立即 has no figure: five minutes unless the contract says otherwise (C07). */
export const IMMEDIATELY_MINUTES = 5;
const IMMEDIATELY = {
  zh: '约定补充值：“立即”没有数字，按 5 分钟计',
  en: 'Agreed supplement: "immediately" names no figure, it is taken as 5 minutes',
} as const;
const UNITS: Readonly<Record<string, Commitment['unit']>> = {
  min: 'min',
  minute: 'min',
  h: 'h',
  hour: 'h',
  d: 'd',
  day: 'd',
  workday: 'workday',
  month: 'month',
  quarter: 'quarter',
};
/** Words that rows use in brackets for a second possible start. */
const START_WORDS: Readonly<Record<string, string>> = {
  request: 'request_received',
  report: 'request_received',
  response: 'first_response',
  dispatch: 'technician_dispatched',
};

/**
 * Reads a promise written as in a profile, or as a row of `sla-rows.json` (`clock_start`, `clock_stop`, `source` …):
 * `0(立即)` is 5 minutes, `request_received(shifted)` waits for the opening (C09), `a (or b - not clear)` has two
 * possible starts. Pure.
 */
export function readCommitment(raw: Readonly<Record<string, unknown>>): ReadCommitment {
  const id = text(raw, 'id') ?? 'commitment';
  const metric = text(raw, 'metric') ?? 'promise';
  const source = text(raw, 'source') ?? id;
  const clause = text(raw, 'clause', 'source_sentence', 'sentence') ?? source;
  const severity = text(raw, 'severity') ?? 'ANY';
  const start = events(raw, 'startEvents', 'startEvent', 'clock_start', 'clockStart', 'start');
  const stop = events(raw, 'stopEvents', 'stopEvent', 'clock_stop', 'clockStop', 'stop');
  const limit = limitOf(raw);
  if (limit === 'invalid') return { kind: 'invalid', field: 'max', message: `limit of ${id}` };
  if (limit === null || start.names.length === 0 || stop.names.length === 0) {
    const note = limit === null ? (text(raw, 'note') ?? 'no figure') : 'no clock';
    return { kind: 'unmeasured', unmeasured: { id, metric, severity, clause, source, note } };
  }
  const min = raw['min'];
  const parsed = commitmentSchema.safeParse({
    id,
    metric,
    severity,
    component: list(raw, 'component'),
    channel: list(raw, 'channel'),
    region: known(text(raw, 'region')),
    min: typeof min === 'number' && limit.fromRow ? min : limit.min,
    max: limit.max,
    unit: limit.unit,
    calendar: text(raw, 'calendar') ?? 'CAL-7x24',
    startEvents: start.names,
    stopEvents: stop.names,
    cancelEvents: raw['cancelEvents'],
    receiptShift: start.shifted ? 'next-opening' : shiftOf(text(raw, 'receiptShift', 'receipt_shift')),
    count: text(raw, 'count')?.replace('_', '-'),
    warnPercents: raw['warnPercents'],
    clause,
    source,
    supplement: raw['supplement'] ?? limit.supplement,
  });
  if (parsed.success) return { kind: 'clock', commitment: withoutUndefined(parsed.data) };
  const issue = parsed.error.issues[0];
  return { kind: 'invalid', field: issue?.path.join('.') ?? '', message: issue?.message ?? 'invalid' };
}

interface Limit {
  readonly max: number;
  readonly min?: number;
  readonly unit: Commitment['unit'];
  readonly fromRow: boolean;
  readonly supplement?: typeof IMMEDIATELY;
}

function limitOf(raw: Readonly<Record<string, unknown>>): Limit | null | 'invalid' {
  const max = raw['max'];
  if (typeof max === 'string' && /立即|即时|immediate/i.test(max)) {
    return { max: IMMEDIATELY_MINUTES, unit: 'min', fromRow: false, supplement: IMMEDIATELY };
  }
  if (typeof max === 'string' && /^P/.test(max)) return durationLimit(max, raw['min']);
  if (max === '' || max === undefined || max === null) return null;
  const figure = Number(max);
  const unit = UNITS[text(raw, 'unit') ?? ''];
  if (unit === undefined) return null;
  return Number.isFinite(figure) && figure > 0 ? { max: figure, unit, fromRow: true } : 'invalid';
}

/** `PT2H` or `P3D` instead of a figure with a unit. */
function durationLimit(max: string, min: unknown): Limit | 'invalid' {
  const days = /^P(\d+)D$/.exec(max);
  if (days) return { max: Number(days[1]), unit: 'd', fromRow: false };
  try {
    const lower = typeof min === 'string' && min !== '' ? { min: durationMillis(min) / 60_000 } : {};
    return { max: durationMillis(max) / 60_000, unit: 'min', fromRow: false, ...lower };
  } catch {
    return 'invalid';
  }
}

function events(raw: Readonly<Record<string, unknown>>, ...keys: string[]): { names: string[]; shifted: boolean } {
  for (const key of keys) {
    const value = raw[key];
    if (Array.isArray(value)) return { names: value.filter((v): v is string => typeof v === 'string'), shifted: false };
    if (typeof value !== 'string' || value === '') continue;
    const name = /^[\w.-]+/.exec(value)?.[0] ?? '';
    const second = /\(or (\w+)/.exec(value)?.[1];
    const names = [START_WORDS[name] ?? name, ...(second ? [START_WORDS[second] ?? second] : [])];
    return { names, shifted: value.includes('(shifted)') };
  }
  return { names: [], shifted: false };
}

function text(raw: Readonly<Record<string, unknown>>, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = raw[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

function list(raw: Readonly<Record<string, unknown>>, key: string): unknown {
  const value = raw[key];
  if (typeof value !== 'string') return value;
  return value === '' || value === 'any' ? undefined : value.split(/[|/]/);
}

function known(value: string | undefined): string | undefined {
  return value === 'any' ? undefined : value;
}

function shiftOf(value: string | undefined): string | undefined {
  return value === undefined || value === 'none' ? undefined : 'next-opening';
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
