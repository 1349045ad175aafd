import { ErrorState, LoadingState } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { keys, useResources } from '../api/studio.js';
import { addressOf, freshKey } from '../studio/kinds.js';
import { useOpened } from '../studio/use-opened.js';
import { newForm } from './new-form.js';
import { FormStudio } from './form-studio.js';

/** A new form gets a key of its own at once. */
export function NewFormPage(): React.JSX.Element {
  const [key] = useState(() => freshKey('form'));
  return <Navigate to={`${addressOf('form', key)}?new=1`} replace />;
}

/** Loads version and draft of a form, then opens the editor. */
export function FormPage(): React.JSX.Element {
  const { i18n } = useTranslation();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fresh = (): string => newForm(key);
  const opened = useOpened('form', key, search.get('new') === '1' ? fresh : null);
  const resources = useResources();
  const [round, setRound] = useState(0);
  if (opened.isPending) return <LoadingState rows={10} />;
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  const resource = resources.data?.find((each) => each.kind === 'form' && each.key === key);
  return (
    <FormStudio
      key={`${key} ${round}`}
      formKey={key}
      name={(i18n.language === 'en' ? resource?.en : resource?.zh) ?? key}
      opened={opened.data}
      fresh={fresh}
      onPublished={async () => {
        await Promise.all(
          [keys.resources, keys.catalogue, keys.offers, keys.versions('form', key)].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
        await queries.refetchQueries({ queryKey: keys.opened('form', key) });
        setRound((before) => before + 1);
        if (search.has('new')) void navigate(addressOf('form', key), { replace: true });
      }}
    />
  );
}
