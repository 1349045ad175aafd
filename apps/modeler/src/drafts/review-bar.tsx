import type { PublicationRule, StudioKind } from '@pledge/contracts';
import { api, problemText, useUser } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDraftState, keys, reviewDraft } from '../api/studio.js';
import type { Keeping } from './use-keeper.js';

interface ReviewBarProps {
  readonly kind: StudioKind;
  readonly resourceKey: string;
  readonly keeping: Keeping;
}

/** Whether a second person has to look, and what came of it; shown only where a rule asks for it or somebody asked. */
export function ReviewBar({ kind, resourceKey, keeping }: ReviewBarProps): React.JSX.Element | null {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const user = useUser();
  const [note, setNote] = useState('');
  const rule = useRule(kind, resourceKey);
  const draft = useQuery({
    queryKey: keys.draftState(kind, resourceKey),
    queryFn: () => askDraftState(kind, resourceKey),
  });
  const review = keeping.state.review;
  const needed = rule.data?.reviewRequired === true;
  const { revision, status } = keeping.state;
  if (!(status === 'saved' || status === 'saving') || revision === 0 || review === null) return null;
  if (!needed && review.state === 'none') return null;
  const mine = draft.data?.draft?.editedBy === undefined || draft.data.draft.editedBy === user.username;
  const say = async (step: 'ask' | 'approve' | 'return'): Promise<void> => {
    try {
      keeping.keeper.reviewed(await reviewDraft(kind, resourceKey, { revision, step, note }));
      setNote('');
    } catch (error) {
      message.error(problemText(error, t));
    }
  };
  return (
    <div className="review-bar" data-state={review.state}>
      <p>
        <strong>{t(`modeler.review.${review.state}`)}</strong>
        {review.by !== null && <span className="soft"> {review.by}</span>}
        {review.note !== '' && <span> “{review.note}”</span>}
      </p>
      {review.state !== 'approved' && (
        <>
          <Input
            value={note}
            aria-label={t('modeler.review.note')}
            placeholder={t('modeler.review.note')}
            onChange={(event) => setNote(event.target.value)}
          />
          {mine ? (
            review.state !== 'asked' && <Button onClick={() => void say('ask')}>{t('modeler.review.ask')}</Button>
          ) : (
            <>
              <Button onClick={() => void say('return')}>{t('modeler.review.return')}</Button>
              <Button type="primary" onClick={() => void say('approve')}>
                {t('modeler.review.approve')}
              </Button>
            </>
          )}
        </>
      )}
    </div>
  );
}

/** Whether this resource goes live only after a second person has looked. */
export function useRule(kind: StudioKind, key: string): { readonly data: PublicationRule | undefined } {
  return useQuery({
    queryKey: keys.rule(kind, key),
    queryFn: () => api.get<PublicationRule>(`/publication-rules/${kind}/${encodeURIComponent(key)}`),
  });
}
