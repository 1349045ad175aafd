import type { EvidenceFinding, EvidenceVerdict } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Where it began matters; the rest is for the command line. */
const SHOWN = 20;

/** What a verification found: everything as it was, or the rows that are not, the first on top. */
export function VerdictView({ verdict }: { readonly verdict: EvidenceVerdict }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const rows = Object.values(verdict.counts).reduce((sum, count) => sum + count, 0);
  const { lastAnchor: anchor, vouched } = verdict;
  const looked = t('evidence.looked', { rows, anchors: verdict.anchors });
  const until =
    anchor === null
      ? t('evidence.noAnchorYet')
      : t('evidence.until', { seq: anchor.seq, time: formatInstant(anchor.at, i18n.language, now) });
  return (
    <section className="verdict" data-intact={verdict.intact} role="status">
      <strong>
        {verdict.intact
          ? `✓ ${t('evidence.intact')}`
          : `✗ ${t('evidence.notIntact', { count: verdict.findings.length })}`}
      </strong>
      <p>
        {looked} {until}
      </p>
      {vouched === null ? (
        <p>{t('evidence.notVouched')}</p>
      ) : (
        <>
          <p>
            {t('evidence.vouched', {
              authority: vouched.authority,
              seq: vouched.seq,
              time: formatInstant(vouched.stampedAt, i18n.language, now),
            })}
          </p>
          {!vouched.trusted && (
            <p className="soft hash">{t('evidence.vouchedUnknown', { fingerprint: vouched.fingerprint })}</p>
          )}
        </>
      )}
      {!verdict.intact && (
        <ol className="evidence-findings">
          {verdict.findings.slice(0, SHOWN).map((finding, index) => (
            <li key={`${finding.table}/${finding.ref}/${String(finding.seq)}/${finding.problem}`}>
              {index === 0 && <strong>{t('evidence.first')} </strong>}
              <Sentence finding={finding} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Sentence({ finding }: { readonly finding: EvidenceFinding }): React.JSX.Element {
  const { t } = useTranslation();
  const { table, problem, ref, caseNumber, seq, because, detail } = finding;
  return (
    <>
      {t(`evidence.table.${table}`)} <span className="num">{seq === null ? ref : t('evidence.number', { seq })}</span>{' '}
      {t(`evidence.problem.${problem}`)}
      {caseNumber !== null && (
        <>
          {' · '}
          <Link to={`/cases/${caseNumber}`}>{caseNumber}</Link>
        </>
      )}
      <span className="soft">
        {' · '}
        {t(`evidence.because.${because}`, { detail: detail ?? '' })}
      </span>
    </>
  );
}
