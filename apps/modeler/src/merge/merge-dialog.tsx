import { DiagramViewer } from '@pledge/web';
import { Alert, Button, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Merged } from './merge-models.js';

interface Texts {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}
/** Merges texts of one kind. */
export type MergeText = (texts: Texts, choose: (id: string) => 'mine' | 'theirs') => Promise<Merged>;

interface MergeDialogProps {
  readonly texts: Texts;
  readonly merge: MergeText;
  readonly onTake: (xml: string) => void;
  readonly onClose: () => void;
}

/** The two drafts joined: what only one side changed is in, what both changed is chosen here; the result is drawn. */
export function MergeDialog({ texts, merge, onTake, onClose }: MergeDialogProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const [merged, setMerged] = useState<Merged | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    merge(texts, (id) => choices[id] ?? 'mine').then(
      (result) => {
        if (!gone) setMerged(result);
      },
      (error: unknown) => {
        if (!gone) setFailed(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [texts, merge, choices]);
  return (
    <Modal
      open
      width={960}
      title={t('modeler.conflict.mergeTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('modeler.cancel')}
        </Button>,
        <Button key="take" type="primary" disabled={!merged} onClick={() => merged && onTake(merged.xml)}>
          {t('modeler.conflict.take')}
        </Button>,
      ]}
    >
      {failed !== null && <Alert type="error" title={t('modeler.importFailed', { reason: failed })} />}
      {merged && (
        <>
          <p>
            {t('modeler.conflict.result', { count: merged.taken.length })}{' '}
            {merged.conflicts.length === 0 ? t('modeler.conflict.clean') : t('modeler.conflict.choose')}
          </p>
          <ul className="merge-list">
            {merged.conflicts.map((conflict) => (
              <li key={conflict.id}>
                <strong>{conflict.name || conflict.id}</strong>
                <Radio.Group
                  value={choices[conflict.id] ?? 'mine'}
                  onChange={(event) =>
                    setChoices({ ...choices, [conflict.id]: event.target.value as 'mine' | 'theirs' })
                  }
                  options={[
                    {
                      value: 'mine',
                      label: t('modeler.conflict.ofMine', { how: t(`modeler.publish.${conflict.mine}`) }),
                    },
                    {
                      value: 'theirs',
                      label: t('modeler.conflict.ofTheirs', { how: t(`modeler.publish.${conflict.theirs}`) }),
                    },
                  ]}
                />
              </li>
            ))}
          </ul>
          <DiagramViewer xml={merged.xml} language={i18n.language} height="360px" />
        </>
      )}
    </Modal>
  );
}
