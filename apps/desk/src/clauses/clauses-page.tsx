import { MAX_TEXT_FILE_BYTES, megabytes, type ReadClausesResponse } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readClauses, readClausesFile } from '../api/clauses.js';
import { useFileChoice } from '../common/use-file-choice.js';
import { useTitle } from '../common/use-title.js';
import { ClauseReview } from './clause-review.js';

const texts = { bytes: MAX_TEXT_FILE_BYTES, count: 1 } as const;

/** From a commitment text to clauses: paste or upload, then look at each beside its sentence. */
export function ClausesPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('nav.clauses'));
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const { refusal, choose } = useFileChoice(texts);
  const [read, setRead] = useState<{ result: ReadClausesResponse; source: string } | null>(null);
  const reading = useMutation({
    mutationFn: async (from: string | File) =>
      typeof from === 'string'
        ? { result: await readClauses(from), source: '' }
        : { result: await readClausesFile(from), source: from.name.replace(/\.\w+$/, '').slice(0, 60) },
    onSuccess: setRead,
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.clauses')}</h1>
        <span className="frame-spacer" />
        {read !== null && <Button onClick={() => setRead(null)}>{t('clauses.another')}</Button>}
      </header>
      {read === null ? (
        <section className="clauses-input">
          <p className="soft">{t('clauses.intro')}</p>
          <Input.TextArea
            rows={14}
            value={text}
            maxLength={500_000}
            aria-label={t('clauses.text')}
            placeholder={t('clauses.text')}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="clauses-actions">
            <Button
              type="primary"
              disabled={text.trim() === ''}
              loading={reading.isPending}
              onClick={() => reading.mutate(text)}
            >
              {t('clauses.read')}
            </Button>
            <Upload
              accept=".docx,.pdf,.txt"
              showUploadList={false}
              beforeUpload={(file) => {
                const [fitting] = choose([], [file]);
                if (fitting !== undefined) reading.mutate(fitting);
                return false;
              }}
            >
              <Button loading={reading.isPending}>{t('clauses.upload')}</Button>
            </Upload>
            {refusal === '' ? (
              <span className="soft">{t('clauses.kinds', { limit: megabytes(texts.bytes) })}</span>
            ) : (
              <span className="field-error" role="alert">
                {refusal}
              </span>
            )}
          </div>
        </section>
      ) : (
        <ClauseReview key={read.result.text} read={read.result} source={read.source} />
      )}
    </div>
  );
}
