import type { StudioModeler } from './create-modeler.js';

/** A finger that moved farther, in px, drags and does not tap. */
const SLACK = 8;

/** Selects what a finger taps: on a touch, bpmn-js takes the click on a thin connection for one on the empty canvas. */
export function selectOnTap(canvas: HTMLElement, modeler: StudioModeler): () => void {
  let down: { x: number; y: number } | null = null;
  const start = (event: PointerEvent): void => {
    down = event.pointerType === 'touch' ? { x: event.clientX, y: event.clientY } : null;
  };
  const end = (event: MouseEvent): void => {
    if (down === null || Math.hypot(event.clientX - down.x, event.clientY - down.y) > SLACK) return;
    const drawn = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGElement>('svg [data-element-id]');
    const element = modeler.service('elementRegistry').get(drawn?.dataset['elementId'] ?? '');
    if (element?.waypoints) modeler.service('selection').select(element);
  };
  canvas.addEventListener('pointerdown', start);
  canvas.addEventListener('click', end);
  return () => {
    canvas.removeEventListener('pointerdown', start);
    canvas.removeEventListener('click', end);
  };
}
