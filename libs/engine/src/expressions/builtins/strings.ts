import { bounded, textOf } from '../strings.js';
import { isList, num, type FeelNumber, type FeelValue } from '../values.js';
import { Library } from './define.js';
import { compileRegex, replacement, safeFor } from './regex.js';

/** Characters are code points: a text with signs outside the basic plane is counted as it is read. */
function substring([text, start, length]: [string, FeelNumber, FeelNumber | null]): FeelValue {
  const characters = Array.from(text);
  const from = start.trunc().toNumber();
  if (from === 0 || Math.abs(from) > characters.length) return null;
  const count = length === null ? characters.length : length.trunc().toNumber();
  if (count < 1) return null;
  const index = from > 0 ? from - 1 : characters.length + from;
  return characters.slice(index, index + count).join('');
}

function before([text, match]: [string, string]): FeelValue {
  const index = text.indexOf(match);
  return index === -1 ? '' : text.slice(0, index);
}

function after([text, match]: [string, string]): FeelValue {
  const index = text.indexOf(match);
  return index === -1 ? '' : text.slice(index + match.length);
}

function replaceAll([text, pattern, by, flags]: [string, string, string, string | null]): FeelValue {
  const regex = compileRegex(pattern, `${flags ?? ''}`, true);
  if (regex === null || !safeFor(pattern, text)) return null;
  const template = replacement(by, flags ?? '');
  return template === null ? null : bounded(text.replace(regex, template));
}

function matchesPattern([text, pattern, flags]: [string, string, string | null]): FeelValue {
  const regex = compileRegex(pattern, flags ?? '', false);
  return regex === null || !safeFor(pattern, text) ? null : regex.test(text);
}

function split([text, delimiter]: [string, string]): FeelValue {
  const regex = compileRegex(delimiter, '', true);
  if (regex === null || !safeFor(delimiter, text)) return null;
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(regex)) {
    if (match[0] === '') continue;
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function join([list, delimiter, prefix, suffix]: [
  readonly FeelValue[],
  string | null,
  string | null,
  string | null,
]): FeelValue {
  const parts = list.filter((part) => part !== null);
  if (!parts.every((part) => typeof part === 'string')) return null;
  return bounded(`${prefix ?? ''}${parts.join(delimiter ?? '')}${suffix ?? ''}`);
}

/** DMN 1.3, 10.3.4.3. */
export const strings = new Library()
  .add('substring', 'string: string, start position: number, length?: number', substring)
  .add<[string]>('string length', 'string: string', ([text]) => num(Array.from(text).length))
  .add<[string]>('upper case', 'string: string', ([text]) => text.toUpperCase())
  .add<[string]>('lower case', 'string: string', ([text]) => text.toLowerCase())
  .add<[string]>('trim', 'string: string', ([text]) => text.trim())
  .add('substring before', 'string: string, match: string', before)
  .add('substring after', 'string: string, match: string', after)
  .add('replace', 'input: string, pattern: string, replacement: string, flags?: string|null', replaceAll)
  .add<[string, string]>('contains', 'string: string, match: string', ([text, part]) => text.includes(part))
  .add<[string, string]>('starts with', 'string: string, match: string', ([text, part]) => text.startsWith(part))
  .add<[string, string]>('ends with', 'string: string, match: string', ([text, part]) => text.endsWith(part))
  .add('matches', 'input: string, pattern: string, flags?: string|null', matchesPattern)
  .add('split', 'string: string, delimiter: string', split)
  .add('string join', 'list: list, delimiter?: string|null', join)
  .add('string join', 'list: list, delimiter: string|null, prefix: string|null, suffix: string|null', join)
  .add<[FeelValue]>('string', 'from: any', ([value]) => (value === null ? null : textOf(value)))
  .add<[FeelValue]>('not', 'negand: any', ([value]) => (typeof value === 'boolean' ? !value : null))
  .add<[FeelValue, FeelValue]>(
    'is',
    'value1: any, value2: any',
    ([a, b]) => !isList(a) && textOf(a, true) === textOf(b, true),
  );
