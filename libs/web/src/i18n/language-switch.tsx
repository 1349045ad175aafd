import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage, type Language } from './i18n.js';

const names: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

/** 中文 | English, each in its own language. */
export function LanguageSwitch({ onChange }: { readonly onChange?: (language: Language) => void }): React.JSX.Element {
  const { t } = useTranslation();
  const current = currentLanguage();
  return (
    <span className="language-switch" role="group" aria-label={t('web.language')}>
      {(Object.keys(names) as Language[]).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => {
            void chooseLanguage(language);
            onChange?.(language);
          }}
        >
          {names[language]}
        </button>
      ))}
    </span>
  );
}
