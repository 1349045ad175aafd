import type { StudioModeler } from './create-modeler.js';

/** Room for the palette, in px. */
const LEFT = 84;
const MARGIN = 24;
/** Room for the tools, in px. */
const TOOLS = 60;
/** A canvas narrower than this has its palette above. */
const PHONE = 480;
/** Below this scale names cannot be read. */
const READABLE = 0.5;

/** Shows all of a small diagram; of a large one the beginning, as large as its height allows, beside the palette. */
export function showBeginning(modeler: StudioModeler, phone: boolean): void {
  const canvas = modeler.service('canvas');
  const { inner, outer } = canvas.viewbox();
  if (outer.width === 0 || outer.height === 0 || inner.width === 0 || inner.height === 0) return;
  const left = phone ? MARGIN : LEFT;
  const top = phone ? 64 : MARGIN;
  const whole = Math.min((outer.width - left - MARGIN) / inner.width, (outer.height - top - MARGIN) / inner.height);
  const tall = (outer.height - top - MARGIN) / inner.height;
  const scale = Math.min(1, whole >= READABLE ? whole : Math.max(READABLE, tall));
  const below = scale === tall ? 0 : Math.max(0, (outer.height / scale - inner.height) / 2 - top / scale);
  canvas.viewbox({
    x: inner.x - left / scale,
    y: inner.y - top / scale - below,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}

/** The whole diagram, beside the palette, never larger than drawn. */
export function showAll(modeler: StudioModeler): void {
  const canvas = modeler.service('canvas');
  const { inner, outer } = canvas.viewbox();
  if (outer.width === 0 || outer.height === 0 || inner.width === 0 || inner.height === 0) return;
  const phone = outer.width < PHONE;
  const left = phone ? MARGIN : LEFT;
  // on a phone the palette lies above the canvas; the tools lie over its lower edge everywhere
  const width = outer.width - left - MARGIN;
  const height = outer.height - MARGIN - TOOLS;
  const scale = Math.min(1, width / inner.width, height / inner.height);
  canvas.viewbox({
    x: inner.x + inner.width / 2 - (left + width / 2) / scale,
    y: inner.y + inner.height / 2 - (MARGIN + height / 2) / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}

/** One step nearer (`factor` > 1) or farther around the middle of the view. */
export function zoomBy(modeler: StudioModeler, factor: number): void {
  const canvas = modeler.service('canvas');
  canvas.zoom(Math.min(3, Math.max(0.15, canvas.zoom() * factor)), 'auto');
}

/** Shows one element near the middle at a scale at which its name can be read. */
export function showElement(modeler: StudioModeler, id: string): void {
  const element = modeler.service('elementRegistry').get(id);
  if (!element) return;
  const canvas = modeler.service('canvas');
  if (canvas.zoom() < READABLE) canvas.zoom(0.7, 'auto');
  canvas.scrollToElement(id, 120);
  modeler.service('selection').select(element);
}
