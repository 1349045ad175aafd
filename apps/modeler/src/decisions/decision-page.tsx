import { ErrorState, LoadingState } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { keys } from '../api/studio.js';
import { addressOf, freshKey } from '../studio/kinds.js';
import { useOpened } from '../studio/use-opened.js';
import { DecisionStudio } from './decision-studio.js';
import { newDecision } from './new-decision.js';

/** A new decision gets a key of its own at once. */
export function NewDecisionPage(): React.JSX.Element {
  const [key] = useState(() => freshKey('decision'));
  return <Navigate to={`${addressOf('decision', key)}?new=1`} replace />;
}

/** Loads version and draft of a decision, then opens the editor. */
export function DecisionPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fresh = (): string =>
    newDecision(key, {
      name: t('modeler.decision.newName'),
      input: t('modeler.decision.newInput'),
      output: t('modeler.decision.newOutput'),
    });
  const opened = useOpened('decision', key, search.get('new') === '1' ? fresh : null);
  const [round, setRound] = useState(0);
  if (opened.isPending) return <LoadingState rows={10} />;
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  return (
    <DecisionStudio
      key={`${key} ${round}`}
      decisionKey={key}
      opened={opened.data}
      fresh={fresh}
      onPublished={async () => {
        await Promise.all(
          [keys.resources, keys.catalogue, keys.offers, keys.versions('decision', key)].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
        await queries.refetchQueries({ queryKey: keys.opened('decision', key) });
        setRound((before) => before + 1);
        if (search.has('new')) void navigate(addressOf('decision', key), { replace: true });
      }}
    />
  );
}
