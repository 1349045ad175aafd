import { ErrorState, LoadingState } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { keys, useResources } from '../api/studio.js';
import { addressOf, freshKey } from '../studio/kinds.js';
import { useOpened } from '../studio/use-opened.js';
import { braces, newMessage } from './template-files.js';
import { TemplateStudio } from './template-studio.js';

/** A new text gets a key of its own at once. */
export function NewTemplatePage(): React.JSX.Element {
  const [key] = useState(() => freshKey('template'));
  return <Navigate to={`${addressOf('template', key)}?new=1`} replace />;
}

/** Loads version and draft of a text or document, then opens the editor. */
export function TemplatePage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fresh = (): string =>
    newMessage({ subject: t('modeler.template.newSubject', braces), body: t('modeler.template.newBody', braces) });
  const opened = useOpened('template', key, search.get('new') === '1' ? fresh : null);
  const resources = useResources();
  const [round, setRound] = useState(0);
  if (opened.isPending) return <LoadingState rows={10} />;
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  const resource = resources.data?.find((each) => each.kind === 'template' && each.key === key);
  return (
    <TemplateStudio
      key={`${key} ${round}`}
      templateKey={key}
      name={(i18n.language === 'en' ? resource?.en : resource?.zh) ?? key}
      opened={opened.data}
      fresh={fresh}
      onPublished={async () => {
        await Promise.all(
          [keys.resources, keys.catalogue, keys.offers, keys.versions('template', key)].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
        await queries.refetchQueries({ queryKey: keys.opened('template', key) });
        setRound((before) => before + 1);
        if (search.has('new')) void navigate(addressOf('template', key), { replace: true });
      }}
    />
  );
}
