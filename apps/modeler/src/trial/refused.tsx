import { useTranslation } from 'react-i18next';
import type { DraftFinding } from '../findings/check-draft.js';

/** Why the draft could not be played at all, each finding with its element; nothing while there is none. */
export function Refused(props: {
  readonly findings: readonly DraftFinding[];
  readonly nameOf: (elementId: string) => string;
  readonly show: (elementId: string) => void;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const { findings, nameOf, show } = props;
  if (findings.length === 0) return null;
  return (
    <div role="alert" className="trial-refused">
      <p>
        <strong>{t('modeler.trial.refused')}</strong>
      </p>
      <ul>
        {findings.map(({ elementId, message, rule }, index) => (
          <li key={`${rule} ${index}`}>
            {message}
            {elementId !== null && (
              <button type="button" className="link" onClick={() => show(elementId)}>
                {t('modeler.findings.show', { name: nameOf(elementId) })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
