import type { ProfileFinding } from '@pledge/contracts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

/** Reasons by key of the finding. */
export type Acceptances = Readonly<Record<string, string>>;

/** Reasons that somebody writes down while reading findings. */
export function useAcceptances(): [Acceptances, (keys: readonly string[], reason: string) => void] {
  const [acceptances, setAcceptances] = useState<Acceptances>({});
  return [
    acceptances,
    (keys, reason) =>
      setAcceptances((before) => ({ ...before, ...Object.fromEntries(keys.map((key) => [key, reason])) })),
  ];
}

/** What the validator says, each with where it stands; questions take a reason where they can be answered here. */
export function FindingList(props: {
  readonly findings: readonly ProfileFinding[];
  readonly acceptances?: Acceptances;
  readonly onAccept?: (keys: readonly string[], reason: string) => void;
  readonly showMissing?: boolean;
  readonly onShow?: (finding: ProfileFinding) => void;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const say = useBilingual();
  const { findings, acceptances, onAccept, onShow } = props;
  if (findings.length === 0) return null;
  const questions = findings.filter((finding) => finding.kind === 'question' && !finding.accepted);
  const first = questions.map((finding) => acceptances?.[finding.key] ?? '').find((reason) => reason.trim() !== '');
  return (
    <>
      {onAccept !== undefined && questions.length > 1 && first !== undefined && (
        <p>
          <Button
            size="small"
            onClick={() =>
              onAccept(
                questions.map((finding) => finding.key),
                first,
              )
            }
          >
            {t('finding.sameReason', { count: questions.length })}
          </Button>
        </p>
      )}
      <ol className="findings">
        {findings.map((finding) => {
          const reason = acceptances?.[finding.key] ?? '';
          const missing = props.showMissing === true && reason.trim() === '';
          return (
            <li key={finding.key} data-kind={finding.kind}>
              <span className="finding-mark">
                <span aria-hidden="true">{finding.kind === 'question' ? '?' : '!'}</span> {t(`finding.${finding.kind}`)}
              </span>
              <div>
                <p>
                  {onShow === undefined ? (
                    <span className="num soft">{finding.row}</span>
                  ) : (
                    <button type="button" className="text-button num" onClick={() => onShow(finding)}>
                      {finding.row ?? t(`section.${finding.section}`)}
                    </button>
                  )}{' '}
                  {say(finding.message)}
                  {finding.accepted && <span className="soft"> · {t('finding.accepted')}</span>}
                </p>
                {finding.kind === 'question' && !finding.accepted && onAccept !== undefined && (
                  <Input
                    value={reason}
                    status={missing ? 'error' : ''}
                    maxLength={500}
                    placeholder={t('finding.reason')}
                    aria-label={t('finding.reasonFor', { text: say(finding.message) })}
                    aria-invalid={missing}
                    onChange={(event) => onAccept([finding.key], event.target.value)}
                  />
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
