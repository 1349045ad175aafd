declare module 'bpmn-js-differ' {
  interface Difference {
    readonly _added: Readonly<Record<string, unknown>>;
    readonly _removed: Readonly<Record<string, unknown>>;
    readonly _changed: Readonly<Record<string, unknown>>;
    readonly _layoutChanged: Readonly<Record<string, unknown>>;
  }
  export function diff(before: unknown, after: unknown): Difference;
}
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<{ rootElement: unknown; warnings: readonly unknown[] }>;
    toXML(element: unknown, options: { format: boolean }): Promise<{ xml: string }>;
  }
}
