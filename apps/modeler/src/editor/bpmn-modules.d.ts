declare module 'bpmn-js-i18n-zh/lib/bpmn-js' {
  const texts: Record<string, string>;
  export { texts as default };
}
declare module 'bpmn-js-i18n-zh/lib/properties-panel' {
  const texts: Record<string, string>;
  export { texts as default };
}
declare module 'bpmn-js-i18n-zh/lib/zeebe-properties-panel' {
  const texts: Record<string, string>;
  export { texts as default };
}
declare module 'bpmn-js-properties-panel' {
  import type { ModuleDeclaration } from 'didi';
  export const BpmnPropertiesPanelModule: ModuleDeclaration;
  export const BpmnPropertiesProviderModule: ModuleDeclaration;
  export const ZeebePropertiesProviderModule: ModuleDeclaration;
}
declare module 'diagram-js-minimap' {
  import type { ModuleDeclaration } from 'didi';
  const minimap: ModuleDeclaration;
  export { minimap as default };
}
