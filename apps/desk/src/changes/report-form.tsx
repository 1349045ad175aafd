import { MAX_LARGE_FILE_BYTES, megabytes, type ChangePlan, type CommandTicket } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportTicket } from '../api/commands.js';
import { keys } from '../api/keys.js';
import { uploadFiles } from '../api/uploads.js';
import { Field, FormError } from '../common/field.js';
import { fieldErrors } from '../common/field-errors.js';
import { FileChoice } from '../common/file-choice.js';
import { PersonPicker } from '../common/person-picker.js';

const recordings = { bytes: MAX_LARGE_FILE_BYTES, count: 1 } as const;

/** Second step of a ticket's use (F-05): what came out, who watched, and a recording of the session where there is one. */
export function ReportForm(props: {
  readonly ticket: CommandTicket;
  readonly plan: ChangePlan;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { ticket, plan, onClose } = props;
  const [output, setOutput] = useState('');
  const [witness, setWitness] = useState<string | null>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [progress, setProgress] = useState(0);
  const report = useMutation({
    mutationFn: async () => {
      const [recordingId] = await uploadFiles(files, plan.caseNumber, setProgress);
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
      <FileChoice
        label={t('commands.recording')}
        button={t('commands.recordingChoose')}
        hint={t('commands.recordingHint', { limit: megabytes(recordings.bytes) })}
        error={errors['recordingId']}
        accept=".log,.txt,.cast,.zip,.gz,.7z,.pdf,image/*"
        limits={recordings}
        photoOf={t('commands.recording')}
        files={files}
        onChange={setFiles}
      />
      {report.isPending && files.length > 0 && (
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
