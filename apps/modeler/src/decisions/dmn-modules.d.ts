declare module 'dmn-js/lib/Modeler' {
  import type { ModuleDeclaration } from 'didi';
  export interface DmnView {
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
    readonly element: { readonly id: string; readonly name?: string };
  }
  interface Part {
    readonly additionalModules?: readonly ModuleDeclaration[];
  }
  class DmnModeler {
    constructor(options: {
      readonly container: HTMLElement;
      readonly drd?: Part;
      readonly decisionTable?: Part;
      readonly literalExpression?: Part;
      readonly boxedExpression?: Part;
    });
    importXML(xml: string): Promise<{ warnings: readonly unknown[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): readonly DmnView[];
    getActiveView(): DmnView | undefined;
    open(view: DmnView): Promise<unknown>;
    getActiveViewer(): { get<T>(name: string): T; on(event: string, run: () => void): void } | undefined;
    on(event: string, run: (event: { readonly viewer?: { on(event: string, run: () => void): void } }) => void): void;
    destroy(): void;
  }
  export { DmnModeler as default };
}
