/** The part of dmn-moddle 12 that we use; the package ships no types. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    constructor(packages?: Record<string, unknown>);
    readonly registry: { readonly packageMap: Record<string, unknown> };
    fromXML(xml: string): Promise<{
      rootElement: unknown;
      warnings: readonly { message: string }[];
      elementsById: Record<string, unknown>;
    }>;
  }
}
