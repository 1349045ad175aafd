import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { palettes, rememberedTheme } from '@pledge/web';
import BpmnModeler from 'bpmn-js/lib/Modeler';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import minimapModule from 'diagram-js-minimap';
import type { ModuleDeclaration } from 'didi';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Moddle, Services } from './diagram-types.js';
import { englishLabelsModule } from './english-labels.js';
import { roomOnFlowModule } from './room-on-flow.js';
import { togetherModule } from './together.js';
import { userTaskEntryModule } from './user-task-entry.js';
import { keepEnvelopes, keepReferences, putBack, strayDrawings, type ReadWarning } from './whole-model.js';
import { zhTexts } from './zh-texts.js';

/** A bpmn-js modeler with the zeebe vocabulary (design D2), in the language of the page. */
export interface StudioModeler {
  importXML(xml: string): Promise<{ warnings: unknown[] }>;
  saveXML(): Promise<string>;
  /** The drawing, as it is printed. */
  saveSVG(): Promise<string>;
  /** Another diagram's text, written as `saveXML` would write it; not drawn. */
  normalised(xml: string): Promise<string>;
  service<K extends keyof Services>(name: K): Services[K];
  destroy(): void;
}

/** bpmn-js asks for its texts by their English wording; `{name}` parts are filled in. */
function translator(language: string): ModuleDeclaration {
  const translate = (template: string, parts: Record<string, string> = {}): string => {
    const text = language === 'en' ? template : (zhTexts[template] ?? template);
    return text.replace(/\{([^}]+)\}/g, (whole, name: string) => parts[name] ?? whole);
  };
  return { translate: ['value', translate] };
}

/** Draws into `canvas`; the complete properties panel is attached later, where it is asked for. */
export function createModeler(canvas: HTMLElement, language: string): StudioModeler {
  const colours = palettes[rememberedTheme()];
  const modeler = new BpmnModeler({
    container: canvas,
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      minimapModule,
      userTaskEntryModule,
      roomOnFlowModule,
      togetherModule,
      translator(language),
      ...(language === 'en' ? [englishLabelsModule] : []),
    ],
    moddleExtensions: { zeebe },
    bpmnRenderer: {
      defaultFillColor: colours.surface,
      defaultStrokeColor: colours.text,
      defaultLabelColor: colours.text,
    },
  } as never);
  const moddle = modeler.get<Moddle>('moddle');
  keepEnvelopes(moddle);
  let strays: ReturnType<typeof strayDrawings> = new Map();
  // after bpmn-js has put its own in order
  modeler.on('saveXML.start', 1, () => putBack(strays));
  return {
    importXML: async (xml) => {
      const read = await modeler.importXML(xml);
      keepReferences(moddle, read.warnings as readonly ReadWarning[]);
      const definitions = modeler.getDefinitions() as { diagrams?: [] } | undefined;
      const registry = modeler.get<Services['elementRegistry']>('elementRegistry');
      strays = strayDrawings(definitions?.diagrams ?? [], (id) => registry.get(id) !== undefined);
      return read;
    },
    saveXML: async () => {
      const { xml } = await modeler.saveXML({ format: true });
      if (!xml) throw new Error('the diagram is empty');
      return xml;
    },
    saveSVG: async () => (await modeler.saveSVG()).svg,
    normalised: async (xml) => {
      const { rootElement } = await moddle.fromXML(xml);
      return (await moddle.toXML(rootElement, { format: true })).xml;
    },
    service: (name) => modeler.get(name),
    destroy: () => modeler.destroy(),
  };
}
