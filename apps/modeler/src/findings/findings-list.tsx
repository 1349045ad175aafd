import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addressOf } from '../studio/kinds.js';
import type { DraftFinding } from './check-draft.js';

/** What is wrong with a resource that is no diagram. */
export function FindingsList(props: {
  readonly findings: readonly DraftFinding[] | null;
  readonly checking: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { findings, checking } = props;
  const errors = (findings ?? []).filter((finding) => finding.severity === 'error').length;
  return (
    <section className="findings" tabIndex={0} aria-label={t('modeler.findings.title')} aria-busy={checking}>
      <p role="status">
        {findings === null
          ? t('modeler.findings.notChecked')
          : findings.length === 0
            ? t('modeler.findings.none')
            : t('modeler.findings.count', { errors, remarks: findings.length - errors })}
      </p>
      {findings !== null && findings.length > 0 && (
        <ol>
          {findings.map((finding, index) => (
            <li key={`${finding.rule} ${index}`}>
              <span className={`finding-mark finding-${finding.severity}`} aria-hidden="true">
                {index + 1}
              </span>
              <span>
                <strong>{t(`modeler.findings.${finding.severity}`)}</strong> {finding.message}
                {finding.processKey !== undefined && (
                  <Link className="link" to={addressOf('process', finding.processKey)}>
                    {t('modeler.findings.openProcess')}
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
