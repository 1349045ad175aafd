import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import './diagram-viewer.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { palettes } from '../theme/tokens.js';
import { rememberedTheme } from '../theme/apply-theme.js';
import type { DiagramMark, DiagramProgress, DiagramViewerProps } from './diagram-viewer.js';
import { englishNames } from './english-names.js';

interface Canvas {
  resized(): void;
  zoom(level: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  scrollToElement(id: string, padding: number): void;
  viewbox(box?: Box): Box & { readonly outer: { readonly width: number; readonly height: number } };
}
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Shape extends Box {
  readonly id: string;
}
interface ElementRegistry {
  get(id: string): Shape | undefined;
}
interface Overlays {
  add(id: string, type: string, overlay: { position: object; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}

const tokenOverlay = 'pledge-token';
const signOverlay = 'pledge-sign';

/** bpmn-js' navigated viewer with our markers. */
export function DiagramViewerImpl(props: DiagramViewerProps): React.JSX.Element {
  const { xml, progress, marks, height = '320px', language = 'zh-CN', focus, onSelect } = props;
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const marked = useRef<[string, string][]>([]);
  const select = useRef(onSelect);
  const touched = useRef(false);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  useEffect(() => {
    select.current = onSelect;
  }, [onSelect]);

  useEffect(() => {
    const host = container.current;
    if (host === null) return;
    const touch = (): void => {
      touched.current = true;
    };
    host.addEventListener('pointerdown', touch);
    host.addEventListener('wheel', touch, { passive: true });
    const p = palettes[rememberedTheme()];
    const shown = new NavigatedViewer({
      container: host,
      bpmnRenderer: { defaultFillColor: p.surface, defaultStrokeColor: p.text, defaultLabelColor: p.text },
    } as never);
    viewer.current = shown;
    let alive = true;
    shown.on('element.click', (event: { element: Shape }) => select.current?.(event.element.id));
    void shown
      .importXML(language === 'en' ? englishNames(xml) : xml)
      .then(() => {
        if (!alive) return;
        setState('shown');
      })
      .catch(() => {
        if (alive) setState('failed');
      });
    return () => {
      alive = false;
      host.removeEventListener('pointerdown', touch);
      host.removeEventListener('wheel', touch);
      marked.current = [];
      viewer.current = null;
      shown.destroy();
      setState('loading');
    };
  }, [xml, language]);

  useEffect(() => {
    if (state !== 'shown' || viewer.current === null) return;
    mark(viewer.current, progress, marked.current);
  }, [state, progress]);

  useEffect(() => {
    if (state !== 'shown' || viewer.current === null || marks === undefined) return;
    const shown = viewer.current;
    const put = sign(shown, marks);
    return () => {
      if (viewer.current === shown) put();
    };
  }, [state, marks]);

  const where = progress?.activeElements.join(' ') ?? '';
  useEffect(() => {
    const host = container.current;
    if (state !== 'shown' || viewer.current === null || host === null) return;
    const shown = viewer.current;
    // a diagram in a closed tab, or behind a page that still loads, has no size to be fitted to yet
    const watch = new ResizeObserver(() => {
      if (viewer.current !== shown || host.clientWidth === 0 || host.clientHeight === 0) return;
      watch.disconnect();
      // the view follows the token until the person has moved the diagram
      if (!touched.current) focusOn(shown, where === '' ? [] : where.split(' '));
    });
    watch.observe(host);
    return () => watch.disconnect();
  }, [state, where]);

  useEffect(() => {
    const canvas = viewer.current?.get('canvas') as Canvas | undefined;
    if (state !== 'shown' || canvas === undefined || focus === undefined) return;
    const registry = viewer.current?.get('elementRegistry') as ElementRegistry;
    if (registry.get(focus) === undefined) return;
    canvas.addMarker(focus, 'is-focus');
    canvas.scrollToElement(focus, 60);
    return () => {
      if (viewer.current !== null && registry.get(focus) !== undefined) canvas.removeMarker(focus, 'is-focus');
    };
  }, [state, focus]);

  const step = (factor: number): void => {
    const canvas = viewer.current?.get('canvas') as Canvas | undefined;
    if (canvas === undefined) return;
    const box = canvas.viewbox();
    canvas.zoom((box.outer.width / box.width) * factor, 'auto');
  };
  return (
    <div className="diagram-viewer" role="figure" aria-label={t('web.diagram.label')}>
      <div className="diagram-canvas" style={{ height }} ref={container} />
      {state === 'failed' && <p className="diagram-failed">{t('web.diagram.failed')}</p>}
      <div className="diagram-tools">
        <button type="button" onClick={() => step(1.25)} aria-label={t('web.diagram.zoomIn')}>
          +
        </button>
        <button type="button" onClick={() => step(0.8)} aria-label={t('web.diagram.zoomOut')}>
          −
        </button>
        <button
          type="button"
          onClick={() => (viewer.current?.get('canvas') as Canvas | undefined)?.zoom('fit-viewport', 'auto')}
        >
          {t('web.diagram.fit')}
        </button>
      </div>
    </div>
  );
}

function mark(viewer: NavigatedViewer, progress: DiagramProgress | undefined, marked: [string, string][]): void {
  const canvas = viewer.get('canvas') as Canvas;
  const registry = viewer.get('elementRegistry') as ElementRegistry;
  const overlays = viewer.get('overlays') as Overlays;
  for (const [id, marker] of marked.splice(0)) canvas.removeMarker(id, marker);
  overlays.remove({ type: tokenOverlay });
  if (progress === undefined) return;
  const put = (ids: readonly string[], marker: string): void => {
    for (const id of new Set(ids)) {
      if (registry.get(id) === undefined) continue;
      canvas.addMarker(id, marker);
      marked.push([id, marker]);
    }
  };
  const active = new Set(progress.activeElements);
  put(progress.takenFlows, 'is-taken');
  put(
    progress.completedElements.filter((id) => !active.has(id)),
    'is-done',
  );
  put(progress.activeElements, 'is-active');
  for (const id of active) {
    if (registry.get(id) === undefined) continue;
    const token = document.createElement('span');
    token.className = 'diagram-token';
    overlays.add(id, tokenOverlay, { position: { top: -8, left: -8 }, html: token });
  }
}

/** Puts the signs up; the returned function takes them down. */
function sign(viewer: NavigatedViewer, marks: readonly DiagramMark[]): () => void {
  const canvas = viewer.get('canvas') as Canvas;
  const registry = viewer.get('elementRegistry') as ElementRegistry;
  const overlays = viewer.get('overlays') as Overlays;
  const put: [string, string][] = [];
  const onElement = new Map<string, number>();
  for (const { elementId, tone, text, title, strength } of marks) {
    const element = registry.get(elementId);
    if (element === undefined) continue;
    const marker = tone === 'heat' ? `heat-${Math.round((strength ?? 0) * 5)}` : `mark-${tone}`;
    canvas.addMarker(elementId, marker);
    put.push([elementId, marker]);
    if (text === '') continue;
    const before = onElement.get(elementId) ?? 0;
    onElement.set(elementId, before + 1);
    const badge = document.createElement('span');
    badge.className = `diagram-sign sign-${tone}`;
    badge.textContent = text;
    if (title !== undefined) badge.title = title;
    const isFlow = 'waypoints' in element;
    overlays.add(elementId, signOverlay, {
      position: isFlow ? { top: -22, left: 28 * before } : { top: -12, right: 14 + 28 * before },
      html: badge,
    });
  }
  return () => {
    for (const [id, marker] of put) if (registry.get(id) !== undefined) canvas.removeMarker(id, marker);
    overlays.remove({ type: signOverlay });
  };
}

/** Shows the whole diagram when it stays readable, else the place where the token stands. */
function focusOn(viewer: NavigatedViewer, active: readonly string[]): void {
  const canvas = viewer.get('canvas') as Canvas;
  const registry = viewer.get('elementRegistry') as ElementRegistry;
  canvas.resized();
  canvas.zoom('fit-viewport', 'auto');
  const fit = canvas.viewbox();
  if (fit.outer.width / fit.width >= 0.55) return;
  // A subprocess around a token is active too: its middle may be far from where anything happens.
  const [shape] = active
    .map((id) => registry.get(id))
    .filter((found) => found !== undefined)
    .sort((one, other) => one.width * one.height - other.width * other.height);
  if (shape === undefined) return;
  const width = fit.outer.width / 0.7;
  const height = fit.outer.height / 0.7;
  canvas.viewbox({
    x: shape.x + shape.width / 2 - width / 2,
    y: shape.y + shape.height / 2 - height / 2,
    width,
    height,
  });
}
