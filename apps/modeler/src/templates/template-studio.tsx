import { Button, Input, Segmented, Select, Tabs } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { lazy, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeeper } from '../drafts/use-keeper.js';
import { FindingsList } from '../findings/findings-list.js';
import { useCheck } from '../findings/use-check.js';
import { ResourceShell } from '../studio/resource-shell.js';
import type { Opened } from '../studio/use-opened.js';
import {
  braces,
  fileChanges,
  FILES,
  partsOf,
  pathsOf,
  readFiles,
  writeFiles,
  type FileName,
  type TemplateFiles,
} from './template-files.js';
import { TemplatePreviewPanel } from './template-preview.js';

const TextComparison = lazy(async () => ({ default: (await import('../versions/text-comparison.js')).TextComparison }));

interface TemplateStudioProps {
  readonly templateKey: string;
  readonly name: string;
  readonly opened: Opened;
  readonly fresh: () => string;
  readonly onPublished: () => Promise<void>;
}
type Side = 'zh-CN' | 'en';

/** The files of a text or document in both languages, and beside them what comes out of its sample data. */
export function TemplateStudio(props: TemplateStudioProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { templateKey, opened, name } = props;
  const [files, setFiles] = useState<TemplateFiles | null>(() => readFiles(opened.draft.content));
  const [changes, setChanges] = useState(0);
  const [language, setLanguage] = useState<Side>(i18n.language === 'en' ? 'en' : 'zh-CN');
  const [tab, setTab] = useState<FileName | null>(null);
  const latest = useRef(files);
  const area = useRef<TextAreaRef | null>(null);
  const read = useMemo(() => () => Promise.resolve(writeFiles(latest.current ?? {})), []);
  const keeping = useKeeper('template', templateKey, opened.draft);
  const checking = useCheck('template', templateKey, files ? read : null, changes, keeping.state.status !== 'clean');
  const replace = useCallback((content: string) => {
    const next = readFiles(content);
    latest.current = next;
    setFiles(next);
  }, []);
  const write = (next: TemplateFiles): void => {
    latest.current = next;
    setFiles(next);
    setChanges((before) => before + 1);
  };
  const changesBetween = useCallback(
    (before: string, after: string) => Promise.resolve(fileChanges(before, after)),
    [],
  );
  const { message, document } = partsOf(files ?? {});
  const prefix = language === 'en' ? 'en/' : '';
  const shownFiles = FILES.filter(
    (file) =>
      (file === 'sample.json' && language === 'zh-CN') ||
      ((file === 'subject.hbs' || file === 'body.hbs') && message) ||
      ((file === 'print.hbs' || file === 'page.json') && document),
  );
  const active = tab !== null && shownFiles.includes(tab) ? tab : (shownFiles[0] ?? 'body.hbs');
  const path = `${prefix}${active}`;
  const text = files?.[path];
  const paths = useMemo(() => pathsOf(files?.['sample.json'] ?? ''), [files]);

  const insert = (what: string): void => {
    if (!files) return;
    const field = area.current?.resizableTextArea?.textArea;
    const before = files[path] ?? '';
    const at = field?.selectionStart ?? before.length;
    write({ ...files, [path]: `${before.slice(0, at)}{{${what}}}${before.slice(field?.selectionEnd ?? at)}` });
    field?.focus();
  };
  return (
    <ResourceShell
      kind="template"
      resourceKey={templateKey}
      opened={opened}
      title={name}
      keeping={keeping}
      checking={checking}
      changes={changes}
      read={files ? read : null}
      replace={replace}
      fresh={props.fresh}
      changesBetween={changesBetween}
      comparison={TextComparison}
      merge={null}
      nameOf={(id) => id}
      onPublished={() => void props.onPublished()}
      tools={
        <Segmented<Side>
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'zh-CN', label: t('modeler.template.chinese') },
            { value: 'en', label: t('modeler.template.inEnglish') },
          ]}
        />
      }
    >
      {files === null ? (
        <p className="notice-bar" role="alert">
          {t('modeler.template.broken')}
        </p>
      ) : (
        <div className="split">
          <div className="template-editor">
            <Tabs
              size="small"
              activeKey={active}
              onChange={(key) => setTab(key as FileName)}
              items={shownFiles.map((file) => ({
                key: file,
                label: t(`modeler.template.files.${file.split('.')[0]}`),
              }))}
            />
            {text === undefined ? (
              <div className="template-missing">
                <p>{t('modeler.template.noEnglish')}</p>
                <Button onClick={() => write({ ...files, [path]: files[active] ?? '' })}>
                  {t('modeler.template.startEnglish')}
                </Button>
              </div>
            ) : (
              <>
                {active.endsWith('.hbs') && (
                  <Select
                    className="template-insert"
                    value={null}
                    showSearch
                    placeholder={t('modeler.template.insert')}
                    aria-label={t('modeler.template.insert')}
                    options={paths.map((each) => ({ value: each, label: each }))}
                    onChange={(what: string | null) => what !== null && insert(what)}
                  />
                )}
                <Input.TextArea
                  ref={area}
                  className="mono template-text"
                  value={text}
                  spellCheck={false}
                  aria-label={t(`modeler.template.files.${active.split('.')[0]}`)}
                  onChange={(event) => write({ ...files, [path]: event.target.value })}
                />
              </>
            )}
            <p className="soft">{t('modeler.template.help', braces)}</p>
            {!document && (
              <Button
                onClick={() =>
                  write({
                    ...files,
                    'print.hbs': `<h1>${t('modeler.template.newTitle')}</h1>\n`,
                    'page.json': `${JSON.stringify({ version: 1, title: templateKey, numberPrefix: 'DOC', header: '', numberLabel: '', footer: '', pageNumbers: '{page} / {pages}' }, null, 2)}\n`,
                  })
                }
              >
                {t('modeler.template.addDocument')}
              </Button>
            )}
          </div>
          <aside className="split-side wide-side" aria-label={t('modeler.form.preview')}>
            <TemplatePreviewPanel templateKey={templateKey} files={files} language={language} />
          </aside>
        </div>
      )}
      <FindingsList findings={checking.findings} checking={checking.checking} />
    </ResourceShell>
  );
}
