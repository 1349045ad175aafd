import type { ImportedModelView } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { keys, saveDraft, useResources } from '../api/studio.js';
import { addressOf } from '../studio/kinds.js';

/** First free key of `key`, `key-2`, `key-3` … */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) if (!taken.has(`${key}-${count}`)) return `${key}-${count}`;
}

/** Keeps what was opened as a draft: of a new process, or as the next version of the one that has its key. */
export function KeepDraft(props: { readonly text: string; readonly model: ImportedModelView }): React.JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const resources = useResources();
  const { text, model } = props;
  const [place, setPlace] = useState<'new' | 'next'>('new');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');
  const processes = (resources.data ?? []).filter((resource) => resource.kind === 'process');
  const existing = processes.find((resource) => resource.key === model.key);
  // what somebody is working on is not written over
  const mayBeNext = existing !== undefined && existing.draft === null && existing.version > 0;

  const keep = async (): Promise<void> => {
    setBusy(true);
    setFailed('');
    try {
      const asNext = mayBeNext && place === 'next';
      const key =
        existing && !asNext ? freeKey(model.key, new Set(processes.map((resource) => resource.key))) : model.key;
      const kept =
        key === model.key ? model : await api.post<ImportedModelView>('/modeling/imports', { content: text, key });
      const drafts = [
        ...kept.forms.map((form) => ({ kind: 'form' as const, title: form.key, basedOn: 0, ...form })),
        {
          kind: 'process' as const,
          key,
          title: kept.name,
          content: kept.content,
          basedOn: asNext ? existing.version : 0,
        },
      ];
      for (const { kind, key: draftKey, title, content, basedOn } of drafts) {
        const outcome = await saveDraft(
          kind,
          draftKey,
          { title: title.slice(0, 255), content, basedOn, revision: 0 },
          t,
        );
        if (outcome.kind === 'saved') continue;
        const reason = outcome.kind === 'refused' ? outcome.reason : t(`modeler.import.notKept.${outcome.kind}`);
        return setFailed(reason);
      }
      await queries.invalidateQueries({ queryKey: keys.resources });
      await navigate(addressOf('process', key));
    } catch (error) {
      setFailed(problemText(error, t));
    } finally {
      setBusy(false);
    }
  };

  return (
    <footer className="import-keep">
      {existing && (
        <div role="group" aria-label={t('modeler.import.exists', { key: model.key })}>
          <p>{t('modeler.import.exists', { key: model.key })}</p>
          <Radio.Group
            value={place}
            onChange={(event) => setPlace(event.target.value as 'new' | 'next')}
            options={[
              { value: 'new', label: t('modeler.import.asNew') },
              { value: 'next', label: t('modeler.import.asNext'), disabled: !mayBeNext },
            ]}
          />
        </div>
      )}
      {failed !== '' && (
        <p className="field-error" role="alert">
          {failed}
        </p>
      )}
      <Button type="primary" loading={busy} disabled={resources.isPending} onClick={() => void keep()}>
        {model.forms.length > 0
          ? t('modeler.import.keepWithForms', { count: model.forms.length })
          : t('modeler.import.keep')}
      </Button>
      <span className="soft">{t('modeler.import.keepHint')}</span>
    </footer>
  );
}
