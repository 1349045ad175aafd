import type { StudioModeler } from '../editor/create-modeler.js';
import type { Point } from '../editor/diagram-types.js';

/** How long a token takes over one connection, ms; and how many it walks before the rest is only marked. */
const WALK = 350;
const MOST = 16;

/**
 * Lets a token walk the connections one after the other. Nothing moves where motion is unwanted.
 * @returns ends the walk
 */
export function walkFlows(modeler: StudioModeler, flows: readonly string[]): () => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return () => undefined;
  const registry = modeler.service('elementRegistry');
  const ways = flows
    .slice(-MOST)
    .map((id) => registry.get(id)?.waypoints)
    .filter((points): points is readonly Point[] => points !== undefined && points.length > 1);
  if (ways.length === 0) return () => undefined;
  const token = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  token.setAttribute('r', '9');
  token.setAttribute('class', 'walking-token');
  modeler.service('canvas').getLayer('pledge-walk', 1000).appendChild(token);
  const began = performance.now();
  let frame = 0;
  const draw = (now: number): void => {
    const done = (now - began) / WALK;
    const way = ways[Math.floor(done)];
    if (way === undefined) {
      token.remove();
      return;
    }
    const { x, y } = pointAt(way, done % 1);
    token.setAttribute('cx', String(x));
    token.setAttribute('cy', String(y));
    frame = requestAnimationFrame(draw);
  };
  draw(began);
  return () => {
    cancelAnimationFrame(frame);
    token.remove();
  };
}

/** The point at a share (0 to 1) of the length of a line. */
export function pointAt(points: readonly Point[], share: number): Point {
  const parts = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { from, to, length: Math.hypot(to.x - from.x, to.y - from.y) };
  });
  let left = parts.reduce((sum, { length }) => sum + length, 0) * Math.min(1, Math.max(0, share));
  for (const { from, to, length } of parts) {
    if (left <= length && length > 0) {
      const along = left / length;
      return { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
