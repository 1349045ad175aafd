import { ErrorState, LoadingState } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { keys, useCatalogue } from '../api/studio.js';
import { addressOf, freshKey } from '../studio/kinds.js';
import { useOpened } from '../studio/use-opened.js';
import { Editor } from './editor.js';
import { newDiagram } from './new-diagram.js';

/** A new process gets a key of its own at once, so that it has an address and its draft a place. */
export function NewProcessPage(): React.JSX.Element {
  const [key] = useState(() => freshKey('process'));
  return <Navigate to={`${addressOf('process', key)}?new=1`} replace />;
}

/** Loads version and draft of a process and the lists the panel offers, then opens the editor. */
export function EditorPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fresh = (): string => newDiagram(key, t('modeler.newProcessName'));
  const opened = useOpened('process', key, search.get('new') === '1' ? fresh : null);
  const catalogue = useCatalogue();
  const [round, setRound] = useState(0);
  if (opened.isPending || catalogue.isPending) return <LoadingState rows={10} />;
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  if (catalogue.isError) return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  return (
    <Editor
      key={`${key} ${round}`}
      processKey={key}
      opened={opened.data}
      fresh={fresh}
      catalogue={catalogue.data}
      language={i18n.language === 'en' ? 'en' : 'zh-CN'}
      onPublished={async () => {
        await Promise.all(
          [keys.resources, keys.catalogue, keys.offers, keys.versions('process', key)].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
        await queries.refetchQueries({ queryKey: keys.opened('process', key) });
        setRound((before) => before + 1);
        if (search.has('new')) void navigate(addressOf('process', key), { replace: true });
      }}
    />
  );
}
