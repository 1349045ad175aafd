import type { MessagePreview } from '@pledge/contracts';
import { api, apiUrl, ApiProblem, currentLanguage, problemText } from '@pledge/web';
import { Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partsOf, type TemplateFiles } from './template-files.js';

interface TemplatePreviewProps {
  readonly templateKey: string;
  readonly files: TemplateFiles;
  readonly language: 'zh-CN' | 'en';
}

/** The draft filled with its sample: the message as it is sent, the document as it is printed on A4. */
export function TemplatePreviewPanel(props: TemplatePreviewProps): React.JSX.Element {
  const { t } = useTranslation();
  const { message, document } = partsOf(props.files);
  const items = [
    ...(message ? [{ key: 'message', label: t('modeler.template.message'), children: <Message {...props} /> }] : []),
    ...(document ? [{ key: 'document', label: t('modeler.template.document'), children: <Paper {...props} /> }] : []),
  ];
  return items.length === 0 ? (
    <p className="soft">{t('modeler.template.nothing')}</p>
  ) : (
    <Tabs size="small" items={items} />
  );
}

/** How long a person may type before the preview is made, ms. */
const PAUSE = 500;

function Message({ templateKey, files, language }: TemplatePreviewProps): React.JSX.Element {
  const { t } = useTranslation();
  const [shown, setShown] = useState<MessagePreview | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api
        .post<MessagePreview>(
          '/template-previews/message',
          { key: templateKey, files, language },
          { signal: stop.signal },
        )
        .then(
          (preview) => {
            setShown(preview);
            setFault(null);
          },
          (error: unknown) => {
            if (!stop.signal.aborted) setFault(problemText(error, t));
          },
        );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [templateKey, files, language, t]);
  return (
    <div className="message-preview">
      {fault !== null && <p role="alert">! {fault}</p>}
      {shown && (
        <>
          <p>
            <span className="soft">{t('modeler.template.subject')}</span> <strong>{shown.subject}</strong>
          </p>
          {/* a document of its own without any right: what a template says can do nothing here */}
          <iframe sandbox="" title={t('modeler.template.message')} srcDoc={shown.html} />
          <details>
            <summary>{t('modeler.template.plain')}</summary>
            <pre>{shown.text}</pre>
          </details>
        </>
      )}
    </div>
  );
}

function Paper({ templateKey, files, language }: TemplatePreviewProps): React.JSX.Element {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let made: string | null = null;
    const timer = setTimeout(() => {
      setBusy(true);
      pdfOf({ key: templateKey, files, language }, stop.signal)
        .then((blob) => {
          made = URL.createObjectURL(blob);
          setUrl(made);
          setFault(null);
        })
        .catch((error: unknown) => {
          if (!stop.signal.aborted) setFault(problemText(error, t));
        })
        .finally(() => {
          if (!stop.signal.aborted) setBusy(false);
        });
    }, PAUSE * 2);
    return () => {
      clearTimeout(timer);
      stop.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [templateKey, files, language, t]);
  return (
    <div className="paper-preview" aria-busy={busy}>
      {fault !== null && <p role="alert">! {fault}</p>}
      {url !== null && (
        <>
          <a href={url} target="_blank" rel="noreferrer">
            {t('modeler.template.openPdf')}
          </a>
          <iframe title={t('modeler.template.document')} src={`${url}#toolbar=0&view=FitH`} />
        </>
      )}
      {url === null && fault === null && <p className="soft">{t('modeler.template.printing')}</p>}
    </div>
  );
}

/** Bytes come outside of the API client, which reads texts. Throws ApiProblem. */
async function pdfOf(body: object, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(apiUrl('/template-previews/document'), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': currentLanguage() },
    body: JSON.stringify(body),
    signal,
  });
  if (answer.ok) return answer.blob();
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; title?: string; detail?: string };
  throw new ApiProblem(answer.status, problem.code ?? 'BAD_ANSWER', problem.title ?? '', problem.detail ?? '');
}
