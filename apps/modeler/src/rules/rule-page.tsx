import { ErrorState, LoadingState } from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { keys, useCatalogue, useResources } from '../api/studio.js';
import { addressOf, freshKey } from '../studio/kinds.js';
import { useOpened } from '../studio/use-opened.js';
import { newRule } from './rule-content.js';
import { RuleStudio } from './rule-studio.js';

/** A new rule gets a key of its own at once. */
export function NewRulePage(): React.JSX.Element {
  const [key] = useState(() => freshKey('rule'));
  return <Navigate to={`${addressOf('rule', key)}?new=1`} replace />;
}

/** Loads version and draft of a service rule, then opens the editor. */
export function RulePage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { key = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fresh = (): string =>
    newRule(key, {
      zh: i18n.language === 'en' ? '' : t('modeler.rule.newName'),
      en: i18n.language === 'en' ? t('modeler.rule.newName') : '',
    });
  const opened = useOpened('rule', key, search.get('new') === '1' ? fresh : null);
  const resources = useResources();
  const catalogue = useCatalogue();
  const [round, setRound] = useState(0);
  if (opened.isPending || catalogue.isPending) return <LoadingState rows={10} />;
  if (opened.isError) return <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />;
  if (catalogue.isError) return <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  const resource = resources.data?.find((each) => each.kind === 'rule' && each.key === key);
  return (
    <RuleStudio
      key={`${key} ${round}`}
      ruleKey={key}
      name={(i18n.language === 'en' ? resource?.en : resource?.zh) ?? key}
      opened={opened.data}
      catalogue={catalogue.data}
      fresh={fresh}
      onPublished={async () => {
        await Promise.all(
          [keys.resources, keys.offers, keys.versions('rule', key)].map((queryKey) =>
            queries.invalidateQueries({ queryKey }),
          ),
        );
        await queries.refetchQueries({ queryKey: keys.opened('rule', key) });
        setRound((before) => before + 1);
        if (search.has('new')) void navigate(addressOf('rule', key), { replace: true });
      }}
    />
  );
}
