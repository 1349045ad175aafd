import type { ImportedModelView } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportReport } from './import-report.js';

/** The text of an XML file in the encoding that it names in its first line; UTF-8 where it names none that is known. */
function decodeXml(bytes: ArrayBuffer): string {
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 200));
  const named = /^<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** A file as it was chosen or pasted, and what the server made of it. */
interface OpenedFile {
  readonly text: string;
  readonly model: ImportedModelView;
}

/** Opens a model that another engine made: choose or paste a file, see what became of everything, keep it as a draft. */
export function ImportPage(): React.JSX.Element {
  const { t } = useTranslation();
  const [pasted, setPasted] = useState('');
  const [opened, setOpened] = useState<OpenedFile | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState('');

  const open = async (text: string): Promise<void> => {
    setBusy(true);
    setFailed('');
    try {
      setOpened({ text, model: await api.post<ImportedModelView>('/modeling/imports', { content: text }) });
    } catch (error) {
      setFailed(problemText(error, t));
    } finally {
      setBusy(false);
    }
  };

  if (opened) return <ImportReport text={opened.text} model={opened.model} onBack={() => setOpened(null)} />;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('modeler.import.title')}</h1>
      </div>
      <p className="soft">{t('modeler.import.hint')}</p>
      <Upload.Dragger
        accept=".bpmn,.xml,.bpmn20.xml"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void file.arrayBuffer().then((bytes) => open(decodeXml(bytes)));
          return false;
        }}
      >
        <p>
          <strong>{t('modeler.import.choose')}</strong>
        </p>
        <p className="soft">{t('modeler.import.kinds')}</p>
      </Upload.Dragger>
      <form
        className="import-paste"
        onSubmit={(event) => {
          event.preventDefault();
          void open(pasted);
        }}
      >
        <label htmlFor="import-text">{t('modeler.import.paste')}</label>
        <Input.TextArea
          id="import-text"
          rows={6}
          value={pasted}
          spellCheck={false}
          onChange={(event) => setPasted(event.target.value)}
        />
        {failed !== '' && (
          <p className="field-error" role="alert">
            {failed}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={busy} disabled={pasted.trim() === ''}>
          {t('modeler.import.open')}
        </Button>
      </form>
    </div>
  );
}
