import type { Span } from './clause-model.js';
import { SEVERITY } from './lexicon.js';

/** A sentence of normalised text with what its surroundings say of it. */
export interface Sentence extends Span {
  readonly text: string;
  /** Level named by the heading it stands under; null where none does. */
  readonly headingSeverity: string | null;
  /** The heading it stands under, and the sentence before it in the same paragraph. */
  readonly heading: string;
  readonly before: string;
}

const HEADING_LENGTH = 24;
/** `1.`, `2.1`, `（3）`, `a)`, `•` at the beginning of a line or after a full stop. */
const NUMBERING = /^[\s➢•✓◆●■□*-]*(?:[(（]?[一二三四五六七八九十\da-z]{1,3}[)）.、,:]\s*)?(?:\d+(?:\.\d+)*[.、]?\s*)?/i;

/** Cuts normalised text into sentences. A line break always ends one: texts of bids come without full stops. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let heading = '';
  let headingSeverity: string | null = null;
  for (const line of paragraphsOf(text)) {
    const pieces = piecesOf(text, line);
    const [only] = pieces;
    if (pieces.length === 1 && only && isHeading(text.slice(only.from, only.to))) {
      heading = text.slice(only.from, only.to);
      headingSeverity = levelOf(heading);
    }
    let before = '';
    for (const piece of pieces) {
      const content = text.slice(piece.from, piece.to);
      sentences.push({ ...piece, text: content, heading, headingSeverity, before });
      before = content;
    }
  }
  return sentences;
}

/**
 * Lines, where a line that ends in the middle of a sentence goes on in the next one: pages and columns of scanned texts
 * break anywhere.
 */
function paragraphsOf(text: string): Span[] {
  const lines: Span[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && text[at] !== '\n') continue;
    if (text.slice(from, at).trim() !== '') lines.push({ from, to: at });
    from = at + 1;
  }
  return lines;
}

function piecesOf(text: string, line: Span): Span[] {
  const pieces: Span[] = [];
  let from = line.from;
  for (let at = line.from; at <= line.to; at += 1) {
    const end =
      at === line.to ||
      /[。!?]/.test(text[at] ?? '') ||
      (text[at] === '.' && /[\u4e00-\u9fff]/.test(text[at + 1] ?? '') && !/\d/.test(text[at - 1] ?? ''));
    if (!end) continue;
    const to = at === line.to ? at : at + 1;
    if (text.slice(from, to).trim() !== '') pieces.push({ from, to });
    from = at + 1;
  }
  return pieces;
}

function isHeading(line: string): boolean {
  const words = line.replace(NUMBERING, '').trim();
  return words.length <= HEADING_LENGTH && !/[,;。]/.test(words) && !/\d+\s*(?:小时|分钟|天|h|min)/.test(words);
}

/** The one level a heading is about. */
function levelOf(heading: string): string | null {
  const levels = heading.match(SEVERITY) ?? [];
  return levels.length === 1 ? (levels[0] ?? null) : null;
}
