import { joined } from '@pledge/web';
import type { ReadinessItem } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** What a plan is not ready in: overdue checks and those found unfit, by name; nothing where all is well (S3-20..23). */
export function ReadinessNote({ items }: { readonly items: readonly ReadinessItem[] }): React.JSX.Element | null {
  const { t } = useTranslation();
  const say = useBilingual();
  const open = items.filter((item) => item.overdue || item.result === 'unfit');
  if (open.length === 0) return null;
  return (
    <p className="not-ready">
      <span aria-hidden="true">✕ </span>
      {t('emergency.notReady', { count: open.length })}
      {t('emergency.colon')}
      <span className="not-ready-names">{joined(open.map((item) => say(item.name)))}</span>
    </p>
  );
}

/** The original flow is lost: both parties have to agree on ours first (C28). */
export function ProposalMark(): React.JSX.Element {
  const { t } = useTranslation();
  return <span className="proposal-mark">{t('emergency.proposal')}</span>;
}
