import type { FormComponent, FormSchema } from '@pledge/web';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormEditing } from './use-form-editor.js';

/** Every text of the form beside its English: what nobody translated yet stays in Chinese on English screens. */
export function EnglishTexts({ editing }: { readonly editing: FormEditing }): React.JSX.Element {
  const { t } = useTranslation();
  const rows = editing.schema ? textsOf(editing.schema) : [];
  if (rows.length === 0) return <p className="soft">{t('modeler.form.noTexts')}</p>;
  return (
    <ul className="english-texts">
      {rows.map((row) => (
        <li key={`${row.component.id} ${row.name}`}>
          <span>{row.zh}</span>
          <Input
            size="small"
            key={row.en}
            defaultValue={row.en}
            aria-label={t('modeler.form.englishFor', { text: row.zh })}
            placeholder={t('modeler.form.notTranslated')}
            onBlur={(event) => {
              const text = event.target.value.trim();
              if (text === row.en) return;
              const { [row.name]: _old, ...others } = row.component.properties ?? {};
              editing.edit(row.component.id ?? '', {
                properties: text === '' ? others : { ...others, [row.name]: text },
              });
            }}
          />
        </li>
      ))}
    </ul>
  );
}

interface TextRow {
  readonly component: FormComponent;
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

function textsOf(schema: FormSchema): TextRow[] {
  const rows: TextRow[] = [];
  const walk = (components: readonly FormComponent[]): void => {
    for (const component of components) {
      const add = (name: string, zh: unknown): void => {
        if (typeof zh === 'string' && zh.trim() !== '')
          rows.push({ component, name, zh, en: component.properties?.[name] ?? '' });
      };
      add('label.en', component.label);
      add('description.en', component['description']);
      add('text.en', component['text']);
      for (const option of component.values ?? []) add(`value.${String(option.value)}.en`, option.label);
      if (component.components) walk(component.components);
    }
  };
  walk(schema.components ?? []);
  return rows;
}
