import { formatSpan, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** Time since the report, running until the recovery. */
export function Elapsed({ from, until }: { readonly from: string; readonly until: string | null }): React.JSX.Element {
  const { t } = useTranslation();
  const now = useNow();
  const words = { day: t('web.time.day'), hour: t('web.time.hour') };
  const end = until === null ? now : Date.parse(until);
  return <span className="num elapsed">{formatSpan(Math.max(0, end - Date.parse(from)), words)}</span>;
}
