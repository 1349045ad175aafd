import type { EmergencySummary } from '@pledge/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type RunMode = EmergencySummary['mode'];

/** The word that goes before everything else: 演练 in stripes, 实战 in solid ink. Never colour alone. */
export function ModeWord({ mode }: { readonly mode: RunMode }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <strong className="run-mode" data-mode={mode}>
      {t(`emergency.mode.${mode}`)}
    </strong>
  );
}

/**
 * What belongs to one run. A drill stands in a broad striped frame that says so on top and below; a real emergency has a
 * solid one. The two cannot be taken for each other, in print and without colours neither (F-09).
 */
export function ModeFrame({
  mode,
  children,
}: {
  readonly mode: RunMode;
  readonly children: ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="mode-frame" data-mode={mode}>
      <p className="mode-strip">{t(`emergency.modeStrip.${mode}`)}</p>
      {children}
      {mode === 'drill' && <p className="mode-strip">{t('emergency.modeStrip.drill')}</p>}
    </div>
  );
}
