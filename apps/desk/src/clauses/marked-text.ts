import type { ReadClausesResponse } from '@pledge/contracts';

/** A piece of the text: plain, a sentence that promises, or the figure in it. */
export interface MarkedPiece {
  readonly text: string;
  /** Clause the piece belongs to; null: no promise. */
  readonly clause: string | null;
  readonly kind: 'plain' | 'sentence' | 'figure' | 'flag';
}

/**
 * Cuts the text at the borders of sentences and figures. A figure belongs to its clause, the words around it to the first
 * clause of the sentence, so that a tap leads somewhere.
 */
export function markedText(read: ReadClausesResponse): MarkedPiece[] {
  const borders = new Set([0, read.text.length]);
  for (const { sentence, figure } of read.clauses) {
    for (const span of [sentence, figure]) borders.add(span.from).add(span.to);
  }
  for (const { sentence } of read.flags) borders.add(sentence.from).add(sentence.to);
  const cuts = [...borders].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, index): MarkedPiece[] => {
    const to = cuts[index + 1] ?? from;
    if (to <= from) return [];
    const text = read.text.slice(from, to);
    const figure = read.clauses.find((one) => from >= one.figure.from && to <= one.figure.to);
    if (figure) return [{ text, clause: figure.id, kind: 'figure' }];
    const sentence = read.clauses.find((one) => from >= one.sentence.from && to <= one.sentence.to);
    if (sentence) return [{ text, clause: sentence.id, kind: 'sentence' }];
    const flagged = read.flags.some((one) => from >= one.sentence.from && to <= one.sentence.to);
    return [{ text, clause: null, kind: flagged ? 'flag' : 'plain' }];
  });
}
