import type { ModdleElement } from 'bpmn-moddle';
import { isJuel, juelToFeel, type JuelReason } from './juel/to-feel.js';
import type { Extensions, Mutable } from './model.js';
import type { Place, Report } from './report.js';
import type { Reason } from './translations/reasons.js';

/** What this installation knows, so that names that lead nowhere are told. */
export interface KnownHere {
  readonly roles: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
}

/** A form that was made of the fields of a task: form-js JSON. */
export interface MadeForm {
  readonly key: string;
  readonly elementId: string;
  readonly components: Record<string, unknown>[];
}

/** Whether a call activity hands over everything. */
export interface CallVariables {
  in: boolean;
  out: boolean;
}

/** What all writers share while one file is translated. */
export interface Work {
  readonly extensions: Extensions;
  readonly report: Report;
  readonly known: KnownHere;
  readonly forms: MadeForm[];
  readonly calls: Map<Mutable, CallVariables>;
  readonly processKey: string;
}

/** One thing of the other engine, taken out of the file. */
export interface Found {
  /** What carries it: a task, or a part of it such as its loop. */
  readonly element: Mutable;
  /** What is drawn. */
  readonly owner: Mutable;
  readonly place: Place;
  readonly text: string;
  /** Set for extension elements. */
  readonly node?: ModdleElement;
  /** All attributes of that engine on `element`, by local name. */
  readonly beside: ReadonlyMap<string, string>;
}

export type Writer = (found: Found, work: Work) => void;

/** Somebody must choose: what stood there is kept beside the element. */
export function ask(found: Found, work: Work, reason: Reason, becomes = ''): void {
  if (found.owner.$type !== 'bpmn:Definitions')
    work.extensions.note(found.owner, found.place.subject, found.place.value);
  work.report.needsYou(found.place, reason, becomes);
}

export type ValueResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: JuelReason };

/** A text as a value here: `=` and FEEL where it holds an expression, else itself. */
export function valueOf(text: string): ValueResult {
  if (isJuel(text)) {
    const result = juelToFeel(text);
    return result.ok ? { ok: true, value: `=${result.feel}` } : result;
  }
  return { ok: true, value: text.startsWith('=') ? `=${JSON.stringify(text)}` : text };
}

/** As FEEL without `=`, for lists and contexts. */
export function feelOf(text: string): ValueResult {
  const value = valueOf(text);
  if (!value.ok) return value;
  return { ok: true, value: value.value.startsWith('=') ? value.value.slice(1) : JSON.stringify(text) };
}
