import { KEY_FIGURES, METRICS } from './lexicon.js';
import type { Quantity } from './quantities.js';
import type { Sentence } from './sentences.js';

/** How many parts of a sentence after the figure may say what it is about: "14天内，如存在质量问题，您可以退货". */
const PARTS_AHEAD = 3;

/**
 * What a figure limits. In this order: the name of a limit right before it, the deed after it in the same part of the
 * sentence, the deed in the next parts, the deed before it. A figure with another region or level takes over the deed of
 * the figure before. null: the figure is no promise that this product knows.
 */
export function metricOf(
  sentence: Sentence,
  quantity: Quantity,
  previous: Quantity | null,
  next: Quantity | null,
  last: string | null,
): string | null {
  const { text } = sentence;
  const before = text.slice(previous?.to ?? 0, quantity.from);
  const after = text.slice(quantity.to, next?.from ?? text.length);
  const label = labelled(before);
  if (quantity.immediate) return deedAtOnce(after);
  const key = keyFigure(quantity, sentence, before, after);
  if (key !== null) return key;
  if (quantity.kind !== 'duration') return null;
  if (label !== null) return label;
  if (!quantity.bounded) return quantity.max === null ? null : deedAtOnce(after);
  if (quantity.max === null) return null;
  const parts = after.split(/[,;]/);
  const here = firstDeed(parts[0] ?? '');
  if (here !== null) return here;
  for (const part of parts.slice(1, 1 + PARTS_AHEAD)) {
    const found = firstDeed(part);
    if (found !== null) return found;
  }
  return lastDeed(before) ?? (last !== null && /^[\s,;:、一-龥()]{0,14}$/.test(before) ? last : null);
}

/** `响应时间不超过`, `修复时间:` right before the figure. */
function labelled(before: string): string | null {
  const head = before
    .replace(/\([^)]*\)\s*$/, '')
    .replace(
      /(?:应|须|将|均|一般)?(?:为|是|:|不超过|不得超过|不多于|不大于|不高于|小于|少于|最长|最多|最迟|至多|≤|<|在|控制在|限于|约定为|\s|,)*$/,
      '',
    );
  return METRICS.find((one) => one.label.test(head))?.metric ?? null;
}

function keyFigure(quantity: Quantity, sentence: Sentence, before: string, after: string): string | null {
  const window = `${before.slice(-24)} ${after.slice(0, 24)}`;
  for (const one of KEY_FIGURES) {
    if (!one.units.includes(quantity.unit)) continue;
    const labelledHere = one.label.test(before.replace(/(?:为|是|:|\(|\s)*$/, ''));
    if (one.metric === 'ups_runtime_min' || one.metric === 'spare_coverage') {
      if (labelledHere) return one.metric;
      if (one.metric === 'spare_coverage' && /备件|备品|备机/.test(sentence.text) && one.deed.test(window))
        return one.metric;
      continue;
    }
    if (one.metric === 'warranty') {
      if (labelledHere || /^(?:的)?(?:免费)?(?:质保|保修|维保)/.test(after)) return one.metric;
      continue;
    }
    if (labelledHere || one.deed.test(window)) return one.metric;
  }
  return null;
}

/** A deed that follows at once; words that only lead to it do not part them: "1小时的现场响应", "4小时能恢复". */
function deedAtOnce(after: string): string | null {
  const part = (after.split(/[,;]/)[0] ?? '').replace(/^(?:的|就|即|可|能够?|必须|须|应(?!答)|电话|最快)*/, '');
  const [first] = beginnings(part);
  return first?.at === 0 ? first.metric : null;
}

function firstDeed(part: string): string | null {
  return beginnings(part)[0]?.metric ?? null;
}

function lastDeed(before: string): string | null {
  const part = before.split(/[,;]/).at(-1) ?? '';
  return beginnings(part).at(-1)?.metric ?? null;
}

/** Deeds by where they begin; of two at one place the one listed first. */
function beginnings(part: string): { metric: string; at: number }[] {
  return METRICS.flatMap((one, rank) => {
    const at = part.search(one.deed);
    return at < 0 ? [] : [{ metric: one.metric, at, rank }];
  }).sort((a, b) => a.at - b.at || a.rank - b.rank);
}
