import type { ChangePlan, CommandTicket } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportTicket } from '../api/commands.js';
import { keys } from '../api/keys.js';
import { uploadFiles } from '../api/uploads.js';
import { Field, FormError } from '../common/field.js';
import { fieldErrors } from '../common/field-errors.js';
import { PersonPicker } from '../common/person-picker.js';

/** Second step of a ticket's use (F-05): what came out, who watched, and a recording of the session where there is one. */
export function ReportForm(props: {
  readonly ticket: CommandTicket;
  readonly plan: ChangePlan;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { ticket, plan, onClose } = props;
  const input = useRef<HTMLInputElement>(null);
  const [output, setOutput] = useState('');
  const [witness, setWitness] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState(0);
  const report = useMutation({
    mutationFn: async () => {
      const [recordingId] = file === null ? [] : await uploadFiles([file], plan.caseNumber, setProgress);
      return reportTicket(ticket.id, {
        output,
        witness: witness ?? '',
        ...(recordingId === undefined ? {} : { recordingId }),
      });
    },
    onSuccess: (commands) => {
      queries.setQueryData(keys.planCommands(plan.id), commands);
      void queries.invalidateQueries({ queryKey: keys.changes });
      onClose();
    },
  });
  const errors = fieldErrors(report.error);
  const ready = output.trim() !== '' && witness !== null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) report.mutate();
      }}
    >
      <Field label={t('commands.output')} required hint={t('commands.outputHint')} error={errors['output']}>
        {(control) => (
          <Input.TextArea
            {...control}
            className="code-input"
            rows={4}
            maxLength={60_000}
            spellCheck={false}
            value={output}
            onChange={(event) => setOutput(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('commands.witness')} required hint={t('commands.witnessHint')} error={errors['witness']}>
        {(control) => <PersonPicker control={control} value={witness} onChange={setWitness} />}
      </Field>
      <div className="field">
        <span className="field-label">{t('commands.recording')}</span>
        <input
          ref={input}
          type="file"
          accept=".log,.txt,.cast,.zip,.gz,.7z,.pdf,image/*"
          hidden
          aria-label={t('commands.recording')}
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <div className="state-actions">
          <Button onClick={() => input.current?.click()}>{t('commands.recordingChoose')}</Button>
          {file !== null && <span className="num">{file.name}</span>}
        </div>
        <div className="field-hint">{t('commands.recordingHint')}</div>
      </div>
      {report.isPending && file !== null && (
        <Progress percent={Math.round(progress * 100)} size="small" aria-label={t('commands.recordingSending')} />
      )}
      <FormError>{report.isError && Object.keys(errors).length === 0 ? problemText(report.error, t) : ''}</FormError>
      <p className="soft">{t('commands.useEffect')}</p>
      <div className="thumb-bar">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={report.isPending}>
          {t('commands.useSubmit')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
