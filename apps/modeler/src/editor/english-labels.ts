import type { ModuleDeclaration } from 'didi';
import type { BusinessObject, DiagramElement } from './diagram-types.js';

interface Renderer {
  drawShape(visuals: SVGElement, element: DiagramElement, attrs?: object): SVGElement;
  drawConnection(visuals: SVGElement, element: DiagramElement, attrs?: object): SVGElement;
}

/** The English name that an element carries as `pledge:label.en` (design D2), or undefined. */
export function englishName(business: BusinessObject | undefined): string | undefined {
  for (const holder of business?.extensionElements?.values ?? []) {
    if (holder.$type !== 'zeebe:Properties') continue;
    for (const property of (holder['properties'] ?? []) as { name?: string; value?: string }[]) {
      if (property.name === 'pledge:label.en' && property.value) return property.value;
    }
  }
  return undefined;
}

/** Name of an element as a reader of the language sees it. */
export function nameIn(language: string, business: BusinessObject | undefined): string | undefined {
  return (language === 'en' ? englishName(business) : undefined) ?? business?.name;
}

/** Places beside events, gateways and flows are measured for a few Chinese characters: px that English words need to stay whole. */
const LABEL_WIDTH = 84;

/** Draws a label in a place wide enough for English words, around the same middle; the model keeps its own measure. */
function widened(element: DiagramElement, draw: () => SVGElement): SVGElement {
  const width = element.width;
  if (element.type !== 'label' || width === undefined || width >= LABEL_WIDTH) return draw();
  element.width = LABEL_WIDTH;
  try {
    const text = draw();
    text.setAttribute('transform', `translate(${(width - LABEL_WIDTH) / 2} 0)`);
    return text;
  } finally {
    element.width = width;
  }
}

/** Draws the English names where there are any; the model keeps its Chinese names. */
function EnglishLabels(renderer: Renderer): void {
  const inEnglish =
    (draw: Renderer['drawShape']): Renderer['drawShape'] =>
    (visuals, element, attrs) => {
      const business = element.businessObject;
      const english = englishName(business);
      if (english === undefined) return draw.call(renderer, visuals, element, attrs);
      // bpmn-js reads the name while it draws and at no other time, so it is lent the English one for that moment
      const name = business.name;
      business.name = english;
      try {
        return widened(element, () => draw.call(renderer, visuals, element, attrs));
      } finally {
        if (name === undefined) delete business.name;
        else business.name = name;
      }
    };
  renderer.drawShape = inEnglish(renderer.drawShape);
  renderer.drawConnection = inEnglish(renderer.drawConnection);
}
EnglishLabels.$inject = ['bpmnRenderer'];

export const englishLabelsModule: ModuleDeclaration = {
  __init__: ['englishLabels'],
  englishLabels: ['type', EnglishLabels],
};
