import type { StudioModeler } from '../editor/create-modeler.js';
import type { Standing } from './standing.js';

const TOKEN = 'pledge-trial-token';
const CONTAINERS = new Set(['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess', 'bpmn:Participant']);

/** Ids of the processes that the diagram draws. */
export function drawnProcesses(modeler: StudioModeler): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { businessObject } of modeler.service('elementRegistry').filter(() => true)) {
    if (businessObject.$type === 'bpmn:Process') ids.add(businessObject.id);
    if (businessObject.$type === 'bpmn:Participant') {
      const process = businessObject.get('processRef') as { id?: string } | undefined;
      if (process?.id !== undefined) ids.add(process.id);
    }
  }
  return ids;
}

/**
 * Shows where the case stands: tokens, what was done, the ways taken.
 * @returns takes it off the diagram
 */
export function drawStanding(modeler: StudioModeler, standing: Standing): () => void {
  const canvas = modeler.service('canvas');
  const overlays = modeler.service('overlays');
  const registry = modeler.service('elementRegistry');
  const marked: [string, string][] = [];
  const mark = (id: string, marker: string): void => {
    if (!registry.get(id)) return;
    canvas.addMarker(id, marker);
    marked.push([id, marker]);
  };
  for (const id of standing.flows.keys()) mark(id, 'trial-taken');
  for (const id of standing.done) if (!standing.active.has(id)) mark(id, 'trial-done');
  for (const [id, count] of standing.active) {
    const element = registry.get(id);
    if (!element) continue;
    mark(id, 'trial-active');
    if (CONTAINERS.has(element.type)) continue;
    const token = document.createElement('div');
    token.className = 'path-token trial-token';
    token.textContent = count > 1 ? String(count) : '';
    overlays.add(id, TOKEN, { position: { bottom: 10, left: -8 }, html: token, scale: { min: 1 } });
  }
  return () => {
    overlays.remove({ type: TOKEN });
    for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
  };
}
