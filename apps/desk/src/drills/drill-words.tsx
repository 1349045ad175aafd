import type { DrillSummary } from '@pledge/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The word that stands on everything of a drill, in both languages at once: nobody may take it for the real thing. */
export function DrillMark(): React.JSX.Element {
  const { t } = useTranslation();
  return <span className="drill-mark">{t('drill.mark')}</span>;
}

/** A broad striped frame around whatever belongs to a drill (ui.md, emergency console). */
export function DrillFrame({ children }: { readonly children: ReactNode }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="drill-frame">
      <p className="drill-banner" role="note">
        <DrillMark /> {t('drill.notReal')}
      </p>
      <div className="drill-body">{children}</div>
    </div>
  );
}

/** Where it stands; scored, with the grade: a sign and a word, since colour is for time. */
export function DrillStateText({
  drill,
}: {
  readonly drill: Pick<DrillSummary, 'state' | 'grade' | 'total'>;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      {t(`drill.state.${drill.state}`)}
      {drill.grade !== null && drill.total !== null && (
        <span className="soft">
          {' '}
          · <span className="num">{drill.total}</span> {t(`drill.grade.${drill.grade}`)}
        </span>
      )}
    </>
  );
}
