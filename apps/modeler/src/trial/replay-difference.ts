import type { ReplayResponse } from '@pledge/contracts';
import type { StudioModeler } from '../editor/create-modeler.js';

const SIGN = 'pledge-replay-change';

/**
 * Marks what is passed more or less often on the draft than it was, with the difference on it.
 * @returns takes it off the diagram
 */
export function drawDifference(
  modeler: StudioModeler,
  result: ReplayResponse,
  drawn: ReadonlySet<string>,
  titleOf: (counts: { readonly before: number; readonly after: number }) => string,
): () => void {
  const canvas = modeler.service('canvas');
  const overlays = modeler.service('overlays');
  const registry = modeler.service('elementRegistry');
  const marked: [string, string][] = [];
  const most = Math.max(1, ...result.elements.map(({ before, after }) => Math.max(before, after)));
  for (const { processId, elementId, before, after } of [...result.elements, ...result.flows]) {
    const element = registry.get(elementId);
    if (!drawn.has(processId) || !element || before === after) continue;
    const heat = Math.max(1, Math.ceil((Math.abs(after - before) / most) * 5));
    for (const marker of [`run-heat-${heat}`, after > before ? 'replay-more' : 'replay-less']) {
      canvas.addMarker(elementId, marker);
      marked.push([elementId, marker]);
    }
    if (element.waypoints) continue;
    const sign = document.createElement('div');
    sign.className = 'finding-mark finding-info';
    sign.textContent = after > before ? `+${after - before}` : `−${before - after}`;
    sign.title = titleOf({ before, after });
    overlays.add(elementId, SIGN, { position: { bottom: 8, right: 40 }, html: sign, scale: { min: 1 } });
  }
  return () => {
    overlays.remove({ type: SIGN });
    for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
  };
}
