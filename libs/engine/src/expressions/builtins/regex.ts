/** Patterns longer than this are refused. */
const MAX_PATTERN = 1000;

const cache = new Map<string, RegExp | null>();

/**
 * An XPath regular expression (DMN 1.3, 10.3.4.3) as one of the machine's: character class subtraction, `\i`, `\c` and
 * block names are not known there and make it null, as every broken pattern.
 */
export function compileRegex(pattern: string, flags: string, global: boolean): RegExp | null {
  if (pattern.length > MAX_PATTERN || !/^[smixq]*$/.test(flags)) return null;
  const key = `${global ? 'g' : ''}/${flags}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const regex = build(pattern, flags, global);
  if (cache.size > 500) cache.clear();
  cache.set(key, regex);
  return regex;
}

function build(pattern: string, flags: string, global: boolean): RegExp | null {
  let source = pattern;
  if (flags.includes('q')) source = source.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  else if (flags.includes('x')) source = withoutSpace(source);
  // Look-around, named groups and other signs of the machine's own dialect are not XPath.
  if (/\(\?(?!:)/.test(source) || (!flags.includes('q') && /(?<!\\)(?:\\\\)*\\0/.test(source))) return null;
  if (!flags.includes('q')) source = translate(source);
  const own = [...new Set(flags)].filter((flag) => flag === 's' || flag === 'm' || flag === 'i').join('');
  try {
    return new RegExp(source, `u${own}${global ? 'g' : ''}`);
  } catch {
    return null;
  }
}

/** The flag `x`: white space outside brackets does not count, not even between the signs of an escape. */
function withoutSpace(source: string): string {
  let inside = 0;
  let result = '';
  for (let index = 0; index < source.length; index++) {
    const sign = source.charAt(index);
    if (inside > 0 && sign === '\\') {
      result += sign + source.charAt(++index);
      continue;
    }
    if (sign === '[') inside++;
    if (sign === ']') inside = Math.max(0, inside - 1);
    if (inside > 0 || !/[\t\n\r ]/.test(sign)) result += sign;
  }
  return result;
}

/** `[a-z-[aeiou]]` becomes a look-ahead; `\i`, `\c` become the letters of XML names. */
function translate(source: string): string {
  return source
    .replace(/\[([^\][\\]*(?:\\.[^\][\\]*)*)-\[([^\][\\]*(?:\\.[^\][\\]*)*)\]\]/g, '(?![$2])[$1]')
    .replace(/\\([pP])\{IsBasicLatin\}/g, (_whole, sign: string) =>
      sign === 'p' ? '[\\u0000-\\u007F]' : '[^\\u0000-\\u007F]',
    )
    .replace(/\\([iIcC])/g, (_whole, sign: string) => {
      if (sign === 'i') return '[\\p{L}_:]';
      if (sign === 'I') return '[^\\p{L}_:]';
      return sign === 'c' ? '[\\p{L}\\p{N}_:.\\-]' : '[^\\p{L}\\p{N}_:.\\-]';
    });
}

/** The replacement of XPath: `$1` and `\$`; a `$` or `\` on its own is an error (null). */
export function replacement(template: string, flags: string): string | null {
  if (flags.includes('q')) return template.replaceAll('$', '$$$$');
  if (/\\(?![\\$])/.test(template.replace(/\\\\|\\\$/g, ''))) return null;
  return template.replace(/\\\\/g, '\u0000').replace(/\\\$/g, '$$$$').replace(/\$0/g, '$$&').replaceAll('\u0000', '\\');
}

/**
 * Whether the machine's backtracking can be trusted with the text: nested or overlapping repetition takes exponential
 * time, several repetitions in a row polynomial time. What cannot be trusted is null, not tried.
 */
export function safeFor(pattern: string, text: string): boolean {
  if (text.length <= 16) return true;
  const bare = pattern.replace(/\\./g, 'e').replace(/\[[^\]]*\]/g, 'c');
  const open = /[*+]|\{\d+,\d*\}/;
  const groups = [...bare.matchAll(/\(([^()]*)\)(?:[*+]|\{\d+,\d*\})/g)].map((match) => match[1] ?? '');
  if (groups.some((group) => open.test(group) || overlapping(group))) return false;
  if (/\([^()]*\([^()]*[*+][^()]*\)[^()]*\)(?:[*+]|\{\d+,)/.test(bare)) return false;
  const repeats = Math.min(3, (bare.match(/[*+]|\{\d+,/g) ?? []).length);
  return text.length ** repeats <= 1e9;
}

function overlapping(group: string): boolean {
  const alternatives = group.replace(/^\?:/, '').split('|');
  if (alternatives.length < 2) return false;
  const starts = alternatives.map((alternative) => alternative.charAt(0));
  return new Set(starts).size < starts.length || starts.some((start) => /[ec.?]/.test(start) || start === '');
}
