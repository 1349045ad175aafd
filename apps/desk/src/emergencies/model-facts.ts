import { modelNames, type NameOf } from '../common/model-names.js';

/** A notice that the model sends on its way, by the header `kind` of its step. */
export interface ModelNotice {
  readonly elementId: string;
  readonly kind: string;
}
/** What the page reads off a diagram: names of its elements, and the notices it can send. */
export interface ModelFacts {
  readonly nameOf: NameOf;
  readonly notices: readonly ModelNotice[];
}

/** Delegate that sends a notice of the plan. */
const NOTICE = 'emergency-notice';

/** Reads a BPMN diagram; empty for text that is not XML. */
export function modelFacts(xml: string): ModelFacts {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  const notices = [...doc.getElementsByTagNameNS('*', 'taskDefinition')].flatMap((definition) => {
    if (definition.getAttribute('type') !== NOTICE) return [];
    const extension = definition.parentElement;
    const kind = [...(extension?.getElementsByTagNameNS('*', 'header') ?? [])]
      .find((header) => header.getAttribute('key') === 'kind')
      ?.getAttribute('value');
    const elementId = extension?.parentElement?.id;
    return kind == null || elementId === undefined ? [] : [{ elementId, kind }];
  });
  return { nameOf: modelNames(xml), notices };
}
