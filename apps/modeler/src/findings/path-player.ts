import type { StudioModeler } from '../editor/create-modeler.js';
import { showElement } from '../editor/first-view.js';

/** One step of the way to a trouble: the element that went on and the connections its tokens took. */
export interface PathStep {
  readonly elementId: string;
  readonly flows: readonly string[];
}

const TOKEN = 'pledge-token';
const PASSED = 'on-path';
/** How long the token rests on an element, ms. */
const REST = 700;

/** The path that a remark of the server brings along, or null. */
export function pathOf(detail: unknown): readonly PathStep[] | null {
  const path: unknown = typeof detail === 'object' && detail !== null ? (detail as { path?: unknown }).path : undefined;
  return Array.isArray(path) && path.length > 0 ? (path as PathStep[]) : null;
}

/**
 * Lets a token walk the path to where it ends; what it passed stays marked. Where motion is unwanted all is marked at once.
 * @returns ends the walk and takes the marks away
 */
export function playPath(modeler: StudioModeler, path: readonly PathStep[], target: string): () => void {
  const canvas = modeler.service('canvas');
  const overlays = modeler.service('overlays');
  const registry = modeler.service('elementRegistry');
  const marked = new Set<string>();
  const mark = (id: string): void => {
    if (marked.has(id) || !registry.get(id)) return;
    marked.add(id);
    canvas.addMarker(id, PASSED);
  };
  const stand = (id: string): void => {
    overlays.remove({ type: TOKEN });
    if (!registry.get(id)) return;
    const token = document.createElement('div');
    token.className = 'path-token';
    overlays.add(id, TOKEN, { position: { bottom: 10, left: -8 }, html: token, scale: { min: 1 } });
  };
  const frames = [
    ...path.map((step) => () => {
      mark(step.elementId);
      stand(step.elementId);
      canvas.scrollToElement(step.elementId, 120);
      step.flows.forEach(mark);
    }),
    () => {
      stand(target);
      showElement(modeler, target);
    },
  ];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (index: number): void => {
    frames[index]?.();
    if (index + 1 < frames.length) timer = setTimeout(() => next(index + 1), REST);
  };
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) for (const frame of frames) frame();
  else next(0);
  return () => {
    clearTimeout(timer);
    overlays.remove({ type: TOKEN });
    for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, PASSED);
  };
}
