import type { CreateCaseResponse } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBilingual } from '../common/bilingual.js';

/** The number to tell the caller, and that the clocks run. */
export function IntakeDone({
  answer,
  onNext,
}: {
  readonly answer: CreateCaseResponse;
  readonly onNext: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  return (
    <div className="receipt" role="status">
      <p className="soft">{t('intake.doneNumber')}</p>
      <p className="receipt-number num">{answer.number}</p>
      <p>{t('intake.doneAt', { time: formatInstant(answer.receivedAt, i18n.language, now) })}</p>
      {answer.contractProblem === null ? <p>{t('intake.doneClocks')}</p> : <p>{say(answer.contractProblem.message)}</p>}
      <div className="state-actions">
        <Link className="button-link" to={`/cases/${answer.number}`}>
          {t('intake.openCase')}
        </Link>
        <Button onClick={onNext} autoFocus>
          {t('intake.next')}
        </Button>
      </div>
    </div>
  );
}
