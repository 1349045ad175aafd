import type { ImportKind, ImportRow } from '@pledge/contracts';
import writeXlsxFile from 'write-excel-file/node';
import type { RowValues } from './compare-rows.js';
import { SHEET_COLUMNS, type SheetColumn } from './sheet-columns.js';

export type SheetLanguage = 'zh' | 'en';

/**
 * Rows as an .xlsx file with a head that stays in sight; cells are texts, words in the language asked for. With `reasons`
 * a last column says what is wrong with each row.
 */
export async function writeSheet(
  kind: ImportKind,
  rows: readonly RowValues[],
  language: SheetLanguage,
  reasons?: readonly string[],
): Promise<Buffer> {
  const columns = SHEET_COLUMNS[kind];
  const head = columns.map((column) => bold(`${column.head[language]}${column.required ? ' *' : ''}`));
  const body = rows.map((values, position) => [
    ...columns.map((column) => text(shown(column, values[column.field] ?? '', language))),
    ...(reasons ? [text(reasons[position] ?? '')] : []),
  ]);
  const top = reasons ? [...head, bold(language === 'zh' ? '错误' : 'What is wrong')] : head;
  return writeXlsxFile([top, ...body], {
    stickyRowsCount: 1,
    columns: [...columns.map(({ length }) => ({ width: length > 100 ? 30 : 20 })), ...(reasons ? [{ width: 60 }] : [])],
  }).toBuffer();
}

/** The wrong rows of a sheet with their reasons, to correct and read again. */
export function wrongRowsSheet(kind: ImportKind, rows: readonly ImportRow[], language: SheetLanguage): Promise<Buffer> {
  const wrong = rows.filter((row) => row.state === 'wrong');
  return writeSheet(
    kind,
    wrong.map((row) => row.values),
    language,
    wrong.map((row) => row.errors.map((error) => error.message[language]).join(' ')),
  );
}

function shown(column: SheetColumn, cell: string, language: SheetLanguage): string {
  return column.words?.find((word) => word.code === cell)?.label[language] ?? cell;
}

const text = (value: string): { value: string; type: StringConstructor } => ({ value, type: String });
const bold = (value: string): { value: string; type: StringConstructor; fontWeight: 'bold' } => ({
  ...text(value),
  fontWeight: 'bold',
});
