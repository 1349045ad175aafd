import type { TFunction } from 'i18next';
import { ApiProblem } from '../api/problem.js';

/** The sentence of a failure for the person: the server's own where it gave one, else what is safe and what to do. */
export function problemText(error: unknown, t: TFunction): string {
  if (error instanceof ApiProblem) {
    if (error.offline) return t('web.error.offline');
    // A veto gives the guard's own reason, in the reader's language; the name of the rule is for operators.
    const veto = error.code === 'GUARD_VETOED' ? error.errors[0]?.message : undefined;
    if (veto !== undefined && veto !== '') return veto;
    if (error.detail !== '') return error.detail;
    if (error.title !== '' && !error.title.startsWith('HTTP')) return error.title;
    return t('web.error.unknown', { code: error.code });
  }
  return t('web.error.unknown', { code: error instanceof Error ? error.name : 'UNKNOWN' });
}
