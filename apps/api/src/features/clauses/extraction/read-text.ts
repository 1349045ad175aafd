import { calendarsOf, calendarFor } from './calendar-statements.js';
import type { ClauseFlag, ClauseProposal, ClauseUnit, ReadText, Span } from './clause-model.js';
import { metricOf } from './metric-of.js';
import { normalise, type NormalText } from './normalise.js';
import { CHANNELS, COMPONENTS, KEY_FIGURES, METRICS, REGIONS, SEVERITY, STARTS, VAGUE } from './lexicon.js';
import { findQuantities, type Quantity } from './quantities.js';
import { sentencesOf, type Sentence } from './sentences.js';
import { readTables, type TableCell } from './tables.js';

type Draft = Omit<ClauseProposal, 'id' | 'repeated' | 'calendar' | 'receiptShift'>;

/** "At once" has a default figure only for what can be done by telephone; for anything else it is no figure (C07). */
const AT_ONCE: readonly string[] = ['respond', 'solution_proposed'];
const LONGEST_SENTENCE = 400;

/** Reads the promises of a commitment text: rules and patterns only, the same text always gives the same clauses. Pure. */
export function readText(original: string): ReadText {
  const normal = normalise(original);
  const tables = readTables(normal.text);
  const sentences = sentencesOf(normal.text);
  const calendars = calendarsOf(sentences, (span) => quoted(normal, original, span));
  const drafts: Draft[] = tables.cells.map((cell) => fromCell(cell, normal, original));
  const flags: ClauseFlag[] = [];
  for (const sentence of sentences) {
    if (sentence.text.length > LONGEST_SENTENCE * 4) continue;
    const { found, figures } = fromSentence(sentence, tables.taken, normal, original);
    drafts.push(...found);
    flags.push(...flagsOf(sentence, figures, tables.taken, normal, original));
  }
  drafts.sort((a, b) => a.figure.from - b.figure.from);
  const clauses = merged(drafts).map((draft, index): ClauseProposal => {
    const { calendar, receiptShift } = calendarFor(draft, calendars);
    return { ...draft, id: `C${String(index + 1).padStart(2, '0')}`, calendar, receiptShift };
  });
  return { clauses, flags, calendars };
}

function fromSentence(
  sentence: Sentence,
  taken: readonly Span[],
  normal: NormalText,
  original: string,
): { found: Draft[]; figures: Quantity[] } {
  const { text, from } = sentence;
  const quantities = findQuantities(text).filter((q) => !inside(taken, from + q.from));
  const found: Draft[] = [];
  const figures: Quantity[] = [];
  let last: string | null = null;
  quantities.forEach((quantity, index) => {
    const metric = metricOf(sentence, quantity, quantities[index - 1] ?? null, quantities[index + 1] ?? null, last);
    if (metric === null || (quantity.immediate && !AT_ONCE.includes(metric))) return;
    last = metric;
    figures.push(quantity);
    const before = text.slice(0, quantity.from);
    const span = { from: from + quantity.from, to: from + quantity.to };
    found.push({
      metric,
      severity: severityBefore(before) ?? sentence.headingSeverity,
      ...figureOf(quantity),
      region: regionOf(sentence, quantity, metric),
      component: lastOf(COMPONENTS, before) ?? lastOf(COMPONENTS, sentence.heading),
      channel: lastOf(CHANNELS, text.slice(quantity.to, quantity.to + 8)) ?? lastOf(CHANNELS, before),
      ...eventsOf(metric, before),
      sentence: quoted(normal, original, { from, to: sentence.to }),
      figure: quoted(normal, original, span),
    });
  });
  return { found, figures };
}

function fromCell(cell: TableCell, normal: NormalText, original: string): Draft {
  const { metric, severity, region, quantity, row } = cell;
  return {
    metric,
    severity,
    ...figureOf(quantity),
    region,
    component: null,
    channel: null,
    ...eventsOf(metric, ''),
    sentence: quoted(normal, original, row),
    figure: quoted(normal, original, quantity),
  };
}

function figureOf({ min, max, unit, immediate }: Quantity): {
  min: number | null;
  max: number | null;
  unit: ClauseUnit;
  immediate: boolean;
} {
  return { min, max, unit, immediate };
}

function eventsOf(metric: string, before: string): { startEvents: string[]; stopEvents: string[] } {
  const words = [...METRICS, ...KEY_FIGURES].find((one) => one.metric === metric);
  const clock = METRICS.some((one) => one.metric === metric);
  const start = (clock ? lastOf(STARTS, before) : null) ?? words?.startEvent ?? 'request_received';
  const stop = words?.stopEvent ?? 'restored';
  return { startEvents: start === '' ? [] : [start], stopEvents: stop === '' ? [] : [stop] };
}

/** The level named last before the figure, unless it is only what the sentence calls what went wrong. */
function severityBefore(before: string): string | null {
  return [...before.matchAll(SEVERITY)].at(-1)?.[0] ?? null;
}

/** Where somebody has to be: only arrivals depend on it. The words stand nearby, or in the sentence before. */
function regionOf(sentence: Sentence, quantity: Quantity, metric: string): string | null {
  if (metric !== 'onsite_arrival' && metric !== 'dispatch') return null;
  const before = sentence.text.slice(0, quantity.from);
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('、')) + 1);
  return (
    lastOf(REGIONS, clause) ??
    lastOf(REGIONS, before) ??
    REGIONS.find(([, words]) => words.test(sentence.text.slice(quantity.to, quantity.to + 10)))?.[0] ??
    lastOf(REGIONS, sentence.before)
  );
}

/** The name whose word stands last. */
function lastOf(list: readonly (readonly [string, RegExp])[], text: string): string | null {
  let best: { name: string; at: number } | null = null;
  for (const [name, words] of list) {
    for (const match of text.matchAll(new RegExp(words.source, 'gi'))) {
      const at = match.index + match[0].length;
      if (best === null || at > best.at) best = { name, at };
    }
  }
  return best?.name ?? null;
}

/** Words for speed without a figure beside a deed: promised, but nobody can measure it (C07). */
function flagsOf(
  sentence: Sentence,
  figures: readonly Quantity[],
  taken: readonly Span[],
  normal: NormalText,
  original: string,
): ClauseFlag[] {
  const flags: ClauseFlag[] = [];
  let at = 0;
  for (const part of sentence.text.split(/(?<=[,;])/)) {
    const word = VAGUE.exec(part);
    const start = at;
    at += part.length;
    if (!word || inside(taken, sentence.from + start + word.index)) continue;
    if (figures.some((q) => q.from >= start && q.from < at)) continue;
    const deed = METRICS.find((one) => one.deed.test(part.slice(word.index)));
    if (!deed) continue;
    const span = { from: sentence.from, to: sentence.to };
    flags.push({ metric: deed.metric, word: word[0], sentence: quoted(normal, original, span) });
  }
  return flags;
}

/** The same promise made twice is one clause. A clause that names its start swallows one that does not. */
function merged(drafts: readonly Draft[]): Omit<ClauseProposal, 'id' | 'calendar' | 'receiptShift'>[] {
  const kept: (Draft & { repeated: Span[] })[] = [];
  for (const draft of drafts) {
    const same = kept.find((one) => sameFigure(one, draft));
    if (same) same.repeated.push({ from: draft.sentence.from, to: draft.sentence.to });
    else kept.push({ ...draft, repeated: [] });
  }
  return kept;
}

function sameFigure(a: Draft, b: Draft): boolean {
  return (
    a.metric === b.metric &&
    a.severity === b.severity &&
    a.min === b.min &&
    a.max === b.max &&
    a.unit === b.unit &&
    a.immediate === b.immediate &&
    a.region === b.region &&
    (a.component === b.component || a.metric !== 'resolve')
  );
}

function inside(spans: readonly Span[], at: number): boolean {
  return spans.some((span) => at >= span.from && at < span.to);
}

function quoted(normal: NormalText, original: string, span: Span): Span & { text: string } {
  const from = normal.origin[span.from] ?? original.length;
  const to = span.to > span.from ? (normal.origin[span.to - 1] ?? original.length - 1) + 1 : from;
  return { from, to, text: original.slice(from, to) };
}
