import type { AcceptedFinding, ContractDetail, ProfileFinding } from '@pledge/contracts';
import { problemText, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { activateContract } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { FormError } from '../common/field.js';
import { FindingList, useAcceptances } from '../profiles/finding-list.js';

/** What stands between a draft and its signature: empty cells, contradictions, and questions that need a reason each. */
export function ActivatePanel({ detail }: { readonly detail: ContractDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const queries = useQueryClient();
  const [acceptances, accept] = useAcceptances();
  const [tried, setTried] = useState(false);
  const open = detail.findings.filter((finding) => !finding.accepted);
  const stops = open.filter((finding: ProfileFinding) => finding.kind !== 'question');
  const unanswered = open.filter(
    (finding) => finding.kind === 'question' && (acceptances[finding.key] ?? '').trim() === '',
  );
  const activate = useMutation({
    mutationFn: () =>
      activateContract(detail.number, {
        revision: detail.revision,
        accept: open
          .filter((finding) => finding.kind === 'question')
          .map((finding): AcceptedFinding => ({ key: finding.key, reason: acceptances[finding.key] ?? '' })),
      }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.contract(detail.number) }),
        queries.invalidateQueries({ queryKey: keys.contracts }),
      ]),
  });
  const maySign = userHasRole(user, 'manager', 'director', 'deputy', 'gm');
  return (
    <section className="activate-panel" aria-labelledby="activate-title">
      <h2 id="activate-title">{t('contract.toActivate')}</h2>
      <p className="soft">
        {stops.length > 0
          ? t('contract.stopped', { count: stops.length })
          : open.length > 0
            ? t('contract.questions', { count: open.length })
            : t('contract.ready')}{' '}
        {stops.length > 0 && (
          <Link to={`/profiles/${encodeURIComponent(detail.profileId)}`}>{t('contract.openProfile')}</Link>
        )}
      </p>
      <FindingList
        findings={open}
        {...(maySign && stops.length === 0 ? { acceptances, onAccept: accept } : {})}
        showMissing={tried}
      />
      {maySign && stops.length === 0 && (
        <>
          <FormError>{activate.error === null ? '' : problemText(activate.error, t)}</FormError>
          <Button
            type="primary"
            loading={activate.isPending}
            onClick={() => {
              setTried(true);
              if (unanswered.length === 0) activate.mutate();
            }}
          >
            {t('contract.activate')}
          </Button>
        </>
      )}
    </section>
  );
}
