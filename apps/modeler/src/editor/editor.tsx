import type { DeployResponse, ModelingCatalogue } from '@pledge/contracts';
import { useMedia } from '@pledge/web';
import { App as AntApp, Button, Popconfirm, Tabs } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkDraft, type DraftFinding } from '../findings/check-draft.js';
import { FindingsDrawer } from '../findings/findings-drawer.js';
import { PropertiesPanel } from '../properties/properties-panel.js';
import { PublishDialog } from '../publish/publish-dialog.js';
import { PublishResult } from '../publish/publish-result.js';
import type { StudioModeler } from './create-modeler.js';
import { nameIn } from './english-labels.js';
import type { LocalDraft } from './local-draft.js';
import { useDraft } from './use-draft.js';
import { useStudio } from './use-studio.js';
import { ViewTools } from './view-tools.js';

interface EditorProps {
  /** Where this browser keeps the draft: the process key, or `new`. */
  readonly draftKey: string;
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

/** How long a person may think between two changes before the draft is checked, in ms. */
const PAUSE = 800;

/** Canvas first: palette left, properties right, findings below, on top name · version · draft · check · publish. */
export function Editor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = AntApp.useApp();
  const narrow = useMedia('(max-width: 760px)');
  const canvas = useRef<HTMLDivElement | null>(null);
  const [xml, setXml] = useState(props.draft?.xml ?? props.publishedXml);
  const { modeler, selected, revision, importError } = useStudio(canvas, xml, props.language);
  const draft = useDraft(props.draftKey, props.version, props.draft, modeler, revision);
  const [findings, setFindings] = useState<readonly DraftFinding[] | null>(null);
  const [checking, setChecking] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const [published, setPublished] = useState<DeployResponse | null>(null);
  const [panelOpen, setPanelOpen] = useState(!narrow);
  const name = useProcessName(modeler, revision, props.processKey, props.language);

  const check = useCallback(async (): Promise<boolean> => {
    if (!modeler) return false;
    setChecking(true);
    try {
      setFindings(await checkDraft(`${props.processKey}.bpmn`, await modeler.saveXML()));
      return true;
    } catch (failure) {
      message.error(props.describe.error(failure));
      return false;
    } finally {
      setChecking(false);
    }
  }, [modeler, props, message]);
  const latestCheck = useRef(check);
  useEffect(() => {
    latestCheck.current = check;
  }, [check]);

  const unpublished = draft.savedAt !== null;
  useEffect(() => {
    // an opened draft is checked too: what is wrong with it is marked from the start
    if (!modeler || (revision === 0 && !unpublished)) return;
    const timer = setTimeout(() => void latestCheck.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [modeler, revision, unpublished]);

  const selectedId = selected?.id;
  useEffect(() => {
    // on a phone the panel comes up with the element that was tapped
    if (narrow && selectedId !== undefined) setPanelOpen(true);
  }, [narrow, selectedId]);
  useEffect(() => {
    // and covers the lower half: what was tapped stays in sight
    if (!narrow || !panelOpen || !modeler || selectedId === undefined) return;
    const frame = requestAnimationFrame(() => {
      modeler.service('canvas').resized();
      if (modeler.service('elementRegistry').get(selectedId)) modeler.service('canvas').scrollToElement(selectedId, 60);
    });
    return () => cancelAnimationFrame(frame);
  }, [narrow, panelOpen, modeler, selectedId]);

  const discard = (): void => {
    draft.drop();
    setFindings(null);
    setXml((before) => (before === props.publishedXml ? `${props.publishedXml}\n` : props.publishedXml));
  };

  return (
    <div className="editor" data-panel={panelOpen ? 'open' : 'closed'}>
      <div className="editor-bar">
        <h1>{name}</h1>
        <span className="num soft">
          {props.version === 0 ? t('modeler.neverPublished') : t('modeler.versionNow', { version: props.version })}
        </span>
        <span className="soft" role="status">
          {draft.unsaved
            ? t('modeler.draftUnsaved')
            : draft.savedAt === null
              ? t('modeler.noDraft')
              : t('modeler.draftSaved', { time: props.describe.time(draft.savedAt) })}
        </span>
        <span className="studio-spacer" />
        {draft.savedAt !== null && (
          <Popconfirm
            title={t('modeler.discardSure')}
            okText={t('modeler.discardDraft')}
            cancelText={t('modeler.cancel')}
            onConfirm={discard}
          >
            <Button>{t('modeler.discardDraft')}</Button>
          </Popconfirm>
        )}
        <Button onClick={() => setPanelOpen(!panelOpen)} aria-expanded={panelOpen}>
          {panelOpen ? t('modeler.hidePanel') : t('modeler.showPanel')}
        </Button>
        <Button className="wide-only" loading={checking} disabled={!modeler} onClick={() => void check()}>
          {t('modeler.check')}
        </Button>
        <Button
          type="primary"
          disabled={!modeler}
          onClick={() => void check().then((answered) => answered && setPublishing(true))}
        >
          {t('modeler.publish.button')}
        </Button>
      </div>
      {draft.savedAt !== null && draft.basedOn !== props.version && (
        <p className="notice-bar" role="alert">
          {t('modeler.draftOutdated', { basedOn: draft.basedOn, version: props.version })}
        </p>
      )}
      {importError !== null && (
        <p className="notice-bar" role="alert">
          {t('modeler.importFailed', { reason: importError })}
        </p>
      )}
      <div className="editor-body">
        <div className="canvas-frame">
          <div className="canvas" ref={canvas} role="application" aria-label={t('modeler.canvas')} />
          {modeler && <ViewTools modeler={modeler} />}
        </div>
        {panelOpen && (
          <aside className="panel" aria-label={t('modeler.panel.title')}>
            <Tabs
              size="small"
              destroyOnHidden
              items={[
                {
                  key: 'plain',
                  label: t('modeler.panel.plain'),
                  children: modeler && (
                    <PropertiesPanel modeler={modeler} element={selected} catalogue={props.catalogue} />
                  ),
                },
                { key: 'all', label: t('modeler.panel.all'), children: modeler && <CompletePanel modeler={modeler} /> },
              ]}
            />
          </aside>
        )}
      </div>
      <FindingsDrawer modeler={modeler} findings={findings} checking={checking} language={props.language} />
      {publishing && modeler && (
        <PublishDialog
          processKey={props.processKey}
          version={props.version}
          publishedXml={props.version === 0 ? null : props.publishedXml}
          language={props.language}
          findings={findings}
          modeler={modeler}
          onClose={() => setPublishing(false)}
          onRefused={(refused) => {
            setFindings(refused);
            setPublishing(false);
            message.error(t('modeler.publish.refused', { count: refused.length }));
          }}
          onPublished={(answer) => {
            draft.drop();
            setPublishing(false);
            setPublished(answer);
          }}
        />
      )}
      {published && (
        <PublishResult
          answer={published}
          nameOf={(id) => nameIn(props.language, modeler?.service('elementRegistry').get(id)?.businessObject) ?? id}
          language={props.language}
          onClose={() => {
            setPublished(null);
            const made =
              published.definitions.find((definition) => definition.key === props.processKey) ??
              published.definitions[0];
            void props.onPublished(made?.key ?? props.processKey);
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
function useProcessName(modeler: StudioModeler | null, revision: number, fallback: string, language: string): string {
  const [name, setName] = useState(fallback);
  useEffect(() => {
    if (!modeler) return;
    const processes = modeler
      .service('elementRegistry')
      .filter((element) => element.type === 'bpmn:Process' || element.type === 'bpmn:Participant');
    const named = processes.map((element) => nameIn(language, element.businessObject)).find((text) => text);
    setName(named ?? fallback);
  }, [modeler, revision, fallback, language]);
  return name;
}
