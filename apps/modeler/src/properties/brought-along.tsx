import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldsProps } from './properties-panel.js';

const BROUGHT = /^(camunda|flowable|activiti):/;

/** What another engine knew of this element and nobody has dealt with yet; taken away when it is done. */
export function BroughtAlong({ extensions }: Pick<FieldsProps, 'extensions'>): React.JSX.Element | null {
  const { t } = useTranslation();
  const notes = extensions.allProperties().filter(({ name }) => BROUGHT.test(name));
  if (notes.length === 0) return null;
  return (
    <section className="brought-along" aria-label={t('modeler.import.brought')}>
      <h3>{t('modeler.import.brought')}</h3>
      <ul>
        {[...new Set(notes.map(({ name }) => name))].map((name) => (
          <li key={name}>
            <span className="soft">{name}</span>
            {notes
              .filter((note) => note.name === name)
              .map((note, index) => (
                <code key={`${name} ${index}`}>{note.value}</code>
              ))}
            <Button size="small" onClick={() => extensions.setProperty(name, '')}>
              {t('modeler.import.done')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
