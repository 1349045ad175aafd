/** The part of bpmn-js that the studio touches; bpmn-js itself is loosely typed. */
export interface BusinessObject {
  readonly $type: string;
  readonly id: string;
  name?: string;
  readonly $parent?: BusinessObject;
  extensionElements?: { values?: ModdleElement[] };
  eventDefinitions?: ModdleElement[];
  default?: BusinessObject;
  conditionExpression?: { body?: string };
  sourceRef?: BusinessObject;
  targetRef?: BusinessObject;
  outgoing?: BusinessObject[];
  isInterrupting?: boolean;
  cancelActivity?: boolean;
  get(name: string): unknown;
  $instanceOf(type: string): boolean;
}
export interface ModdleElement {
  $type: string;
  [key: string]: unknown;
  get?(name: string): unknown;
}
export interface Point {
  x: number;
  y: number;
}
export interface DiagramElement {
  readonly id: string;
  readonly type: string;
  readonly businessObject: BusinessObject;
  readonly parent?: DiagramElement;
  readonly waypoints?: readonly Point[];
  /** Of shapes and labels, px of the diagram. */
  width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly labelTarget?: DiagramElement;
  readonly incoming?: readonly DiagramElement[];
  readonly outgoing?: readonly DiagramElement[];
}
export interface ElementFactory {
  createShape(attributes: { type: string; eventDefinitionType?: string; cancelActivity?: boolean }): DiagramElement;
}
export interface Modeling {
  createShape(
    shape: DiagramElement,
    position: Point,
    parent: DiagramElement,
    hints?: { attach: boolean },
  ): DiagramElement;
  removeElements(elements: readonly DiagramElement[]): void;
  updateProperties(element: DiagramElement, properties: Record<string, unknown>): void;
  updateModdleProperties(element: DiagramElement, target: unknown, properties: Record<string, unknown>): void;
}
export interface BpmnFactory {
  create(type: string, attributes?: Record<string, unknown>): ModdleElement;
}
export interface Overlays {
  add(
    elementId: string,
    type: string,
    overlay: { position: Record<string, number>; html: HTMLElement; scale?: boolean | { min: number } },
  ): string;
  remove(filter: { type: string }): void;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Canvas {
  zoom(value?: 'fit-viewport' | number, center?: 'auto'): number;
  viewbox(
    box?: Box,
  ): Box & { readonly inner: Box; readonly outer: { readonly width: number; readonly height: number } };
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  /** To be called when the window or the frame changed: bpmn-js remembers its size. */
  resized(): void;
  scrollToElement(id: string, padding?: number): void;
  getRootElement(): DiagramElement;
  /** A group of its own above the drawing, moving with it. */
  getLayer(name: string, index: number): SVGElement;
}
export interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
  filter(test: (element: DiagramElement) => boolean): DiagramElement[];
}
export interface BusEvent {
  readonly element?: DiagramElement;
  readonly newSelection?: DiagramElement[];
  readonly context?: unknown;
}
export interface EventBus {
  on(event: string | string[], listener: (event: BusEvent) => void): void;
  on(event: string | string[], priority: number, listener: (event: BusEvent) => void): void;
}
export interface Selection {
  select(element: DiagramElement): void;
}
export interface Moddle {
  fromXML(xml: string): Promise<{ rootElement: unknown }>;
  toXML(element: unknown, options: { format: boolean }): Promise<{ xml: string }>;
  create(type: string, attributes?: Record<string, unknown>): ModdleElement;
  getElementDescriptor(element: ModdleElement): { readonly propertiesByName: Readonly<Record<string, unknown>> };
}
export interface Services {
  modeling: Modeling;
  bpmnFactory: BpmnFactory;
  elementFactory: ElementFactory;
  overlays: Overlays;
  canvas: Canvas;
  elementRegistry: ElementRegistry;
  eventBus: EventBus;
  selection: Selection;
  commandStack: {
    registerHandler(command: string, handler: new () => object): void;
    execute(command: string, context: object): void;
    undo(): void;
    redo(): void;
    canUndo(): boolean;
    canRedo(): boolean;
    clear(): void;
  };
  bpmnReplace: {
    replaceElement(element: DiagramElement, target: { type: string; isExpanded?: boolean }): DiagramElement;
  };
  moddle: Moddle;
  alignElements: { trigger(elements: readonly DiagramElement[], how: string): void };
  distributeElements: { trigger(elements: readonly DiagramElement[], axis: string): void };
  /** Puts a shape behind another where there is room, and connects them. */
  autoPlace: { append(source: DiagramElement, shape: DiagramElement): DiagramElement };
  searchPad: { toggle(): void };
  propertiesPanel: { attachTo(container: HTMLElement): void; detach(): void };
}
