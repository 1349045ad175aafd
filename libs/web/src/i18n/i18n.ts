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

const ownTexts: Readonly<Record<Language, object>> = { 'zh-CN': webZh, en: webEn };
let applicationTexts: Readonly<Record<Language, () => Promise<object>>> | undefined;

/** The texts of a language, fetched when it is first used: a phone on a slow network reads one. */
async function textsOf(language: Language): Promise<object> {
  return { ...ownTexts[language], ...(await applicationTexts?.[language]()) };
}

/**
 * Starts i18next with the texts of libs/web and of the application (one namespace; the application's keys must not begin
 * with `web`).
 */
export async function startI18n(texts: Readonly<Record<Language, () => Promise<object>>>): Promise<i18n> {
  applicationTexts = texts;
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await textsOf(language) } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
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
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await textsOf(language));
  if (remember) globalThis.localStorage?.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
