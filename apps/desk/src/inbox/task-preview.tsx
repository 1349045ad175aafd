import type { TaskView } from '@pledge/contracts';
import { Countdown, ErrorState, LoadingState } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { getCase, getClocks } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';
import { caseOf, emergencyOf, isDrill, subjectOf } from '../common/task-address.js';
import { ModeWord } from '../emergencies/mode.js';
import { ContractPreview } from './contract-preview.js';

/** What the row is about, beside the list: the case in short and its promises. */
export function TaskPreview(props: {
  readonly task: TaskView;
  readonly name: string;
  /** False: it belongs to no case, or to something else that has a number. */
  readonly hasCase: boolean;
  readonly onOpen: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const severity = useSeverityLabel();
  const number = props.hasCase ? (caseOf(props.task) ?? '') : '';
  const found = useQuery({ queryKey: keys.case(number), queryFn: () => getCase(number), enabled: number !== '' });
  const clocks = useQuery({
    queryKey: keys.caseClocks(number),
    queryFn: () => getClocks(number),
    enabled: number !== '',
  });
  const open = clocks.data?.items.filter(
    (clock) => ['running', 'paused', 'breached'].includes(clock.state) && clock.stoppedAt === null,
  );
  return (
    <aside className="task-preview" aria-label={t('inbox.preview')}>
      <header>
        <h2>{props.name}</h2>
      </header>
      {emergencyOf(props.task) !== null && (
        <p>
          {isDrill(props.task.caseNumber) && <ModeWord mode="drill" />}{' '}
          <span className="num">{props.task.caseNumber}</span>
        </p>
      )}
      {subjectOf(props.task) === 'contract' && props.task.caseNumber !== null && (
        <ContractPreview number={props.task.caseNumber} />
      )}
      {found.isPending && number !== '' && <LoadingState rows={4} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <p>
            <span className="num">{number}</span> <strong>{found.data.title}</strong>
          </p>
          <p>{say(found.data.statusSentence)}</p>
          <dl className="facts">
            <dt>{t('case.customer')}</dt>
            <dd>{found.data.customerName ?? t('common.unknown')}</dd>
            <dt>{t('case.severity')}</dt>
            <dd>{severity(found.data.severity) || t('case.notAssessed')}</dd>
            <dt>{t('case.contact')}</dt>
            <dd>
              {found.data.contact.name} <a href={`tel:${found.data.contact.phone}`}>{found.data.contact.phone}</a>
            </dd>
            <dt>{t('case.owner')}</dt>
            <dd>{found.data.ownerName ?? t('case.noOwner')}</dd>
          </dl>
          {open !== undefined && open.length > 0 && (
            <ul className="preview-clocks">
              {open.map((clock) => (
                <li key={clock.id}>
                  <Countdown clock={clock} about={say(clock.metricName)} />
                </li>
              ))}
            </ul>
          )}
          <p className="preview-description">{found.data.description}</p>
        </>
      )}
      <Button type="primary" block onClick={props.onOpen}>
        {t(props.hasCase ? 'inbox.openCase' : 'inbox.openTask')}
      </Button>
    </aside>
  );
}
