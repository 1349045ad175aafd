import type { DraftView, PublishResponse, StudioKind } from '@pledge/contracts';
import { api, ApiProblem, newIdempotencyKey, problemText } from '@pledge/web';
import { Button, Checkbox, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRule } from '../drafts/review-bar.js';
import type { Keeping } from '../drafts/use-keeper.js';
import { findingsOf, namedDrafts, type DraftFinding } from '../findings/check-draft.js';
import type { Change } from './what-changed.js';

interface PublishDialogProps {
  readonly kind: StudioKind;
  readonly resourceKey: string;
  readonly title: string;
  readonly version: number;
  /** The version in use, to show the difference; null when there is none. */
  readonly published: string | null;
  readonly read: () => Promise<string>;
  readonly changesBetween: (before: string, after: string) => Promise<readonly Change[]>;
  readonly findings: readonly DraftFinding[] | null;
  readonly keeping: Keeping;
  readonly onRefused: (findings: readonly DraftFinding[]) => void;
  readonly onPublished: (answer: PublishResponse) => void;
  readonly onClose: () => void;
}

/** Shows the difference and says what publishing does to running and to new cases, then makes the next version. */
export function PublishDialog(props: PublishDialogProps): React.JSX.Element {
  const { t } = useTranslation();
  const { kind, resourceKey, published, read, changesBetween, keeping } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [changes, setChanges] = useState<readonly Change[] | null>(null);
  const [related, setRelated] = useState<readonly DraftView[]>([]);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [attempt, setAttempt] = useState(0);
  const rule = useRule(kind, resourceKey);
  const held = rule.data?.reviewRequired === true && keeping.state.review?.state !== 'approved';
  const errors = (props.findings ?? []).filter((finding) => finding.severity === 'error').length;
  const remarks = (props.findings ?? []).length - errors;
  const nothing = keeping.state.revision === 0;

  useEffect(() => {
    let gone = false;
    const failed = (): void => undefined;
    void read().then(async (after) => {
      const drafts = await namedDrafts(kind, resourceKey, after);
      if (!gone) setRelated(drafts);
    }, failed);
    if (published !== null)
      void read()
        .then((after) => changesBetween(published, after))
        .then((found) => {
          if (!gone) setChanges(found);
        }, failed);
    return () => {
      gone = true;
    };
  }, [kind, resourceKey, published, read, changesBetween]);

  const publish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const also = related.filter((draft) => !without.has(`${draft.kind} ${draft.key}`));
    const drafts = [
      { kind, key: resourceKey, revision: keeping.keeper.current().revision },
      ...also.map((draft) => ({ kind: draft.kind, key: draft.key, revision: draft.revision })),
    ];
    try {
      props.onPublished(
        await api.post<PublishResponse>(
          '/publications',
          { drafts, note },
          { idempotencyKey: `${idempotencyKey}-${attempt}` },
        ),
      );
    } catch (failure) {
      setBusy(false);
      setAttempt(attempt + 1);
      if (failure instanceof ApiProblem && failure.status === 422 && failure.errors.length > 0)
        return props.onRefused(findingsOf(failure));
      setError(problemText(failure, t));
    }
  };
  return (
    <Modal
      open
      title={t('modeler.publish.title', { version: props.version + 1 })}
      onCancel={props.onClose}
      footer={null}
      width={560}
    >
      {changes !== null && (
        <section aria-labelledby="changes-title">
          <h3 id="changes-title">{t('modeler.publish.changes')}</h3>
          {changes.length === 0 ? (
            <p className="soft">{t('modeler.publish.noChanges')}</p>
          ) : (
            <ul className="publish-changes">
              {changes.map((change) => (
                <li key={`${change.kind} ${change.id}`}>
                  <span className="soft">{t(`modeler.publish.${change.kind}`)}</span> <strong>{change.name}</strong>{' '}
                  <span className="soft">
                    {t(`modeler.types.${change.type.charAt(0).toUpperCase()}${change.type.slice(1)}`, {
                      defaultValue: t('modeler.types.other'),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {related.length > 0 && (
        <section aria-labelledby="related-title" className="publish-related">
          <h3 id="related-title">{t('modeler.publish.together')}</h3>
          {related.map((draft) => {
            const id = `${draft.kind} ${draft.key}`;
            return (
              <Checkbox
                key={id}
                checked={!without.has(id)}
                onChange={(event) => {
                  const next = new Set(without);
                  if (event.target.checked) next.delete(id);
                  else next.add(id);
                  setWithout(next);
                }}
              >
                {t(`modeler.kinds.${draft.kind}`)} · {draft.title || draft.key}
              </Checkbox>
            );
          })}
        </section>
      )}
      <ul className="publish-facts">
        <li>
          {kind === 'process'
            ? t('modeler.publish.newCases', { version: props.version + 1 })
            : t('modeler.publish.fromNow')}
        </li>
        {kind === 'process' && (
          <li>
            {props.version > 0
              ? t('modeler.publish.runningCases', { version: props.version })
              : t('modeler.publish.firstVersion')}
          </li>
        )}
        <li>{t('modeler.publish.kept')}</li>
        {kind === 'process' && <li>{t('modeler.publish.secondAsked')}</li>}
        {remarks > 0 && <li>{t('modeler.publish.remarks', { count: remarks })}</li>}
      </ul>
      <div className="field">
        <label htmlFor="publish-note">{t('modeler.publish.note')}</label>
        <Input.TextArea
          id="publish-note"
          value={note}
          maxLength={2000}
          autoSize={{ minRows: 1, maxRows: 4 }}
          placeholder={t('modeler.publish.noteHint')}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      {errors > 0 && (
        <p role="alert" className="publish-alert">
          <strong>! {t('modeler.publish.errors', { count: errors })}</strong>
        </p>
      )}
      {held && (
        <p role="alert" className="publish-alert">
          <strong>! {t('modeler.review.required')}</strong>
        </p>
      )}
      {nothing && <p className="publish-alert soft">{t('modeler.publish.nothing')}</p>}
      {error !== null && (
        <p role="alert" className="publish-alert">
          <strong>! {error}</strong>
        </p>
      )}
      <div className="dialog-actions">
        <Button onClick={props.onClose}>{t('modeler.cancel')}</Button>
        <Button type="primary" loading={busy} disabled={errors > 0 || held || nothing} onClick={() => void publish()}>
          {t('modeler.publish.do', { version: props.version + 1 })}
        </Button>
      </div>
    </Modal>
  );
}
