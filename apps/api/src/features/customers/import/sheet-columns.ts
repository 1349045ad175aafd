import { COMPONENTS, type ImportKind } from '@pledge/contracts';

interface Text {
  readonly zh: string;
  readonly en: string;
}
/** A column of a sheet: its head in both languages, and what its cells may say. */
export interface SheetColumn {
  readonly field: string;
  readonly head: Text;
  readonly required: boolean;
  /** Cells are one of these, written as the code or as either name; absent: free text. */
  readonly words?: readonly { readonly code: string; readonly label: Text }[];
  /** Longest text. */
  readonly length: number;
  /** What an empty cell means. */
  readonly fallback?: string;
  /** Cells are days, `2026-01-31`. */
  readonly date?: boolean;
}
const word = (code: string, zh: string, en: string): { code: string; label: Text } => ({ code, label: { zh, en } });
const column = (
  field: string,
  zh: string,
  en: string,
  required: boolean,
  more: Partial<SheetColumn> = {},
): SheetColumn => ({ field, head: { zh, en }, required, length: 200, ...more });

const STATUSES = [
  word('in-service', '在用', 'In service'),
  word('standby', '备用', 'Standby'),
  word('in-repair', '维修中', 'In repair'),
  word('retired', '已退役', 'Retired'),
];
const DISTANCES = [
  word('city', '市内', 'In town'),
  word('other', '其它地区', 'Other areas'),
  word('local', '本地', 'Local'),
];
const KINDS = [
  word('representative', '客户代表', 'Representative'),
  word('confirmer', '确认人', 'Confirmer'),
  word('site', '现场联系人', 'Site contact'),
];

/** What a sheet holds; the first column that is required names the row. */
export const SHEET_COLUMNS: Readonly<Record<ImportKind, readonly SheetColumn[]>> = {
  devices: [
    column('serialNumber', '序列号', 'Serial number', true, { length: 100 }),
    column('name', '名称', 'Name', true),
    column('model', '型号', 'Model', true),
    column('component', '类别', 'Component', true, { words: COMPONENTS, length: 100 }),
    column('site', '站点', 'Site', true),
    column('contract', '合同编号', 'Contract number', false, { length: 100 }),
    column('status', '状态', 'Status', false, { words: STATUSES, fallback: 'in-service' }),
    column('firmware', '固件版本', 'Firmware', false, { length: 100 }),
    column('location', '安装位置', 'Location', false),
    column('warrantyUntil', '保修至', 'Warranty until', false, { date: true }),
  ],
  sites: [
    column('name', '站点名称', 'Site', true),
    column('address', '地址', 'Address', false, { length: 500 }),
    column('region', '地区', 'Region', true, { length: 100 }),
    column('distance', '远近', 'Distance', true, { words: DISTANCES }),
    column('zone', '时区', 'Time zone', false, { length: 100, fallback: 'Asia/Shanghai' }),
  ],
  contacts: [
    column('name', '姓名', 'Name', true, { length: 100 }),
    column('kind', '类别', 'Kind', true, { words: KINDS }),
    column('phone', '电话', 'Phone', true, { length: 40 }),
    column('title', '职务', 'Title', false, { length: 100 }),
    column('email', '邮箱', 'E-mail', false),
    column('site', '站点', 'Site', false),
    column('contract', '合同编号', 'Contract number', false, { length: 100 }),
  ],
};

/** Head of a column as people compare it: no marks, no blanks, no case. */
const plain = (head: string): string => head.replaceAll(/[\s*（）()]/g, '').toLowerCase();

/** Position of each column in the head; -1 where it is not there. Heads may be in either language, in any order. */
export function columnPositions(kind: ImportKind, head: readonly string[]): ReadonlyMap<string, number> {
  const heads = head.map(plain);
  return new Map(
    SHEET_COLUMNS[kind].map(({ field, head: { zh, en } }) => [
      field,
      heads.findIndex((text) => text === plain(zh) || text === plain(en) || text === field.toLowerCase()),
    ]),
  );
}

/** Code of a word written as the code or as either name; undefined when it is none of them. */
export function codeOf(column: SheetColumn, cell: string): string | undefined {
  const text = cell.toLowerCase();
  return column.words?.find(({ code, label }) => [code, label.zh, label.en].some((name) => name.toLowerCase() === text))
    ?.code;
}
