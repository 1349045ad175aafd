import type { Language } from '@pledge/contracts';
import { currentLanguage } from './i18n.js';

/** Names or numbers one after another as the language writes lists: `A、B、C`, `A, B, C` (CLDR narrow lists). '' for none. */
export function joined(items: readonly string[], language: Language = currentLanguage()): string {
  return new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(items);
}
