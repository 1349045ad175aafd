import { compileExpression } from '../expressions/feel.js';
import { chineseName } from './value-names.js';
import type { FindingList } from './finding.js';
import type { ModelValue } from './process-definition.js';

/** Where a value stands, for findings. */
export interface ValuePlace {
  readonly elementId: string;
  /** What the author calls it, for example `condition`. */
  readonly what: string;
}

const OTHER_LANGUAGE = /[$#]\{/;

/** Text with a leading `=` is FEEL, other text stands for itself (contracts, Models). */
export function readValue(raw: string, place: ValuePlace, findings: FindingList): ModelValue {
  return raw.startsWith('=') ? readFeel(raw, place, findings) : staticValue(raw, place, findings);
}

/** FEEL with or without the leading `=`: conditions, correlation keys, collections (contracts, Models). */
export function readFeel(raw: string, place: ValuePlace, findings: FindingList): ModelValue {
  const feel = raw.startsWith('=') ? raw.slice(1).trim() : raw;
  if (refusedLanguage(raw, place, findings)) return { kind: 'static', text: raw };
  const compiled = compileExpression(feel);
  if (!compiled.ok) {
    findings.error(
      'expression/feel-syntax',
      place.elementId,
      `The ${place.what} cannot be read: ${compiled.message}`,
      `${chineseName(place.what)}无法读取：${compiled.zh ?? compiled.message}`,
    );
    return { kind: 'static', text: raw };
  }
  return { kind: 'feel', text: feel, compiled: compiled.expression };
}

function staticValue(raw: string, place: ValuePlace, findings: FindingList): ModelValue {
  refusedLanguage(raw, place, findings);
  return { kind: 'static', text: raw };
}

function refusedLanguage(raw: string, place: ValuePlace, findings: FindingList): boolean {
  if (!OTHER_LANGUAGE.test(raw)) return false;
  // `${` inside a FEEL string literal is data.
  if (raw.startsWith('=') && !OTHER_LANGUAGE.test(raw.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return false;
  findings.error(
    'expression/not-feel',
    place.elementId,
    `The ${place.what} uses \${…}; only FEEL (with a leading =) is executed.`,
    `${place.what} 使用了 \${…}；这里只执行以 = 开头的 FEEL 表达式。`,
    'design D2',
  );
  return true;
}
