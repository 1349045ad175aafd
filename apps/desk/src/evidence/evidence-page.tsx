import type { EvidenceAnchor, EvidenceCertificate } from '@pledge/contracts';
import { EmptyState, ErrorState, formatInstant, LoadingState, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { anchorNow, getEvidence, verifyEvidence } from '../api/evidence.js';
import { keys } from '../api/keys.js';
import { useTitle } from '../common/use-title.js';
import { TimeStampCell, TimeStampsNote } from './time-stamps.js';
import { VerdictView } from './verdict-view.js';

/** Are the records what they were: verify now, anchors, certificates. */
export function EvidencePage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.evidence'));
  const { message } = App.useApp();
  const queries = useQueryClient();
  const state = useQuery({ queryKey: keys.evidence, queryFn: getEvidence });
  const failed = (error: unknown): void => void message.error(problemText(error, t));
  const verify = useMutation({ mutationFn: verifyEvidence, onError: failed });
  const anchor = useMutation({
    mutationFn: anchorNow,
    onSuccess: (made) => {
      void message.success(t('evidence.anchored', { seq: made.seq }));
      return queries.invalidateQueries({ queryKey: keys.evidence });
    },
    onError: failed,
  });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.evidence')}</h1>
        <span className="frame-spacer" />
        <Button
          loading={anchor.isPending}
          disabled={state.data?.signing.ready === false}
          onClick={() => anchor.mutate()}
        >
          {t('evidence.anchorNow')}
        </Button>
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('evidence.verifyNow')}
        </Button>
      </header>
      <div className="evidence">
        <p className="soft">{t('evidence.intro')}</p>
        {state.data?.signing.ready === false && (
          <section className="verdict" data-intact={false} role="status">
            <strong>{t('evidence.noKey')}</strong>
            <p>{t('evidence.noKeyBody', { code: state.data.signing.problem ?? '' })}</p>
          </section>
        )}
        {verify.data !== undefined && <VerdictView verdict={verify.data} />}
        {state.isPending && <LoadingState rows={6} />}
        {state.isError && <ErrorState error={state.error} onRetry={() => void state.refetch()} />}
        {state.data !== undefined && (
          <>
            <TimeStampsNote state={state.data.timeStamps} />
            <Anchors anchors={state.data.anchors} certificates={state.data.certificates} />
            <Certificates certificates={state.data.certificates} />
          </>
        )}
      </div>
    </div>
  );
}

function Anchors(props: {
  readonly anchors: readonly EvidenceAnchor[];
  readonly certificates: readonly EvidenceCertificate[];
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (props.anchors.length === 0)
    return <EmptyState title={t('evidence.noAnchors')} body={t('evidence.noAnchorsBody')} />;
  return (
    <section aria-labelledby="anchors-title">
      <h2 id="anchors-title">{t('evidence.anchors')}</h2>
      <table className="work-table">
        <thead>
          <tr>
            <th>{t('evidence.seq')}</th>
            <th>{t('evidence.at')}</th>
            <th>{t('evidence.rows')}</th>
            <th>{t('evidence.changes')}</th>
            <th>{t('evidence.statementHash')}</th>
            <th>{t('evidence.signedWith')}</th>
            <th>{t('evidence.thirdParty')}</th>
          </tr>
        </thead>
        <tbody>
          {props.anchors.map((anchor) => (
            <tr key={anchor.seq}>
              <td className="num cell-title">{anchor.seq}</td>
              <td className="num" data-label={t('evidence.at')}>
                {formatInstant(anchor.at, i18n.language, now)}
              </td>
              <td className="num" data-label={t('evidence.rows')}>
                {Object.values(anchor.counts).reduce((sum, count) => sum + count, 0)}
              </td>
              <td className="num" data-label={t('evidence.changes')}>
                {anchor.changes}
              </td>
              <td className="num hash" data-label={t('evidence.statementHash')}>
                {anchor.statementHash}
              </td>
              <td data-label={t('evidence.signedWith')}>
                {props.certificates.find((one) => one.fingerprint === anchor.fingerprint)?.name ?? anchor.fingerprint}
              </td>
              <td data-label={t('evidence.thirdParty')}>
                <TimeStampCell stamp={anchor.stamp} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Certificates({ certificates }: { readonly certificates: readonly EvidenceCertificate[] }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <section aria-labelledby="certificates-title">
      <h2 id="certificates-title">{t('evidence.certificates')}</h2>
      {certificates.length === 0 && <p className="soft">{t('evidence.noCertificates')}</p>}
      <ul className="evidence-certificates">
        {certificates.map((one) => (
          <li key={one.fingerprint}>
            <strong>{one.name}</strong>{' '}
            {(one.demo || one.selfSigned) && (
              <span className="evidence-mark" data-demo={one.demo}>
                {t(one.demo ? 'evidence.demo' : 'evidence.selfSigned')}
              </span>
            )}
            <p className="soft num">
              {t('evidence.valid', { from: time(one.validFrom), to: time(one.validTo) })} ·{' '}
              {t('evidence.firstUsed', { time: time(one.firstUsedAt) })}
            </p>
            <p className="num hash">SHA-256 {one.fingerprint}</p>
          </li>
        ))}
      </ul>
      {certificates.some((one) => one.selfSigned) && <p className="soft">{t('evidence.selfSignedLimits')}</p>}
    </section>
  );
}
