import type Handlebars from 'handlebars';
import { DateTime, Duration } from 'luxon';

/** Zone of a document or message whose data name none (IANA). */
export const DEFAULT_ZONE = 'Asia/Shanghai';

/** Names that a template may call; anything else is refused when the template is loaded. */
export const HELPER_NAMES = [
  'if',
  'unless',
  'each',
  'with',
  'lookup',
  'eq',
  'formatTime',
  'formatDate',
  'duration',
  'label',
  'lines',
  'dash',
] as const;

interface Root {
  readonly zone?: unknown;
  readonly language?: unknown;
  readonly labels?: unknown;
}
interface HelperOptions {
  readonly data?: { readonly root?: Root };
}

const rootOf = (options: HelperOptions): Root => options.data?.root ?? {};
const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** Registers the few helpers of templates (design section 7) on one isolated Handlebars. */
export function registerHelpers(handlebars: typeof Handlebars): void {
  handlebars.unregisterHelper('log');
  handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  handlebars.registerHelper('formatTime', (value: unknown, ...rest: unknown[]) =>
    format(value, rest, 'yyyy-MM-dd HH:mm'),
  );
  handlebars.registerHelper('formatDate', (value: unknown, ...rest: unknown[]) => format(value, rest, 'yyyy-MM-dd'));
  handlebars.registerHelper('duration', (value: unknown, options: HelperOptions) =>
    durationInWords(value, rootOf(options).language === 'en' ? 'en' : 'zh-CN'),
  );
  handlebars.registerHelper('label', (group: unknown, key: unknown, options: HelperOptions) => {
    if (key === null || key === undefined || key === '') return '';
    const text = own(own(rootOf(options).labels, String(group)), String(key));
    if (typeof text !== 'string') throw new Error(`no label for "${String(key)}" in "${String(group)}"`);
    return text;
  });
  handlebars.registerHelper('dash', (value: unknown) =>
    value === null || value === undefined || value === '' ? '—' : value,
  );
  handlebars.registerHelper('lines', (value: unknown) =>
    (typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value))
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
}

function format(value: unknown, rest: readonly unknown[], fallback: string): string {
  const options = rest[rest.length - 1] as HelperOptions;
  const pattern = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : fallback;
  if (value === null || value === undefined || value === '') return '';
  const root = rootOf(options);
  const zone = typeof root.zone === 'string' ? root.zone : DEFAULT_ZONE;
  const time =
    typeof value === 'number' ? DateTime.fromMillis(value, { zone }) : DateTime.fromISO(String(value), { zone });
  if (!time.isValid) throw new Error(`"${String(value)}" is not a time`);
  return time.toFormat(pattern);
}

/** `value` in ms or ISO 8601, for example 2 天 3 小时; nothing below a minute unless that is all there is. */
export function durationInWords(value: unknown, language: 'zh-CN' | 'en'): string {
  if (value === null || value === undefined || value === '') return '';
  const ms = typeof value === 'number' ? value : Duration.fromISO(String(value)).toMillis();
  if (!Number.isFinite(ms)) throw new Error(`"${String(value)}" is not a duration`);
  const total = Math.floor(Math.abs(ms) / 1000);
  const parts: [number, string, string][] = [
    [Math.floor(total / 86_400), '天', 'day'],
    [Math.floor(total / 3600) % 24, '小时', 'hour'],
    [Math.floor(total / 60) % 60, '分钟', 'minute'],
  ];
  const shown = parts.filter(([n]) => n > 0);
  if (shown.length === 0) shown.push([total, '秒', 'second']);
  return shown
    .map(([n, zh, en]) => (language === 'en' ? `${String(n)} ${en}${n === 1 ? '' : 's'}` : `${String(n)} ${zh}`))
    .join(' ');
}

/** Epoch ms → ISO 8601 with the offset of `zone`, as every time over HTTP. */
export function isoTime(at: number, zone: string = DEFAULT_ZONE): string {
  return DateTime.fromMillis(at, { zone }).toISO() ?? '';
}
