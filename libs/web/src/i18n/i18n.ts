import type { Language } from '@pledge/contracts';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import webEn from './locales/en.json' with { type: 'json' };
import webZh from './locales/zh-CN.json' with { type: 'json' };

export type { Language };

const storageKey = 'pledge.language';

/** The chosen language of this browser; Chinese unless English was chosen (`?lang=en` chooses too). */
export function rememberedLanguage(): Language {
  const asked =
    new URLSearchParams(globalThis.location?.search ?? '').get('lang') ?? globalThis.localStorage?.getItem(storageKey);
  return asked?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/**
 * Starts i18next with the texts of libs/web and of the application (one namespace; the application's keys must not begin
 * with `web`).
 */
export async function startI18n(texts: Readonly<Record<Language, object>>): Promise<i18n> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {
      'zh-CN': { translation: { ...webZh, ...texts['zh-CN'] } },
      en: { translation: { ...webEn, ...texts.en } },
    },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

/** The language in use. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

/** Whether this browser's user chose a language, so that the account's does not overrule it. */
export function languageWasChosen(): boolean {
  return (
    globalThis.localStorage?.getItem(storageKey) !== null ||
    new URLSearchParams(globalThis.location?.search ?? '').has('lang')
  );
}

/** Changes the language of the page; `remember` keeps it in this browser. */
export async function chooseLanguage(language: Language, remember = true): Promise<void> {
  if (remember) globalThis.localStorage?.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
