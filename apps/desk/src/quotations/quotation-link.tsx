import type { TaskView } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { keys } from '../api/keys.js';
import { listQuotations } from '../api/quotations.js';

/** The way from a step to the quotation that its process is about; nothing for other steps, or on its own page. */
export function QuotationLink({ task }: { readonly task: TaskView }): React.JSX.Element | null {
  const { t } = useTranslation();
  const location = useLocation();
  const filter = { caseNumber: task.caseNumber ?? '' };
  const found = useQuery({
    queryKey: keys.quotationList(filter),
    queryFn: () => listQuotations(filter),
    enabled: task.caseNumber !== null,
  });
  const one = found.data?.items.find((each) => each.processInstanceId === task.processInstanceId);
  if (one === undefined || location.pathname === `/quotations/${one.id}`) return null;
  return (
    <p>
      <Link to={`/quotations/${one.id}`}>{t('quotation.taskOf', { number: `${one.number} ${one.title}` })}</Link>
    </p>
  );
}
