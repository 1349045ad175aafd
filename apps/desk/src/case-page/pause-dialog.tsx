import type { CaseClockList, CasePause } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decidePause, disputePause, recordEvent } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';

/** What is done about a pause. */
export type PauseDeed =
  { readonly kind: 'begin' } | { readonly kind: 'end' | 'dispute' | 'decide'; readonly pause: CasePause };

/** One deed about a pause with its words; the button names the deed. */
export function PauseDialog({
  number,
  deed,
  reasons,
  onClose,
}: {
  readonly number: string;
  readonly deed: PauseDeed;
  readonly reasons: CaseClockList['pauseReasons'];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [reason, setReason] = useState(reasons[0]?.code ?? '');
  const [note, setNote] = useState('');
  const [decision, setDecision] = useState<'stands' | 'void'>('stands');
  const words = note.trim();
  const needsWords =
    deed.kind === 'begin'
      ? (reasons.find((one) => one.code === reason)?.evidenceRequired ?? true)
      : deed.kind !== 'end';
  const act = useMutation({
    mutationFn: (): Promise<unknown> => {
      switch (deed.kind) {
        case 'begin':
          return recordEvent(number, {
            type: 'pause_started',
            reason,
            ...(words === '' ? {} : { evidence: { note: words } }),
          });
        case 'end':
          return recordEvent(number, {
            type: 'pause_ended',
            reason: deed.pause.reason,
            ...(words === '' ? {} : { note: words }),
          });
        case 'dispute':
          return disputePause(number, deed.pause.id, { note: words });
        case 'decide':
          return decidePause(number, deed.pause.id, { decision, note: words });
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.caseAll(number) });
      onClose();
    },
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  return (
    <Modal
      open
      title={t(`pause.${deed.kind}`)}
      okText={t(`pause.${deed.kind}`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: needsWords && words === '', loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <div className="calendar-form">
        <p className="soft">{t(`pause.body.${deed.kind}`)}</p>
        {deed.kind === 'begin' && (
          <Select
            value={reason}
            aria-label={t('pause.reason')}
            options={reasons.map((one) => ({ value: one.code, label: say(one.label) }))}
            onChange={setReason}
          />
        )}
        {deed.kind === 'decide' && (
          <Radio.Group
            value={decision}
            options={[
              { value: 'stands', label: t('pause.choice.stands') },
              { value: 'void', label: t('pause.choice.void') },
            ]}
            onChange={(event) => setDecision(event.target.value as 'stands' | 'void')}
          />
        )}
        <Input.TextArea
          rows={3}
          maxLength={4000}
          value={note}
          aria-label={t('pause.words')}
          placeholder={t('pause.words')}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  );
}
