import type { CreateWrittenNotice, NoticeAudience, NoticeKind } from '@pledge/contracts';
import { fromLocalInput, newIdempotencyKey, problemText, toLocalInput, useNow } from '@pledge/web';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { listRegions } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { createWrittenNotice } from '../api/written-notices.js';
import { useBilingual } from '../common/bilingual.js';
import { Choices, Field, FormError } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';

const KINDS = ['hotline', 'roster', 'outage', 'recovery', 'training', 'other'] as const;
const AUDIENCES = ['all', 'regions', 'customers'] as const;

/** Writes a notice: what changes, when, for whom, in both languages. A manager approves it before anything is sent. */
export function NewNotice({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const navigate = useNavigate();
  const [key] = useState(newIdempotencyKey);
  const [kind, setKind] = useState<NoticeKind>('outage');
  const [title, setTitle] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [changedAt, setChangedAt] = useState(() => toLocalInput(now));
  const [scope, setScope] = useState<NoticeAudience['kind']>('all');
  const [chosen, setChosen] = useState<string[]>([]);
  const regions = useQuery({ queryKey: keys.regions, queryFn: listRegions, enabled: scope === 'regions' });
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties, enabled: scope === 'customers' });
  const audience: NoticeAudience =
    scope === 'all'
      ? { kind: 'all' }
      : scope === 'regions'
        ? { kind: 'regions', regions: chosen }
        : { kind: 'customers', partyIds: chosen };
  const body: CreateWrittenNotice = {
    kind,
    title: title.trim(),
    text: { zh: zh.trim(), en: en.trim() },
    changedAt: fromLocalInput(changedAt),
    audience,
  };
  const ready =
    body.title !== '' && body.text.zh !== '' && body.changedAt !== '' && (scope === 'all' || chosen.length > 0);
  const create = useMutation({
    mutationFn: () => createWrittenNotice(body, key),
    onSuccess: ({ number }) => void navigate(`/written-notices/${number}`),
  });
  const options =
    scope === 'regions'
      ? (regions.data?.items ?? []).map((one) => ({ value: one.code, label: say(one.name) }))
      : (parties.data?.items ?? [])
          .filter((one) => one.kind === 'customer')
          .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Modal open title={t('written.new')} footer={null} onCancel={onClose}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) create.mutate();
        }}
      >
        <Field label={t('written.kind')} required>
          {({ id }) => (
            <Select
              id={id}
              value={kind}
              options={KINDS.map((value) => ({ value, label: t(`written.kinds.${value}`) }))}
              onChange={setKind}
            />
          )}
        </Field>
        <Field label={t('written.name')} required>
          {(control) => (
            <Input {...control} maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <Field label={t('written.textZh')} required>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 3, maxRows: 10 }}
              maxLength={4000}
              value={zh}
              onChange={(event) => setZh(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('written.textEn')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 10 }}
              maxLength={4000}
              value={en}
              onChange={(event) => setEn(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('written.changedAt')} required hint={t('written.changedAtHint')}>
          {(control) => <TimeInput control={control} value={changedAt} onChange={setChangedAt} />}
        </Field>
        <Choices
          label={t('written.audience')}
          required
          value={scope}
          options={AUDIENCES.map((value) => ({ value, label: t(`written.audiences.${value}`) }))}
          onChange={(value) => {
            setScope(value);
            setChosen([]);
          }}
        />
        {scope !== 'all' && (
          <Field label={t(`written.choose.${scope}`)} required>
            {({ id }) => (
              <Select
                id={id}
                mode="multiple"
                optionFilterProp="label"
                value={chosen}
                options={options}
                onChange={setChosen}
              />
            )}
          </Field>
        )}
        <FormError>{create.isError ? problemText(create.error, t) : ''}</FormError>
        <div className="operation-foot">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={create.isPending} disabled={!ready}>
            {t('written.create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
