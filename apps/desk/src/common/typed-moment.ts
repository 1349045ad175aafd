import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';

dayjs.extend(customParseFormat);

/** Local bounds in one of the formats; '' or left out: none. Both belong to the span. */
export interface Bounds {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/**
 * What is wrong with a day or time that somebody typed: no such moment, before or after the bounds. An empty text is none.
 * `formats`: how it may be written (dayjs), taken strictly.
 */
export function typedFault(
  text: string,
  formats: readonly string[],
  bounds: Bounds = {},
): 'broken' | 'early' | 'late' | undefined {
  if (text.trim() === '') return undefined;
  const moment = formats.map((format) => dayjs(text.trim(), format, true)).find((one) => one.isValid());
  if (moment === undefined) return 'broken';
  if (bounds.min && moment.isBefore(dayjs(bounds.min))) return 'early';
  if (bounds.max && moment.isAfter(dayjs(bounds.max))) return 'late';
  return undefined;
}
