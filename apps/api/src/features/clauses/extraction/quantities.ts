import { CHINESE_DIGITS, readNumber } from './chinese-number.js';
import type { ClauseUnit, Span } from './clause-model.js';

/** A figure with a unit in normalised text. */
export interface Quantity extends Span {
  readonly text: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: ClauseUnit;
  /** `rate`: so often; it says nothing about how long a deed takes. */
  readonly kind: 'duration' | 'rate' | 'share';
  readonly immediate: boolean;
  /** Said as a limit: 内, 以内, 不超过, 至少 … */
  readonly bounded: boolean;
}

const NUMBER = `(?:\\d+(?:\\.\\d+)?|[${CHINESE_DIGITS}]+)`;
const UNIT =
  '个?(?:半)?(?:分钟|分(?!钟|别|支|析|公|之|为|期|级|管|布)|小时|钟头|个?工作日|自然日|日历日|日历天|天|日(?!志|常|期)|周(?!期|[一二三四五六日末])|星期(?![一二三四五六日天])|月|季度|季|年)|(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?)(?![a-z])';
const WITHIN = '(?:以内|之内|内|以里)';
const AT_LEAST_AFTER = '(?:以上|及以上|或以上)';
const UPPER_BEFORE = /(?:不超过|不多于|不大于|不高于|不得超过|少于|小于|最多|最长|最迟|至多|≤|<=?|限于|控制在)\s*$/;
const LOWER_BEFORE = /(?:至少|不少于|不低于|不小于|最少|大于|≥|>=?)\s*(?:在)?$/;
/** What stands around a figure of hours that says when somebody is there, not how long something takes. */
const OPENING_BEFORE = /(?:每天|每日|每周|全天|[\dx]x|[x/*])\s*$/i;
const OPENING_AFTER = /^(?:不间断|全天候|值班|开机|热线|联系|待命|在线|响应热线|x\d|x[一-鿿]|\*)/;
/** A figure of a case that went wrong is a condition. */
const CONDITION_AFTER = /^(?:内|以内|之内)?(?:仍|还)?(?:解决不了|无法|不能|未能|未|没有|排除不了|修不好)/;

const UNITS: readonly (readonly [RegExp, ClauseUnit, number])[] = [
  [/分钟|^分|min/i, 'min', 1],
  [/小时|钟头|^h/i, 'h', 1],
  [/工作日/, 'workday', 1],
  [/季/, 'quarter', 1],
  [/月/, 'month', 1],
  [/年/, 'month', 12],
  [/周|星期/, 'd', 7],
  [/天|日|day/i, 'd', 1],
];

/** All figures with units of a normalised sentence, in order; opening hours and conditions are left out. */
export function findQuantities(text: string): Quantity[] {
  const found = [...durations(text), ...rates(text), ...percents(text), ...immediates(text)];
  const ordered = found.sort((a, b) => a.from - b.from || b.to - a.to);
  return ordered.filter((one, index) => !ordered.slice(0, index).some((other) => other.to > one.from));
}

function* durations(text: string): Generator<Quantity> {
  const pattern = new RegExp(
    `(?:第?(${NUMBER})\\s*(?:${UNIT})?\\s*(?:-|~|至|到)\\s*)?(?:第)?(${NUMBER}|半)\\s*(${UNIT})(半)?(?:的时间|时间)?\\s*(${WITHIN}|${AT_LEAST_AFTER})?`,
    'gi',
  );
  for (const match of text.matchAll(pattern)) {
    const [whole, low, figure = '', unitText = '', half, bound] = match;
    const from = match.index;
    const to = from + whole.length;
    const before = text.slice(Math.max(0, from - 8), from);
    const after = text.slice(to, to + 8);
    if (OPENING_BEFORE.test(before) || OPENING_AFTER.test(after)) continue;
    if (CONDITION_AFTER.test(text.slice(to - (bound?.length ?? 0), to + 8))) continue;
    if (/[\d.]$/.test(before) || /^[级类等第]/.test(after)) continue;
    const unit = UNITS.find(([word]) => word.test(unitText));
    if (!unit) continue;
    const [, name, factor] = unit;
    const base = figure === '半' ? 0.5 : readNumber(figure) + (half !== undefined || /半/.test(unitText) ? 0.5 : 0);
    const value = round(base * factor);
    if (!(value > 0)) continue;
    const lower = low === undefined ? null : readNumber(low) * factor;
    const atLeast = lower === null && (LOWER_BEFORE.test(before) || new RegExp(`${AT_LEAST_AFTER}$`).test(whole));
    yield {
      from,
      to,
      text: whole,
      min: atLeast ? value : lower,
      max: atLeast ? null : value,
      unit: name,
      kind: 'duration',
      immediate: false,
      bounded: bound !== undefined || UPPER_BEFORE.test(before) || LOWER_BEFORE.test(before),
    };
  }
}

/** `1次/季度`, `每季度`, `每月一次`, `每年至少5次`. */
function* rates(text: string): Generator<Quantity> {
  const perYear = new RegExp(
    `每(?:一)?年(?:度)?[^,;。\\d${CHINESE_DIGITS}]{0,8}(${NUMBER})\\s*次|(${NUMBER})\\s*次/年`,
    'g',
  );
  for (const match of text.matchAll(perYear)) {
    const value = readNumber(match[1] ?? match[2] ?? '');
    if (!(value > 0)) continue;
    yield { ...spanOf(match), min: value, max: null, unit: 'count', kind: 'rate', immediate: false, bounded: true };
  }
  const period = new RegExp(
    `(?:(${NUMBER})次/(季度?|月|周|半年|年))|每(?:一)?(?:个)?(季度?|月|周|半年)(?:度)?(?:(?:进行|开展|不少于|至少)?一次)?`,
    'g',
  );
  for (const match of text.matchAll(period)) {
    const times = match[1] === undefined ? 1 : readNumber(match[1]);
    const each = match[2] ?? match[3] ?? '';
    if (each === '年' || !(times > 0)) continue;
    const [max, unit]: [number, ClauseUnit] = each.startsWith('季')
      ? [1, 'quarter']
      : each === '周'
        ? [7, 'd']
        : [each === '半年' ? 6 : 1, 'month'];
    yield { ...spanOf(match), min: null, max: round(max / times), unit, kind: 'rate', immediate: false, bounded: true };
  }
}

function* percents(text: string): Generator<Quantity> {
  for (const match of text.matchAll(/(?:百分之([零〇一二两三四五六七八九十百]+)|(\d+(?:\.\d+)?)\s*%)/g)) {
    const value = match[1] === undefined ? Number(match[2]) : readNumber(match[1]);
    if (!(value > 0)) continue;
    yield { ...spanOf(match), min: null, max: value, unit: 'percent', kind: 'share', immediate: false, bounded: true };
  }
}

/** Words for "at once"; for what can be done by telephone they are five minutes (C07). */
function* immediates(text: string): Generator<Quantity> {
  for (const match of text.matchAll(/立即|即时|立刻|马上|即刻/g)) {
    yield { ...spanOf(match), min: null, max: null, unit: 'min', kind: 'duration', immediate: true, bounded: true };
  }
}

function spanOf(match: RegExpExecArray): { from: number; to: number; text: string } {
  return { from: match.index, to: match.index + match[0].length, text: match[0] };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
