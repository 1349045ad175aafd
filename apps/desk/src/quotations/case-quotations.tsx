import type { CaseDetail } from '@pledge/contracts';
import { ErrorState, newIdempotencyKey, problemText, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { keys } from '../api/keys.js';
import { createQuotation, listQuotations } from '../api/quotations.js';

/** The quotations of a case, and the way to begin one. A customer sees what was put to them; nothing while there is none. */
export function CaseQuotations({ detail }: { readonly detail: CaseDetail }): React.JSX.Element | null {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [key] = useState(newIdempotencyKey);
  const filter = { caseNumber: detail.number };
  const found = useQuery({ queryKey: keys.quotationList(filter), queryFn: () => listQuotations(filter) });
  const create = useMutation({
    mutationFn: () => createQuotation(detail.number, key),
    onSuccess: ({ id }) => void navigate(`/quotations/${id}`),
    onError: (error) => void message.error(problemText(error, t)),
  });
  const over = detail.status === 'closed' || detail.status === 'withdrawn';
  const items = found.data?.items ?? [];
  if (user.side === 'customer' && items.length === 0) return null;
  return (
    <section aria-labelledby="case-quotations-title">
      <div className="section-head">
        <h2 id="case-quotations-title">{t('quotation.title')}</h2>
        {!over && userHasRole(user, 'pm', 'manager') && (
          <Button type="link" size="small" loading={create.isPending} onClick={() => create.mutate()}>
            {t('quotation.new')}
          </Button>
        )}
      </div>
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && items.length === 0 && <p className="soft">{t('quotation.none')}</p>}
      <ul className="documents">
        {items.map((one) => (
          <li key={one.id}>
            <Link to={`/quotations/${one.id}`}>{one.title}</Link>
            <span className="soft num">
              {one.number} · ¥{one.total} · {t(`quotation.state.${one.outcome ?? one.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
