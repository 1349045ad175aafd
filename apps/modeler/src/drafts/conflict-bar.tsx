import type { DraftContent, StudioKind } from '@pledge/contracts';
import { api, formatTime, problemText } from '@pledge/web';
import type { DraftCopy, DraftCopyContent, ListOf } from '@pledge/contracts';
import { App as AntApp, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchContent, fetchDraft, keepCopy } from '../api/studio.js';
import { MergeDialog, type MergeText } from '../merge/merge-dialog.js';
import type { Keeping } from './use-keeper.js';

interface ConflictBarProps {
  readonly kind: StudioKind;
  readonly resourceKey: string;
  readonly keeping: Keeping;
  readonly read: (() => Promise<string>) | null;
  readonly replace: (content: string) => void;
  readonly published: string | null;
  /** null: this kind is taken as a whole. */
  readonly merge: MergeText | null;
}

/** Somebody else went on with the same draft: both are there, and the person chooses; whatever is not taken stays as a copy. */
export function ConflictBar(props: ConflictBarProps): React.JSX.Element | null {
  const { kind, resourceKey, keeping, read, replace, merge } = props;
  const { t, i18n } = useTranslation();
  const { message } = AntApp.useApp();
  const [theirs, setTheirs] = useState<DraftContent | null>(null);
  const [merging, setMerging] = useState<{ base: string; mine: string; theirs: string } | null>(null);
  const conflict = keeping.state.status === 'conflict';
  useEffect(() => {
    if (!conflict) return setTheirs(null);
    let gone = false;
    const ask = (): void =>
      void fetchDraft(kind, resourceKey).then(
        (draft) => {
          if (!gone) setTheirs(draft);
        },
        () => undefined,
      );
    ask();
    const again = setInterval(ask, 5_000);
    return () => {
      gone = true;
      clearInterval(again);
    };
  }, [conflict, kind, resourceKey]);
  if (!conflict || !read) return null;

  /** The state both go back to: a copy of the revision this page knew, else the published version. */
  const findBase = async (): Promise<string> => {
    const { revision } = keeping.state;
    const { items } = await api.get<ListOf<DraftCopy>>(`/drafts/${kind}/${encodeURIComponent(resourceKey)}/copies`);
    const copy = items.find((each) => each.revision === revision);
    if (copy) return (await api.get<DraftCopyContent>(`/drafts/copies/${copy.id}`)).content;
    return props.published ?? (await fetchContent(kind, resourceKey))?.content ?? (await read());
  };
  const settle = async (content: string, aside: 'mine' | 'theirs' | 'both'): Promise<void> => {
    try {
      const current = await fetchDraft(kind, resourceKey);
      const mine = await read();
      const revision = current?.revision ?? 0;
      if (aside !== 'theirs') await keepCopy(kind, resourceKey, mine, keeping.state.revision);
      if (aside !== 'mine' && current) await keepCopy(kind, resourceKey, current.content, revision);
      keeping.keeper.rebase(revision, current?.basedOn);
      setMerging(null);
      if (aside !== 'theirs') replace(content);
      if (aside !== 'mine') keeping.keeper.change(content, current?.title ?? resourceKey);
      else keeping.forget();
    } catch (error) {
      message.error(problemText(error, t));
    }
  };
  return (
    <div className="conflict-bar" role="alert">
      <p>
        <strong>
          {theirs
            ? t('modeler.conflict.title', {
                name: theirs.editedByName,
                time: formatTime(theirs.editedAt, i18n.language),
              })
            : t('modeler.conflict.someone')}
        </strong>{' '}
        {t('modeler.conflict.safe')}
      </p>
      {merge && (
        <Button
          type="primary"
          disabled={!theirs}
          onClick={() =>
            void Promise.all([findBase(), read()])
              .then(([base, mine]) => theirs && setMerging({ base, mine, theirs: theirs.content }))
              .catch((error: unknown) => message.error(problemText(error, t)))
          }
        >
          {t('modeler.conflict.merge')}
        </Button>
      )}
      <Button disabled={!theirs} onClick={() => theirs && void settle(theirs.content, 'mine')}>
        {t('modeler.conflict.theirs')}
      </Button>
      <Button onClick={() => void read().then((mine) => settle(mine, 'theirs'))}>{t('modeler.conflict.mine')}</Button>
      {merging && merge && (
        <MergeDialog
          texts={merging}
          merge={merge}
          onClose={() => setMerging(null)}
          onTake={(xml) => void settle(xml, 'both')}
        />
      )}
    </div>
  );
}
