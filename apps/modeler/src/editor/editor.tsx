import type { ModelingCatalogue } from '@pledge/contracts';
import { App as AntApp, Button, Tabs } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkDraft, type DraftFinding } from '../findings/check-draft.js';
import { FindingsDrawer } from '../findings/findings-drawer.js';
import { PropertiesPanel } from '../properties/properties-panel.js';
import { PublishDialog } from '../publish/publish-dialog.js';
import type { StudioModeler } from './create-modeler.js';
import { dropDraft, writeDraft, type LocalDraft } from './local-draft.js';
import { useStudio } from './use-studio.js';

interface EditorProps {
  readonly processKey: string;
  /** Newest published version; 0 for a process that was never published. */
  readonly version: number;
  readonly publishedXml: string;
  readonly draft: LocalDraft | null;
  readonly catalogue: ModelingCatalogue;
  readonly language: string;
  readonly describe: { error: (failure: unknown) => string; time: (epochMs: number) => string };
  readonly onPublished: (processKey: string) => Promise<void>;
}

/** How long a person may think between two changes before the draft is saved and checked, in ms. */
const PAUSE = 800;

/** Canvas first: palette left, properties right, findings below, on top name · version · draft · check · publish. */
export function Editor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const canvas = useRef<HTMLDivElement | null>(null);
  const [xml, setXml] = useState(props.draft?.xml ?? props.publishedXml);
  const { modeler, selected, revision, importError } = useStudio(canvas, xml, props.language);
  const [findings, setFindings] = useState<readonly DraftFinding[] | null>(null);
  const [checking, setChecking] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const [savedAt, setSavedAt] = useState<number | null>(props.draft?.savedAt ?? null);
  const [panelOpen, setPanelOpen] = useState(true);
  const name = useProcessName(modeler, revision, props.processKey);

  const check = useCallback(async () => {
    if (!modeler) return;
    setChecking(true);
    try {
      setFindings(await checkDraft(`${props.processKey}.bpmn`, await modeler.saveXML()));
    } catch (failure) {
      message.error(props.describe.error(failure));
    } finally {
      setChecking(false);
    }
  }, [modeler, props, message]);
  const latestCheck = useRef(check);
  useEffect(() => {
    latestCheck.current = check;
  }, [check]);

  useEffect(() => {
    if (!modeler || revision === 0) return;
    const timer = setTimeout(() => {
      void modeler.saveXML().then((draftXml) => {
        const at = Date.now();
        if (writeDraft(props.processKey, { xml: draftXml, basedOn: props.version, savedAt: at })) setSavedAt(at);
      });
      void latestCheck.current();
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [modeler, revision, props.processKey, props.version]);

  const discard = (): void => {
    dropDraft(props.processKey);
    setSavedAt(null);
    setFindings(null);
    setXml((before) => (before === props.publishedXml ? `${props.publishedXml}\n` : props.publishedXml));
  };
  const outdated = props.draft !== null && props.draft.basedOn !== props.version;

  return (
    <div className="editor" data-panel={panelOpen ? 'open' : 'closed'}>
      <div className="editor-bar">
        <h1>{name}</h1>
        <span className="num soft">{props.version === 0 ? t('modeler.neverPublished') : t('modeler.versionNow', { version: props.version })}</span>
        <span className="soft" role="status">
          {savedAt === null ? t('modeler.noDraft') : t('modeler.draftSaved', { time: props.describe.time(savedAt) })}
        </span>
        <span className="studio-spacer" />
        {savedAt !== null && <Button onClick={discard}>{t('modeler.discardDraft')}</Button>}
        <Button onClick={() => setPanelOpen(!panelOpen)} aria-expanded={panelOpen}>
          {panelOpen ? t('modeler.hidePanel') : t('modeler.showPanel')}
        </Button>
        <Button loading={checking} disabled={!modeler} onClick={() => void check()}>
          {t('modeler.check')}
        </Button>
        <Button type="primary" disabled={!modeler} onClick={() => void check().then(() => setPublishing(true))}>
          {t('modeler.publish.button')}
        </Button>
      </div>
      {outdated && (
        <p className="notice-bar" role="alert">
          {t('modeler.draftOutdated', { basedOn: props.draft.basedOn, version: props.version })}
        </p>
      )}
      {importError !== null && (
        <p className="notice-bar" role="alert">
          {t('modeler.importFailed', { reason: importError })}
        </p>
      )}
      <div className="editor-body">
        <div className="canvas" ref={canvas} role="application" aria-label={t('modeler.canvas')} />
        {panelOpen && (
          <aside className="panel" aria-label={t('modeler.panel.title')}>
            <Tabs
              size="small"
              destroyOnHidden
              items={[
                { key: 'plain', label: t('modeler.panel.plain'), children: modeler && <PropertiesPanel modeler={modeler} element={selected} catalogue={props.catalogue} /> },
                { key: 'all', label: t('modeler.panel.all'), children: modeler && <CompletePanel modeler={modeler} /> },
              ]}
            />
          </aside>
        )}
      </div>
      <FindingsDrawer modeler={modeler} findings={findings} checking={checking} />
      {publishing && modeler && (
        <PublishDialog
          processKey={props.processKey}
          version={props.version}
          findings={findings}
          takeXml={() => modeler.saveXML()}
          onClose={() => setPublishing(false)}
          onRefused={(refused) => {
            setFindings(refused);
            setPublishing(false);
            message.error(t('modeler.publish.refused', { count: refused.length }));
          }}
          onPublished={(version) => {
            dropDraft(props.processKey);
            setSavedAt(null);
            setPublishing(false);
            message.success(t('modeler.publish.done', { version }));
            void props.onPublished(props.processKey);
          }}
        />
      )}
    </div>
  );
}

/** Everything that can be set, as bpmn-js offers it: for those who know BPMN. */
function CompletePanel({ modeler }: { readonly modeler: StudioModeler }): React.JSX.Element {
  const place = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    const panel = modeler.service('propertiesPanel');
    if (place.current) panel.attachTo(place.current);
    return () => panel.detach();
  }, [modeler]);
  return <div className="complete-panel" ref={place} />;
}

/** Name of the process as drawn now; in a collaboration the name of its executable pool's process. */
function useProcessName(modeler: StudioModeler | null, revision: number, fallback: string): string {
  const [name, setName] = useState(fallback);
  useEffect(() => {
    if (!modeler) return;
    const processes = modeler.service('elementRegistry').filter((element) => element.type === 'bpmn:Process' || element.type === 'bpmn:Participant');
    const named = processes.map((element) => element.businessObject.name).find((text) => text);
    setName(named ?? fallback);
  }, [modeler, revision, fallback]);
  return name;
}
