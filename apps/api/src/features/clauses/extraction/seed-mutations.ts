import type { TruthRow } from './seed-truth.js';

/** A changed text and what is true of it. */
export interface MutatedSeed {
  readonly text: string;
  readonly truth: readonly TruthRow[];
}

/** Random numbers that come out the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIGURES: Readonly<Record<string, readonly number[]>> = {
  min: [5, 10, 15, 20, 25, 40, 45, 50, 90, 150, 180],
  h: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 18, 20, 24, 30, 36, 60, 72],
  d: [2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 20, 21, 30],
  workday: [1, 2, 4, 5, 6, 7, 10, 15],
  month: [2, 3, 6, 9, 18, 24, 36],
  percent: [80, 85, 90, 95, 98, 99],
  count: [2, 3, 4, 6, 8, 10, 12],
};
/** Units a figure may be moved to without the promise becoming nonsense. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  min: ['min', 'h'],
  h: ['h', 'min', 'd'],
  d: ['d', 'h', 'workday'],
  workday: ['workday', 'd'],
  month: ['month'],
  percent: ['percent'],
  count: ['count'],
};
const NAMES: Readonly<Record<string, readonly string[]>> = {
  min: ['分钟'],
  h: ['小时', '个小时', '钟头'],
  d: ['天', '日', '个自然日'],
  workday: ['个工作日', '工作日'],
  month: ['个月'],
  percent: ['%'],
  count: ['次'],
};
const CALENDARS: Readonly<Record<string, string>> = {
  min: 'CAL-7x24',
  h: 'CAL-7x24',
  d: 'CAL-NATURAL-DAY',
  workday: 'CAL-WORKDAY',
  month: 'CAL-NATURAL-DAY',
};
/** Words that say the same; both sides are replaced everywhere, also in the names of levels. */
const SYNONYMS: readonly (readonly [string, readonly string[]])[] = [
  ['响应', ['应答', '回应']],
  ['到达现场', ['抵达现场', '赶到现场']],
  ['完成修复', ['予以修复', '恢复正常']],
  ['不超过', ['不多于', '最长', '不得超过']],
  ['对于', ['针对', '对']],
  ['通知客户', ['告知客户', '知会客户']],
  ['派出', ['派遣', '指派']],
  ['提交', ['递交', '交付']],
  ['退款申请', ['退款请求']],
  ['以内', ['之内', '内']],
  ['障碍', ['故障', '问题']],
  ['巡检', ['巡查']],
  ['接到', ['收到']],
  ['解决问题', ['排除问题', '处理好问题']],
  ['提出解决方案', ['给出解决方案', '拿出解决方案']],
  ['初步处理', ['初步的处理']],
  ['恢复使用', ['修复使用']],
];
const CHINESE = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Changes figures, units, order, words and the width of digits; the truth follows (seeded, so that it can be repeated). */
export function mutate(text: string, truth: readonly TruthRow[], seed: number): MutatedSeed {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const figures = newFigures(truth, random, pick);
  let changed = replaceFigures(text, truth, figures, pick);
  let rows = truth.map((row, index): TruthRow => ({ ...row, ...figures[index]?.row }));
  for (const [word, others] of SYNONYMS) {
    if (random() < 0.5) continue;
    const other = pick(others);
    changed = changed.split(word).join(other);
    rows = rows.map((row) => ({ ...row, severity: row.severity?.split(word).join(other) ?? null }));
  }
  if (random() < 0.5) changed = changed.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
  if (random() < 0.5) changed = shuffled(changed.split('\n'), random).join('\n');
  return { text: changed, truth: rows };
}

interface NewFigure {
  readonly row: Pick<TruthRow, 'min' | 'max' | 'unit' | 'calendar'>;
  readonly words: string;
}

/** A new figure for most rows; two rows that would become the same promise keep apart. */
function newFigures(
  truth: readonly TruthRow[],
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
): (NewFigure | null)[] {
  const used = new Set(truth.map(keyOf));
  return truth.map((row) => {
    if (row.immediate || row.anchors.length === 0 || row.unit === 'quarter' || random() < 0.2) return null;
    for (let tries = 0; tries < 20; tries += 1) {
      const scoped = row.calendar.startsWith('CAL-MF');
      const range = row.min !== null && row.max !== null;
      const unit = range || row.max === null || scoped ? row.unit : pick(NEIGHBOURS[row.unit] ?? [row.unit]);
      const value = pick(FIGURES[unit] ?? [1]);
      const max = row.max === null ? null : range ? value * 2 : value;
      const min = row.min === null ? null : value;
      const calendar = scoped || row.calendar === '' ? row.calendar : (CALENDARS[unit] ?? row.calendar);
      const changed = { min, max, unit, calendar };
      const key = keyOf({ ...row, ...changed });
      if (used.has(key)) continue;
      used.add(key);
      const name = pick(NAMES[unit] ?? ['']);
      const words = range
        ? `${value}${pick(['-', '~', '至', '到'])}${value * 2}${name}`
        : `${unit === 'percent' ? value : spoken(value, pick)}${name}`;
      return { row: changed, words };
    }
    return null;
  });
}

function keyOf(row: Pick<TruthRow, 'metric' | 'severity' | 'region' | 'min' | 'max' | 'unit'>): string {
  return [row.metric, row.severity, row.region, row.min, row.max, row.unit].join('|');
}

function replaceFigures(
  text: string,
  truth: readonly TruthRow[],
  figures: readonly (NewFigure | null)[],
  pick: <T>(list: readonly T[]) => T,
): string {
  const edits: { from: number; to: number; words: string }[] = [];
  truth.forEach((row, index) => {
    const figure = figures[index];
    if (!figure) return;
    for (const anchor of row.anchors) {
      for (let at = text.indexOf(anchor.snippet); at >= 0; at = text.indexOf(anchor.snippet, at + 1)) {
        let inner = -1;
        for (let nth = 0; nth <= (anchor.nth ?? 0); nth += 1) inner = anchor.snippet.indexOf(anchor.figure, inner + 1);
        const from = at + inner;
        edits.push({ from, to: from + anchor.figure.length, words: figure.words });
      }
    }
  });
  const gap = pick(['', '', ' ']);
  let result = text;
  for (const edit of edits.sort((a, b) => b.from - a.from)) {
    const words = edit.words.replace(/^(\d+)/, `$1${gap}`);
    result = result.slice(0, edit.from) + words + result.slice(edit.to);
  }
  return result;
}

/** As digits or as a Chinese numeral. */
function spoken(value: number, pick: <T>(list: readonly T[]) => T): string {
  if (!Number.isInteger(value) || pick([true, true, false])) return String(value);
  return chinese(value);
}

function chinese(value: number): string {
  if (value < 10) return value === 2 ? '两' : (CHINESE[value] ?? '');
  if (value < 100) {
    const tens = Math.floor(value / 10);
    return `${tens === 1 ? '' : (CHINESE[tens] ?? '')}十${value % 10 === 0 ? '' : (CHINESE[value % 10] ?? '')}`;
  }
  const rest = value % 100;
  return `${CHINESE[Math.floor(value / 100)] ?? ''}百${rest === 0 ? '' : `${rest < 10 ? '零' : rest < 20 ? '一' : ''}${chinese(rest)}`}`;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = result[at] as T;
    result[at] = result[other] as T;
    result[other] = kept;
  }
  return result;
}
