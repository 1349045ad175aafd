import { FormView, type FormSchema } from '@pledge/web';
import { Tabs } from 'antd';
import { lazy, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeeper } from '../drafts/use-keeper.js';
import { useCheck } from '../findings/use-check.js';
import { FindingsList } from '../findings/findings-list.js';
import { ResourceShell } from '../studio/resource-shell.js';
import type { Opened } from '../studio/use-opened.js';
import { EnglishTexts } from './english-texts.js';
import { formChanges } from './form-changes.js';
import { useFormEditor } from './use-form-editor.js';

const TextComparison = lazy(async () => ({ default: (await import('../versions/text-comparison.js')).TextComparison }));

interface FormStudioProps {
  readonly formKey: string;
  readonly name: string;
  readonly opened: Opened;
  readonly fresh: () => string;
  readonly onPublished: () => Promise<void>;
}

/** form-js' editor, and beside it the form as people will fill it in, in both languages. */
export function FormStudio(props: FormStudioProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { formKey, opened, name } = props;
  const host = useRef<HTMLDivElement | null>(null);
  const [shown, setShown] = useState({ content: opened.draft.content, round: 0 });
  const editing = useFormEditor(host, formKey, shown.content, shown.round, i18n.language);
  const keeping = useKeeper('form', formKey, opened.draft);
  const checking = useCheck('form', formKey, editing.read, editing.changes, keeping.state.status !== 'clean');
  const replace = useCallback((content: string) => setShown((before) => ({ content, round: before.round + 1 })), []);
  const changesBetween = useCallback(
    (before: string, after: string) => Promise.resolve(formChanges(before, after)),
    [],
  );
  return (
    <ResourceShell
      kind="form"
      resourceKey={formKey}
      opened={opened}
      title={name}
      keeping={keeping}
      checking={checking}
      changes={editing.changes}
      read={editing.read}
      replace={replace}
      fresh={props.fresh}
      changesBetween={changesBetween}
      comparison={TextComparison}
      merge={null}
      nameOf={(id) => id}
      onPublished={() => void props.onPublished()}
    >
      {editing.error !== null && (
        <p className="notice-bar" role="alert">
          {t('modeler.importFailed', { reason: editing.error })}
        </p>
      )}
      <div className="split">
        <div className="form-editor" ref={host} />
        <aside className="split-side" aria-label={t('modeler.form.preview')}>
          <Tabs
            size="small"
            items={[
              {
                key: 'preview',
                label: t('modeler.form.preview'),
                children: editing.schema && <Preview schema={editing.schema} />,
              },
              { key: 'english', label: t('modeler.form.english'), children: <EnglishTexts editing={editing} /> },
            ]}
          />
        </aside>
      </div>
      <FindingsList findings={checking.findings} checking={checking.checking} />
    </ResourceShell>
  );
}

/** The form as it will be filled in, with what it would hand over. */
function Preview({ schema }: { readonly schema: FormSchema }): React.JSX.Element {
  const { t } = useTranslation();
  const [data, setData] = useState<Record<string, unknown>>({});
  const empty = useMemo(() => ({}), []);
  if ((schema.components ?? []).length === 0) return <p className="soft">{t('modeler.form.empty')}</p>;
  return (
    <>
      <FormView schema={schema} data={empty} onChange={setData} />
      <details>
        <summary>{t('modeler.form.result')}</summary>
        <pre className="mono">{JSON.stringify(data, null, 2)}</pre>
      </details>
    </>
  );
}
