import type { ImportKind, ImportRow } from '@pledge/contracts';
import { SHEET_COLUMNS, codeOf, columnPositions, type SheetColumn } from './sheet-columns.js';

type Text = ImportRow['errors'][number]['message'];
type RowError = ImportRow['errors'][number];
/** Cells of a row by field, as texts; empty where there is nothing. */
export type RowValues = Readonly<Record<string, string>>;

/** What is there already, as a sheet would say it. */
export interface Known {
  /** Rows by the key that names them. */
  readonly rows: ReadonlyMap<string, RowValues>;
  /** What is wrong with a row beyond its own cells: an unknown site, a serial number of somebody else. */
  readonly judge: (values: RowValues) => readonly RowError[];
  /** Names that stand for codes become the codes. */
  readonly named?: (values: RowValues) => RowValues;
}

/** Columns the head has to have and does not. */
export function missingColumns(kind: ImportKind, head: readonly string[]): SheetColumn[] {
  const positions = columnPositions(kind, head);
  return SHEET_COLUMNS[kind].filter((column) => column.required && (positions.get(column.field) ?? -1) < 0);
}

/** Key that names a row: the serial number, the name of a site, name and phone and kind of a person. */
export function keyOf(kind: ImportKind, values: RowValues): string {
  switch (kind) {
    case 'devices':
      return values['serialNumber'] ?? '';
    case 'sites':
      return values['name'] ?? '';
    case 'contacts':
      return [values['name'], values['kind'], values['phone']].join(' · ');
  }
}

/**
 * A sheet beside what is there: every row is new, changed (with its cells), the same, or wrong (with what is wrong at which
 * column). A column that is not in the sheet changes nothing. Pure.
 */
export function compareRows(kind: ImportKind, sheet: readonly (readonly string[])[], known: Known): ImportRow[] {
  const [head = [], ...body] = sheet;
  const positions = columnPositions(kind, head);
  const seen = new Map<string, number>();
  return body.flatMap((cells, index): ImportRow[] => {
    if (cells.every((cell) => cell === '')) return [];
    const read = readCells(kind, cells, positions);
    const values = known.named?.(read) ?? read;
    return [judgeRow(kind, index + 2, values, checkCells(kind, values), known, seen)];
  });
}

/** The same for rows that were read before: what is there may have changed meanwhile. Pure. */
export function compareAgain(kind: ImportKind, rows: readonly ImportRow[], known: Known): ImportRow[] {
  const seen = new Map<string, number>();
  return rows.map(({ row, values }) => judgeRow(kind, row, values, checkCells(kind, values), known, seen));
}

function judgeRow(
  kind: ImportKind,
  row: number,
  values: RowValues,
  cellErrors: readonly RowError[],
  known: Known,
  seen: Map<string, number>,
): ImportRow {
  const key = keyOf(kind, values);
  const errors = [...cellErrors];
  const first = seen.get(key);
  if (first !== undefined) errors.push(twice(kind, first));
  else seen.set(key, row);
  if (errors.length === 0) errors.push(...known.judge(values));
  const before = known.rows.get(key);
  const fields =
    errors.length > 0
      ? []
      : Object.entries(values).flatMap(([field, to]) => {
          const from = before?.[field] ?? '';
          return from === to ? [] : [{ field, from: from === '' ? null : from, to: to === '' ? null : to }];
        });
  const state = errors.length > 0 ? 'wrong' : before === undefined ? 'new' : fields.length > 0 ? 'changed' : 'same';
  return { row, state, key, values: { ...values }, fields: state === 'new' ? [] : fields, errors };
}

function readCells(kind: ImportKind, cells: readonly string[], positions: ReadonlyMap<string, number>): RowValues {
  const values: Record<string, string> = {};
  for (const column of SHEET_COLUMNS[kind]) {
    const position = positions.get(column.field) ?? -1;
    if (position < 0) continue;
    const cell = (cells[position] ?? '').trim();
    values[column.field] = (column.words && codeOf(column, cell)) ?? normal(column, cell);
  }
  return values;
}

function normal(column: SheetColumn, cell: string): string {
  if (cell === '') return column.fallback ?? '';
  if (column.field === 'serialNumber' || column.field === 'contract') return cell.toUpperCase();
  const day = column.date === true ? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) : null;
  return day ? `${day[1] ?? ''}-${(day[2] ?? '').padStart(2, '0')}-${(day[3] ?? '').padStart(2, '0')}` : cell;
}

function checkCells(kind: ImportKind, values: RowValues): RowError[] {
  return SHEET_COLUMNS[kind].flatMap((column) => {
    const cell = values[column.field];
    const message = cell === undefined ? null : cellError(column, cell);
    return message ? [{ field: column.field, message }] : [];
  });
}

function cellError(column: SheetColumn, cell: string): Text | null {
  const { zh, en } = column.head;
  if (cell === '') return column.required ? { zh: `请填写${zh}。`, en: `${en} is missing.` } : null;
  if (cell.length > column.length) {
    return { zh: `${zh}超过 ${column.length} 个字。`, en: `${en} is longer than ${column.length} characters.` };
  }
  if (column.words && codeOf(column, cell) === undefined) {
    const names = column.words.map((one) => one.label);
    return {
      zh: `${zh}“${cell}”不在：${names.map((name) => name.zh).join('、')}。`,
      en: `${en} "${cell}" is none of: ${names.map((name) => name.en).join(', ')}.`,
    };
  }
  if (column.date === true && !isDay(cell)) {
    return {
      zh: `${zh}“${cell}”不是日期，例如 2026-01-31。`,
      en: `${en} "${cell}" is no day, for example 2026-01-31.`,
    };
  }
  return null;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function twice(kind: ImportKind, first: number): RowError {
  return {
    field: kind === 'devices' ? 'serialNumber' : 'name',
    message: { zh: `与第 ${first} 行重复。`, en: `The same as row ${first}.` },
  };
}
