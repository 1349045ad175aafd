import type { CaseDetail } from '@pledge/contracts';
import { Countdown } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { useBilingual, useSeverityLabel } from '../common/bilingual.js';

/** How a case begins for its customer: where it stands in one sentence, and what runs out first. */
export function CustomerHead({ detail }: { readonly detail: CaseDetail }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const severity = useSeverityLabel();
  return (
    <header>
      <p className="soft">
        <span className="num">{detail.number}</span> · {t(`caseStatus.${detail.status}`)}
        {detail.severity !== null && ` · ${severity(detail.severity)}`}
      </p>
      <h1>{detail.title}</h1>
      <p className="status-sentence">{say(detail.statusSentence)}</p>
      {detail.headline !== null && (
        <Countdown clock={detail.headline} about={say(detail.headline.metricName)} size="large" />
      )}
    </header>
  );
}
