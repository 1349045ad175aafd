import type { ModuleDeclaration } from 'didi';
import type { DiagramElement, ElementRegistry, EventBus, Point } from './diagram-types.js';

/** Free room on both sides of an inserted step, in px. */
const GAP = 40;

interface CreateContext {
  shape: DiagramElement & { readonly width: number; readonly height: number };
  parent: DiagramElement;
  position: Point;
}
interface SpaceTool {
  calculateAdjustments(
    elements: DiagramElement[],
    axis: 'x' | 'y',
    delta: number,
    start: number,
  ): { movingShapes: unknown[]; resizingShapes: unknown[] };
}
interface SpaceModeling {
  createSpace(moving: unknown[], resizing: unknown[], delta: Point, direction: 'e' | 's', start: number): void;
}
interface BpmnRules {
  canInsert(shape: unknown, flow: unknown): boolean;
}

/** The middle of the longest straight piece of a connection. */
export function middleOf(waypoints: readonly Point[]): Point {
  let best = { length: -1, middle: waypoints[0] ?? { x: 0, y: 0 } };
  waypoints.slice(1).forEach((end, index) => {
    const start = waypoints[index] ?? end;
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y);
    if (length > best.length) best = { length, middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
  });
  return best.middle;
}

/** Moves what follows aside when a step is put onto a connection that is too short for it; one undo takes both back. */
function RoomOnFlow(
  eventBus: EventBus,
  elementRegistry: ElementRegistry,
  spaceTool: SpaceTool,
  modeling: SpaceModeling,
  bpmnRules: BpmnRules,
): void {
  eventBus.on('commandStack.shape.create.preExecute', 2000, (event) => {
    const { shape, parent, position } = event.context as CreateContext;
    if (!parent.waypoints || !bpmnRules.canInsert(shape, parent)) return;
    const piece = pieceAt(parent.waypoints, position);
    if (!piece) return;
    const { axis, from, to } = piece;
    const needed = (axis === 'x' ? shape.width : shape.height) + 2 * GAP;
    const delta = needed - Math.abs(to - from);
    if (delta <= 0) return;
    // just behind where the connection begins: what stands beside the gap moves as a whole instead of being stretched
    const start = Math.min(from, to) + 0.5;
    const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(
      elementRegistry.filter(() => true),
      axis,
      delta,
      start,
    );
    modeling.createSpace(
      movingShapes,
      resizingShapes,
      axis === 'x' ? { x: delta, y: 0 } : { x: 0, y: delta },
      axis === 'x' ? 'e' : 's',
      start,
    );
    position[axis] = Math.min(from, to) + needed / 2;
  });
}
RoomOnFlow.$inject = ['eventBus', 'elementRegistry', 'spaceTool', 'modeling', 'bpmnRules'];

/** The straight piece of a connection nearest to a point, when it runs along an axis. */
function pieceAt(waypoints: readonly Point[], at: Point): { axis: 'x' | 'y'; from: number; to: number } | null {
  for (const [index, end] of waypoints.slice(1).entries()) {
    const start = waypoints[index] ?? end;
    const across = Math.abs(start.y - end.y) < 2;
    const down = Math.abs(start.x - end.x) < 2;
    if (across && Math.abs(at.y - start.y) <= 10 && between(at.x, start.x, end.x))
      return { axis: 'x', from: start.x, to: end.x };
    if (down && Math.abs(at.x - start.x) <= 10 && between(at.y, start.y, end.y))
      return { axis: 'y', from: start.y, to: end.y };
  }
  return null;
}

function between(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) - 5 && value <= Math.max(one, other) + 5;
}

export const roomOnFlowModule: ModuleDeclaration = {
  __init__: ['roomOnFlow'],
  roomOnFlow: ['type', RoomOnFlow],
};
