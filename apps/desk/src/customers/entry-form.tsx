import {
  MAX_ENTRY_FILES,
  MAX_FILE_BYTES,
  megabytes,
  type AddEntryRequest,
  type ArchiveEntry,
  type ArchiveKind,
} from '@pledge/contracts';
import { ApiProblem, fromLocalInput, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile } from '../api/customers.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { FileChoice } from '../common/file-choice.js';
import { TimeInput } from '../common/time-input.js';

const papers = { bytes: MAX_FILE_BYTES, count: MAX_ENTRY_FILES } as const;

/** Adds a paper, a report or a remark to a file. */
export function EntryForm(props: {
  readonly kinds: readonly ArchiveKind[];
  readonly save: (body: AddEntryRequest) => Promise<ArchiveEntry>;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ArchiveKind>(props.kinds[0] ?? 'note');
  const [cells, setCells] = useState({ title: '', body: '', at: '' });
  const [files, setFiles] = useState<readonly File[]>([]);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      const fileIds: string[] = [];
      for (const file of files) fileIds.push(await uploadFile(file));
      const occurredAt = fromLocalInput(cells.at);
      return props.save({
        kind,
        title: cells.title.trim(),
        body: cells.body,
        fileIds,
        ...(occurredAt === '' ? {} : { occurredAt }),
      });
    },
    onSuccess: () => {
      props.onSaved();
      props.onClose();
    },
  });
  const server = fieldErrors(save.error);
  const missing = tried && cells.title.trim() === '';
  return (
    <Modal open title={t('entry.add')} footer={null} onCancel={props.onClose} mask={{ closable: false }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (cells.title.trim() !== '') save.mutate();
        }}
      >
        <Field label={t('entry.kind')} required>
          {(control) => (
            <Select
              id={control.id}
              value={kind}
              options={props.kinds.map((one) => ({ value: one, label: t(`archiveKind.${one}`) }))}
              onChange={setKind}
            />
          )}
        </Field>
        <Field label={t('entry.title')} required error={missing ? t('web.form.required') : server['title']}>
          {(control) => (
            <Input
              {...control}
              value={cells.title}
              onChange={(event) => setCells({ ...cells, title: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('entry.body')} error={server['body']}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={4}
              value={cells.body}
              onChange={(event) => setCells({ ...cells, body: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('entry.at')} hint={t('entry.atHint')} error={server['occurredAt']}>
          {(control) => (
            <TimeInput control={control} value={cells.at} onChange={(time) => setCells({ ...cells, at: time })} />
          )}
        </Field>
        <FileChoice
          label={t('entry.files')}
          button={t('entry.filesAdd')}
          hint={t('entry.filesHint', { limit: megabytes(papers.bytes) })}
          error={server['fileIds']}
          limits={papers}
          photoOf={cells.title.trim() === '' ? t(`archiveKind.${kind}`) : cells.title.trim()}
          files={files}
          onChange={setFiles}
        />
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('entry.save')}
        </Button>
      </form>
    </Modal>
  );
}
