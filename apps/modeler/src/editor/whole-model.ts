import type { Moddle, ModdleElement } from './diagram-types.js';

/** What moddle noticed while it read a file. */
export interface ReadWarning {
  readonly message?: string;
  readonly element?: ModdleElement;
  readonly property?: string;
  readonly value?: unknown;
}

/** A property as moddle knows it. */
interface Described {
  default?: unknown;
}

/**
 * `messageVisibleKind` has no default in the schema of BPMN DI (clause 12.2.3.4): an envelope is drawn only where it is written.
 * moddle takes `initiating` for one and would not write it again.
 */
export function keepEnvelopes(moddle: Moddle): void {
  const descriptor = moddle.getElementDescriptor(moddle.create('bpmndi:BPMNEdge'));
  const property = descriptor.propertiesByName['messageVisibleKind'] as Described | undefined;
  if (property) delete property.default;
}

/** Descriptions of interfaces and data: nothing of them is drawn, and they may point into another file. */
const NOT_DRAWN =
  /^bpmn:(Operation|Interface|ItemDefinition|Message|Error|Escalation|Signal|Resource\w*|Correlation\w+)$/;

/** References out of such descriptions that lead out of the file stay as they were written. */
export function keepReferences(moddle: Moddle, warnings: readonly ReadWarning[]): void {
  for (const { message, element, property, value } of warnings) {
    if (!element || !property || typeof value !== 'string' || !NOT_DRAWN.test(element.$type)) continue;
    if (!/^unresolved reference/.test(message ?? '')) continue;
    // written again by its id; belongs to nothing, so that it is not written itself
    const outside = moddle.create('bpmn:BaseElement', { id: value });
    const before = element[property.replace('bpmn:', '')];
    element[property.replace('bpmn:', '')] = Array.isArray(before) ? [...(before as unknown[]), outside] : outside;
  }
}

/** Part of a definition that draws one process: its plane holds shapes and edges. */
interface Diagram {
  readonly plane?: { planeElement?: ModdleElement[] };
}

/**
 * Shapes and edges that bpmn-js read and did not put on its canvas, by their plane: lines that some tools draw for themselves,
 * and the inside of subprocesses that it does not show.
 * @param isDrawn whether the canvas has the element of that id
 */
export function strayDrawings(
  diagrams: readonly Diagram[],
  isDrawn: (id: string) => boolean,
): ReadonlyMap<Diagram, readonly ModdleElement[]> {
  const isStray = (drawn: ModdleElement): boolean => {
    const element = drawn['bpmnElement'] as ModdleElement | undefined;
    return typeof element?.['id'] !== 'string' || !isDrawn(element['id']);
  };
  return new Map(diagrams.map((diagram) => [diagram, (diagram.plane?.planeElement ?? []).filter(isStray)]));
}

/** Puts them back where a save left them out (bpmn-js writes what stands on its canvas), but for what was deleted meanwhile. */
export function putBack(strays: ReadonlyMap<Diagram, readonly ModdleElement[]>): void {
  for (const [{ plane }, drawn] of strays) {
    if (!plane) continue;
    const there = plane.planeElement ?? [];
    plane.planeElement = [...there, ...drawn.filter((each) => !there.includes(each) && isThere(each))];
  }
}

/** What it draws still hangs in the file; a line that draws nothing of the file stays. */
function isThere(drawn: ModdleElement): boolean {
  let at = drawn['bpmnElement'] as ModdleElement | undefined;
  if (!at) return true;
  while (at['$parent']) at = at['$parent'] as ModdleElement;
  return at.$type === 'bpmn:Definitions';
}
