import type { DefinitionView, ListOf, ModelingCatalogue } from '@pledge/contracts';
import { api, ApiProblem, currentLanguage, ErrorState, formatTime, LoadingState, problemText } from '@pledge/web';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Editor } from './editor.js';
import { processKeyOf, readDraft } from './local-draft.js';
import { newDiagram } from './new-diagram.js';

/** Loads the newest version of a process (or starts a new one) and the lists the panel offers, then opens the editor. */
export function EditorPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { key = 'new' } = useParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [freshKey] = useState(
    () =>
      processKeyOf(readDraft('new')?.xml ?? '') ??
      `process-${Math.floor(performance.timeOrigin + performance.now()).toString(36)}`,
  );
  const source = useQuery({
    queryKey: ['process', key],
    queryFn: async () => {
      if (key === 'new') return { definition: null, xml: newDiagram(freshKey, t('modeler.newProcessName')) };
      const list = await api.get<ListOf<DefinitionView>>('/process-definitions', { query: { key, latest: true } });
      const definition = list.items[0];
      if (!definition) throw new ApiProblem(404, 'PROCESS_UNKNOWN', t('modeler.notFoundHint'), '');
      return { definition, xml: await api.get<string>(`/process-definitions/${definition.id}/xml`) };
    },
    staleTime: Infinity,
  });
  const catalogue = useQuery({
    queryKey: ['modeling-catalogue'],
    queryFn: () => api.get<ModelingCatalogue>('/modeling/catalogue'),
  });
  if (source.isPending || catalogue.isPending) return <LoadingState rows={10} />;
  if (source.isError) return <ErrorState error={source.error} onRetry={() => void source.refetch()} />;
  if (catalogue.isError) return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  const { definition, xml } = source.data;
  return (
    <Editor
      key={`${key} ${definition?.version ?? 0}`}
      draftKey={key}
      processKey={definition?.key ?? freshKey}
      version={definition?.version ?? 0}
      publishedXml={xml}
      draft={readDraft(key)}
      catalogue={catalogue.data}
      language={i18n.language === 'en' ? 'en' : currentLanguage()}
      describe={{
        error: (failure) => problemText(failure, t),
        time: (ms) => formatTime(new Date(ms).toISOString(), i18n.language),
      }}
      onPublished={async (publishedKey) => {
        await queries.invalidateQueries({ queryKey: ['definitions'] });
        await queries.invalidateQueries({ queryKey: ['process', publishedKey] });
        if (key !== publishedKey) {
          queries.removeQueries({ queryKey: ['process', key] });
          void navigate(`/processes/${encodeURIComponent(publishedKey)}`, { replace: true });
        }
      }}
    />
  );
}
