import type { HolidayDay } from '@pledge/contracts';
import { addDays } from '@pledge/time';

/** What a notice says. */
export interface ReadNotice {
  readonly year: number | null;
  readonly days: readonly HolidayDay[];
  /** Lines with a date that none of the rules could read. */
  readonly unread: readonly string[];
}

const DATE = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:\\([^)]*\\))?';
const RANGE = new RegExp(`${DATE}(?:\\s*(?:至|到|-|—|~)\\s*${DATE})?`, 'g');

/**
 * Reads a notice on public holidays as the State Council writes it ("一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日
 * （周日）上班。"), or lines like `2027-01-01 休 元旦`. The year comes from the title unless it is given. Pure.
 */
export function readNotice(text: string, givenYear?: number): ReadNotice {
  const plain = text.replace(/（/g, '(').replace(/）/g, ')').replace(/：/g, ':').replace(/\r/g, '');
  const titled = /(\d{4})年[^\n]{0,20}节假日/.exec(plain)?.[1];
  const year = givenYear ?? (titled === undefined ? null : Number(titled));
  const days = new Map<string, HolidayDay>();
  const unread: string[] = [];
  for (const line of plain.split('\n').map((one) => one.trim())) {
    const listed = /^(\d{4}-\d\d-\d\d)[\s,;]+(休|放假|off|班|上班|makeup)[\s,;]*(.*)$/i.exec(line);
    if (listed) {
      const [, date = '', word = '', name = ''] = listed;
      const kind = /休|放假|off/i.test(word) ? 'off' : 'makeup';
      if (exists(date)) days.set(date, { date, kind, name: name.trim() });
      else unread.push(line);
      continue;
    }
    const headed = /^(?:\(?[一二三四五六七八九十\d]+\)?[、.)]\s*)?([^:,。\d]{2,12}):/.exec(line);
    const name = headed?.[1]?.trim() ?? '';
    if (!/\d{1,2}月\d{1,2}日/.test(line) || !/放假|上班|休息/.test(line)) continue;
    if (!headed || year === null) {
      unread.push(line);
      continue;
    }
    for (const sentence of line.slice(headed[0].length).split(/。|;/)) readSentence(sentence, name, year, days);
  }
  return { year, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), unread };
}

function readSentence(sentence: string, name: string, year: number, days: Map<string, HolidayDay>): void {
  const kind = /上班/.test(sentence) ? 'makeup' : /放假|休息/.test(sentence) ? 'off' : null;
  if (kind === null) return;
  let month = 0;
  for (const match of sentence.matchAll(RANGE)) {
    const [, fromYear, fromMonth, fromDay, toYear, toMonth, toDay] = match;
    month = fromMonth === undefined ? month : Number(fromMonth);
    const from = isoDate(fromYear === undefined ? year : Number(fromYear), month, Number(fromDay));
    if (toMonth !== undefined) month = Number(toMonth);
    const to = toDay === undefined ? from : isoDate(toYear === undefined ? year : Number(toYear), month, Number(toDay));
    if (!exists(from) || !exists(to)) continue;
    for (let date = from, n = 0; date <= to && n < 31; date = addDays(date, 1), n += 1)
      days.set(date, { date, kind, name });
  }
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 31 February is no day. */
function exists(date: string): boolean {
  try {
    return addDays(date, 0) === date;
  } catch {
    return false;
  }
}
