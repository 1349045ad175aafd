import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import BpmnModeler from 'bpmn-js/lib/Modeler';
import zhDiagram from 'bpmn-js-i18n-zh/lib/bpmn-js';
import zhPanel from 'bpmn-js-i18n-zh/lib/properties-panel';
import zhZeebe from 'bpmn-js-i18n-zh/lib/zeebe-properties-panel';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule } from 'bpmn-js-properties-panel';
import minimapModule from 'diagram-js-minimap';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { ModuleDeclaration } from 'didi';
import type { Services } from './diagram-types.js';

/** A bpmn-js modeler with the zeebe vocabulary (design D2), in the language of the page. */
export interface StudioModeler {
  importXML(xml: string): Promise<{ warnings: unknown[] }>;
  saveXML(): Promise<string>;
  service<K extends keyof Services>(name: K): Services[K];
  destroy(): void;
}

const zhTexts: Record<string, string> = { ...zhDiagram, ...zhPanel, ...zhZeebe };

/** bpmn-js asks for its texts by their English wording; `{name}` parts are filled in. */
function translator(language: string): ModuleDeclaration {
  const translate = (template: string, parts: Record<string, string> = {}): string => {
    const text = language === 'en' ? template : (zhTexts[template] ?? template);
    return text.replace(/\{([^}]+)\}/g, (whole, name: string) => parts[name] ?? whole);
  };
  return { translate: ['value', translate] };
}

/** Draws into `canvas`; `panel` takes the complete properties panel. */
export function createModeler(canvas: HTMLElement, language: string): StudioModeler {
  const modeler = new BpmnModeler({
    container: canvas,
    additionalModules: [BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule, minimapModule, translator(language)],
    moddleExtensions: { zeebe },
  });
  return {
    importXML: (xml) => modeler.importXML(xml),
    saveXML: async () => {
      const { xml } = await modeler.saveXML({ format: true });
      if (!xml) throw new Error('the diagram is empty');
      return xml;
    },
    service: (name) => modeler.get(name),
    destroy: () => modeler.destroy(),
  };
}
