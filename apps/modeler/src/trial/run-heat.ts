import type { SimulationRunsResponse } from '@pledge/contracts';
import type { StudioModeler } from '../editor/create-modeler.js';

const SIGN = 'pledge-run-heat';

/**
 * Warms what many runs passed, the more the warmer, and writes the share of runs on steps.
 * @returns takes it off the diagram
 */
export function drawHeat(
  modeler: StudioModeler,
  result: SimulationRunsResponse,
  drawn: ReadonlySet<string>,
  titleOf: (counts: { readonly runs: number; readonly times: number }) => string,
): () => void {
  const canvas = modeler.service('canvas');
  const overlays = modeler.service('overlays');
  const registry = modeler.service('elementRegistry');
  const marked: [string, string][] = [];
  for (const { processId, elementId, runs, times } of [...result.elements, ...result.flows]) {
    const element = registry.get(elementId);
    if (!drawn.has(processId) || !element || /SubProcess|Transaction|Participant/.test(element.type)) continue;
    const marker = `run-heat-${Math.max(1, Math.ceil((runs / result.runs) * 5))}`;
    canvas.addMarker(elementId, marker);
    marked.push([elementId, marker]);
    if (element.waypoints || !/Task$|CallActivity$/.test(element.type)) continue;
    const sign = document.createElement('div');
    sign.className = 'finding-mark finding-info';
    sign.textContent = `${Math.round((runs / result.runs) * 100)}%`;
    sign.title = titleOf({ runs, times });
    overlays.add(elementId, SIGN, { position: { bottom: 8, right: 40 }, html: sign, scale: { min: 1 } });
  }
  return () => {
    overlays.remove({ type: SIGN });
    for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
  };
}
