import type { SeverityView } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Picks the text of the page's language; Chinese where English is empty. */
export function useBilingual(): (text: Bilingual | null | undefined) => string {
  const { i18n } = useTranslation();
  return (text) => {
    if (text === null || text === undefined) return '';
    return i18n.language === 'en' && text.en !== '' ? text.en : text.zh;
  };
}

/** `一级` / `Level 1` of the contract's own scheme; '' while it is not assessed. */
export function useSeverityLabel(): (severity: SeverityView | null) => string {
  const { i18n } = useTranslation();
  return (severity) => (severity === null ? '' : i18n.language === 'en' ? severity.labelEn : severity.labelZh);
}
