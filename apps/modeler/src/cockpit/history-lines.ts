import type { HistoryView } from '@pledge/contracts';

/** One line of the history of an instance; '' where there is nothing to say. */
export interface HistoryLine {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly type: HistoryView['type'];
  /** Of the element, in the page's language. */
  readonly name: string;
  /** Username or `system`. */
  readonly actor: string;
  /** Why, which code, or for whom. */
  readonly detail: string;
}

/** What a person needs to know beside the kind of the entry. */
const TOLD = ['reason', 'code', 'errorCode', 'escalationCode', 'message', 'to', 'user', 'users', 'variables'] as const;

/** Lines to read: connections without a name say nothing, elements without one stand with their id. */
export function historyLines(
  entries: readonly HistoryView[],
  names: ReadonlyMap<string, string>,
): readonly HistoryLine[] {
  return entries.flatMap((entry) => {
    const { seq, at, type, elementId, actor = '', detail = {} } = entry;
    const known = names.get(elementId ?? '') ?? '';
    if (type === 'flow-taken' && known === '') return [];
    const texts = TOLD.flatMap((key) => [detail[key]].flat()).filter(
      (one): one is string => typeof one === 'string' && one !== '',
    );
    return [{ seq, at, type, name: known || (elementId ?? ''), actor, detail: [...new Set(texts)].join(' · ') }];
  });
}
