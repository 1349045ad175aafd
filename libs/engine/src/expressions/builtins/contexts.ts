import { isContext, type FeelMap, type FeelValue } from '../values.js';
import { Library } from './define.js';

function getValue([context, key]: [FeelMap, string]): FeelValue {
  return context.get(key) ?? null;
}

function entries([context]: [FeelMap]): FeelValue {
  return [...context].map(
    ([key, value]) =>
      new Map<string, FeelValue>([
        ['key', key],
        ['value', value],
      ]),
  );
}

/** From a list of `{key, value}`; null where a key is missing, no text, or there twice. */
function fromEntries([list]: [readonly FeelValue[]]): FeelValue {
  const result = new Map<string, FeelValue>();
  for (const entry of list) {
    if (!isContext(entry) || !entry.has('value')) return null;
    const key = entry.get('key');
    if (typeof key !== 'string' || result.has(key)) return null;
    result.set(key, entry.get('value') ?? null);
  }
  return result;
}

function put(context: FeelMap, keys: readonly FeelValue[], value: FeelValue): FeelValue {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  if (rest.length === 0) return new Map([...context, [key, value]]);
  const inner = context.get(key) ?? new Map<string, FeelValue>();
  if (!isContext(inner)) return null;
  const changed = put(inner, rest, value);
  return changed === null ? null : new Map([...context, [key, changed]]);
}

function merge([list]: [readonly FeelValue[]]): FeelValue {
  return list.every(isContext) ? new Map(list.flatMap((context) => [...(context as FeelMap)])) : null;
}

/** DMN 1.4, 10.3.4.7. */
export const contexts = new Library()
  .add('get value', 'm: context, key: string', getValue)
  .add('get entries', 'm: context', entries)
  .add('context', 'entries: list', fromEntries)
  .add<[FeelMap, string, FeelValue]>(
    'context put',
    'context: context, key: string, value: any',
    ([context, key, value]) => put(context, [key], value),
  )
  .add<[FeelMap, readonly FeelValue[], FeelValue]>(
    'context put',
    'context: context, keys: list, value: any',
    ([context, keys, value]) => put(context, keys, value),
  )
  .add('context merge', 'contexts: list', merge);
