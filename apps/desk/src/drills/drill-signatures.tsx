import type { Drill } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** The report, and who signed which bytes of it. */
export function DrillSignatures({ drill }: { readonly drill: Drill }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { reportDocumentId, signedDocumentId, reportSha256, signatures } = drill;
  if (reportDocumentId === null) return null;
  return (
    <section aria-labelledby="drill-report-title">
      <h2 id="drill-report-title">{t('drill.report')}</h2>
      <p>
        <a href={apiUrl(`/documents/${signedDocumentId ?? reportDocumentId}`)} target="_blank" rel="noreferrer">
          {t(signedDocumentId === null ? 'drill.openReport' : 'drill.openSigned')}
        </a>
      </p>
      <ul className="drill-signatures">
        {(['provider', 'customer'] as const).map((side) => {
          const found = signatures.find((one) => one.side === side);
          return (
            <li key={side}>
              <strong>{t(`drill.side.${side}`)}</strong>{' '}
              {found === undefined ? (
                <span className="soft">{t('drill.unsigned')}</span>
              ) : (
                <>
                  ✓ {found.signer}{' '}
                  <span className="soft">
                    {found.partyName} · {formatInstant(found.at, i18n.language, now)}
                  </span>
                </>
              )}
            </li>
          );
        })}
      </ul>
      {reportSha256 !== null && (
        <p className="soft drill-hash" title={reportSha256}>
          SHA-256 {reportSha256.slice(0, 16)}…
        </p>
      )}
    </section>
  );
}
