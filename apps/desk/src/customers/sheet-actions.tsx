import { MAX_FILE_BYTES, type ImportKind } from '@pledge/contracts';
import { apiUrl, problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { previewImport } from '../api/customers.js';
import { chosenIn, useFileChoice } from '../common/use-file-choice.js';

const sheets = { bytes: MAX_FILE_BYTES, count: 1 } as const;

/** Excel in and out for one kind of rows; a sheet that was read opens its preview. */
export function SheetActions(props: { readonly partyId: string; readonly kind: ImportKind }): React.JSX.Element {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const { refusal, choose } = useFileChoice(sheets);
  const preview = useMutation({
    mutationFn: (file: File) => previewImport(props.partyId, props.kind, file),
    onSuccess: (run) => void navigate(`/imports/${run.id}`),
    onError: (error) => void message.error(problemText(error, t), 8),
  });
  return (
    <span className="sheet-actions">
      <a href={apiUrl(`/parties/${props.partyId}/export`, { kind: props.kind })} download>
        {t('sheet.export')}
      </a>
      <Button size="small" loading={preview.isPending} onClick={() => input.current?.click()}>
        {t('sheet.import')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('sheet.file')}
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const [file] = choose([], chosenIn(event.target));
          if (file !== undefined) preview.mutate(file);
        }}
      />
      {refusal !== '' && (
        <span className="field-error" role="alert">
          {refusal}
        </span>
      )}
    </span>
  );
}
