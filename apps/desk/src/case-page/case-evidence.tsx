import { formatInstant, problemText, useNow } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { exportCaseEvidence, getCaseEvidence, verifyCaseEvidence } from '../api/evidence.js';
import { keys } from '../api/keys.js';
import { VerdictView } from '../evidence/verdict-view.js';

/** The evidence of a case: how far it is anchored; verified and exported with one click each. */
export function CaseEvidence({ number }: { readonly number: string }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const state = useQuery({ queryKey: keys.caseEvidence(number), queryFn: () => getCaseEvidence(number) });
  const failed = (error: unknown): void => void message.error(problemText(error, t));
  const verify = useMutation({ mutationFn: () => verifyCaseEvidence(number), onError: failed });
  const save = useMutation({
    mutationFn: () => exportCaseEvidence(number),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.caseEvidence(number) }),
    onError: failed,
  });
  const anchor = state.data?.anchor;
  const seals = state.data?.seals ?? [];
  return (
    <section aria-labelledby="evidence-title" className="case-evidence">
      <h2 id="evidence-title">{t('evidence.title')}</h2>
      {state.data !== undefined && (
        <p className="soft">
          {anchor
            ? t('evidence.caseAnchored', {
                covered: anchor.events,
                events: state.data.events,
                seq: anchor.seq,
                time: formatInstant(anchor.at, i18n.language, now),
              })
            : t('evidence.caseNotAnchored', { events: state.data.events })}
        </p>
      )}
      {anchor?.stamp?.at != null && (
        <p className="soft">
          {t('evidence.caseStamped', {
            authority: anchor.stamp.authority,
            time: formatInstant(anchor.stamp.at, i18n.language, now),
          })}
        </p>
      )}
      {seals.some((one) => one.stamp !== null) && (
        <p className="soft">
          {t('evidence.caseSeals', {
            count: seals.length,
            stamped: seals.filter((one) => one.stamp?.state === 'stamped').length,
          })}
        </p>
      )}
      <div className="case-evidence-actions">
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('evidence.verifyNow')}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('evidence.export')}
        </Button>
      </div>
      {verify.data !== undefined && <VerdictView verdict={verify.data} />}
    </section>
  );
}
