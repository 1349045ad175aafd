import type { ClauseUnit, Span } from './clause-model.js';
import { ANSWER, METRICS, REGIONS, SEVERITY_CELL } from './lexicon.js';
import { findQuantities, type Quantity } from './quantities.js';

/** A cell of a table: a figure with its row and column. */
export interface TableCell {
  readonly metric: string;
  readonly severity: string | null;
  readonly region: string | null;
  readonly quantity: Quantity;
  /** Where the row, or the flattened table, stands. */
  readonly row: Span;
}
/** What tables were found, and which parts of the text they take: sentences there are not read again. */
export interface ReadTables {
  readonly cells: readonly TableCell[];
  readonly taken: readonly Span[];
}

interface Column {
  readonly kind: 'severity' | 'metric' | 'mixed' | 'other';
  readonly metric: string | null;
  readonly region: string | null;
}

const COLUMN_WORD = `(?:${ANSWER}要求|(?:现场)?${ANSWER}(?:时间|时限)|故障类型|故障级别|故障等级|故障分级|问题级别|服务级别|级别|等级|故障描述|影响范围|(?:到达?|抵达|赶到)现场时间|到场时间|到场时限|支持方式|服务方式|处理方式|解决方式|修复时间|修复时限|恢复时间|恢复时限|解决时间|解决时限|处理时间|处理时限)`;
const FLAT_HEADER = new RegExp(`${COLUMN_WORD}(?:\\s*${COLUMN_WORD}){2,}`, 'g');
const WAYS = /^[\s,、/]*(?:远程|现场|电话|上门)(?:[/、和或](?:远程|现场|电话|上门))*[\s,、]*/;
const LONGEST_LABEL = 40;

/** Tables in normalised text: with parted cells, and flattened ones whose cells ran together. */
export function readTables(text: string): ReadTables {
  const parts = [partedTables(text), columnTables(text), rowTables(text)];
  return { cells: parts.flatMap((p) => p.cells), taken: parts.flatMap((p) => p.taken) };
}

/** Cells parted by tabs or bars, header first; levels down the side or along the top. */
function partedTables(text: string): ReadTables {
  const cells: TableCell[] = [];
  const taken: Span[] = [];
  let header: readonly Column[] | null = null;
  let topLevels: readonly (string | null)[] | null = null;
  for (const line of linesOf(text)) {
    const row = cellsOf(text, line);
    if (row.length < 2) {
      header = null;
      topLevels = null;
      continue;
    }
    const words = row.map((cell) => text.slice(cell.from, cell.to).trim());
    if (words.every((word) => findQuantities(word).length === 0)) {
      const columns = words.map(columnOf);
      const levels = words.map((word, index) => (index === 0 ? null : levelIn(word)));
      header = columns.some((column) => column.metric !== null || column.kind === 'mixed') ? columns : null;
      topLevels = levels.filter((level) => level !== null).length >= 2 ? levels : null;
      if (header || topLevels) taken.push(line);
      continue;
    }
    if (!header && !topLevels) continue;
    taken.push(line);
    const side = words[0] ?? '';
    row.forEach((cell, index) => {
      const content = text.slice(cell.from, cell.to);
      for (const quantity of findQuantities(content)) {
        const own = deedAfter(content.slice(quantity.to)) ?? labelBefore(content.slice(0, quantity.from));
        const column = topLevels ? columnOf(side) : header?.[index];
        const metric = own ?? column?.metric ?? null;
        if (metric === null) continue;
        const severity = topLevels ? (topLevels[index] ?? null) : severityOf(words, header ?? []);
        const region = column?.region ?? regionIn(topLevels ? side : words.join(' '));
        cells.push({ metric, severity, region, quantity: moved(quantity, cell.from), row: line });
      }
    });
  }
  return { cells, taken };
}

/** Levels in a row, then per column its head and as many figures: `一级故障二级故障响应时间1小时2小时…`. */
function columnTables(text: string): ReadTables {
  const cells: TableCell[] = [];
  const taken: Span[] = [];
  const run = new RegExp(`(?:${SEVERITY_CELL.source}[\\s,、/]*){2,}`, 'g');
  for (const match of text.matchAll(run)) {
    const levels = match[0].match(new RegExp(SEVERITY_CELL.source, 'g')) ?? [];
    let at = match.index + match[0].length;
    const groups: TableCell[] = [];
    for (;;) {
      const found = columnAfter(text, at, levels.length);
      if (!found) break;
      found.quantities.forEach((quantity, index) => {
        groups.push({
          metric: found.metric,
          severity: levels[index] ?? null,
          region: found.region,
          quantity,
          row: { from: match.index, to: quantity.to },
        });
      });
      at = found.to;
    }
    if (groups.length === 0) continue;
    const row = { from: match.index, to: at };
    cells.push(...groups.map((cell) => ({ ...cell, row })));
    taken.push(row);
  }
  return { cells, taken };
}

function columnAfter(
  text: string,
  at: number,
  count: number,
): { metric: string; region: string | null; quantities: Quantity[]; to: number } | null {
  const ahead = text.slice(at, at + 40 + count * 14);
  const quantities = findQuantities(ahead).slice(0, count);
  const [first] = quantities;
  if (quantities.length < count || !first || first.from > LONGEST_LABEL) return null;
  const apart = quantities.some((q, index) => {
    const next = quantities[index + 1];
    return next !== undefined && !/^[\s,、/|]*$/.test(ahead.slice(q.to, next.from));
  });
  const head = ahead.slice(0, first.from);
  const metric = columnOf(head.replace(/\([^)]*\)|\s/g, '')).metric;
  if (apart || metric === null) return null;
  const moving = quantities.map((q) => moved(q, at));
  return { metric, region: regionIn(head), quantities: moving, to: moving.at(-1)?.to ?? at };
}

/** Heads in a row, then row after row without borders: `故障类型响应要求修复时间瘫痪立即响应2小时…`. */
function rowTables(text: string): ReadTables {
  const cells: TableCell[] = [];
  const taken: Span[] = [];
  for (const match of text.matchAll(FLAT_HEADER)) {
    const columns = (match[0].match(new RegExp(COLUMN_WORD, 'g')) ?? []).map(columnOf);
    const bare = columns.filter((column) => column.kind === 'metric');
    const start = match.index + match[0].length;
    const end = text.indexOf('\n', start);
    const body = text.slice(start, end < 0 ? text.length : end);
    const found = rowsOf(body, bare).map((cell) => ({
      ...cell,
      quantity: moved(cell.quantity, start),
      row: { from: cell.row.from + start, to: cell.row.to + start },
    }));
    if (found.length === 0) continue;
    cells.push(...found);
    taken.push({ from: match.index, to: Math.max(...found.map((cell) => cell.quantity.to)) });
  }
  return { cells, taken };
}

function rowsOf(body: string, bare: readonly Column[]): TableCell[] {
  const quantities = findQuantities(body);
  const cells: TableCell[] = [];
  let row: { label: string; from: number; filled: number; cells: TableCell[] } | null = null;
  let cursor = 0;
  const close = (): void => {
    if (row) {
      const to = row.cells.at(-1)?.quantity.to ?? row.from;
      const span = { from: row.from, to };
      cells.push(...row.cells.map((cell) => ({ ...cell, row: span })));
    }
    row = null;
  };
  for (const quantity of quantities) {
    const between = body.slice(cursor, quantity.from);
    if (row === null || row.filled >= bare.length) {
      close();
      const label = between.replace(WAYS, '').replace(/^[\s,、:;]+|[\s,、:;]+$/g, '');
      if (label.length < 2 || label.length > LONGEST_LABEL || /。/.test(label)) break;
      row = { label, from: quantity.from - between.length + between.indexOf(label), filled: 0, cells: [] };
    }
    const own = deedAt(body.slice(quantity.to));
    const column = own === null ? bare[row.filled] : undefined;
    if (own === null) row.filled += 1;
    const metric = own ?? column?.metric ?? null;
    if (metric !== null) {
      const severity = row.label;
      row.cells.push({ metric, severity, region: column?.region ?? null, quantity, row: { from: 0, to: 0 } });
    }
    cursor = own === null ? quantity.to : quantity.to + deedLength(body.slice(quantity.to));
  }
  close();
  return cells;
}

/** What the head of a column is about. */
function columnOf(word: string): Column {
  const region = regionIn(word);
  if (/要求$/.test(word)) return { kind: 'mixed', metric: null, region };
  if (/级别|等级|类型|分级/.test(word)) return { kind: 'severity', metric: null, region };
  const metric = METRICS.find((one) => one.label.test(word))?.metric ?? null;
  return { kind: metric === null ? 'other' : 'metric', metric, region };
}

function severityOf(words: readonly string[], header: readonly Column[]): string | null {
  const index = header.findIndex((column) => column.kind === 'severity');
  const named = index >= 0 ? words[index] : words.find((word) => levelIn(word) !== null);
  return named === undefined || named === '' ? null : (levelIn(named) ?? named);
}

function levelIn(word: string): string | null {
  return SEVERITY_CELL.exec(word)?.[0] ?? null;
}

function regionIn(text: string): string | null {
  return REGIONS.find(([, words]) => words.test(text))?.[0] ?? null;
}

function labelBefore(text: string): string | null {
  const head = text.replace(/(?:为|是|:|不超过|≤|在)*\s*$/, '');
  return METRICS.find((one) => one.label.test(head))?.metric ?? null;
}

function deedAfter(text: string): string | null {
  const found = METRICS.map((one) => ({ metric: one.metric, at: text.search(one.deed) })).filter((one) => one.at >= 0);
  return found.sort((a, b) => a.at - b.at)[0]?.metric ?? null;
}

/** A deed that follows at once. */
function deedAt(text: string): string | null {
  const near = text.slice(0, 12);
  const found = METRICS.find((one) => {
    const at = near.search(one.deed);
    return at >= 0 && at <= 1;
  });
  return found?.metric ?? null;
}

function deedLength(text: string): number {
  const near = text.slice(0, 16);
  for (const one of METRICS) {
    const match = one.deed.exec(near);
    if (match && match.index <= 1) return match.index + match[0].length;
  }
  return 0;
}

function moved(quantity: Quantity, by: number): Quantity {
  return { ...quantity, from: quantity.from + by, to: quantity.to + by };
}

function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    lines.push({ from, to: from + line.length });
    from += line.length + 1;
  }
  return lines;
}

function cellsOf(text: string, line: Span): Span[] {
  const cells: Span[] = [];
  let from = line.from;
  for (let at = line.from; at <= line.to; at += 1) {
    if (at < line.to && text[at] !== '\t' && text[at] !== '|') continue;
    if (text.slice(from, at).trim() !== '') cells.push({ from, to: at });
    from = at + 1;
  }
  return cells;
}

/** Units that a table of limits can hold. */
export const TABLE_UNITS: readonly ClauseUnit[] = ['min', 'h', 'd', 'workday', 'month'];
