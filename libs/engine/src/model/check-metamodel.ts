import type { ModdleElement } from 'bpmn-moddle';
import bpmnJson from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import type { FindingList } from './finding.js';

/** What moddle knows of a property; its own types do not say. */
interface PropertyOf {
  readonly name: string;
  readonly type: string;
  readonly isReference?: boolean;
  readonly isMany?: boolean;
}

/** Allowed words by enumeration, for example `GatewayDirection` (BPMN 2.0, 15.3). */
const ENUMERATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  bpmnJson.enumerations.map((each) => [`bpmn:${each.name}`, each.literalValues.map((literal) => literal.name)]),
);

/**
 * What the XML schema says and moddle reads over: references to elements of another kind, words that an attribute does not
 * have, attributes that an element does not have (BPMN 2.0, 8.1, 15.3). Elements that run need an id.
 */
export function checkMetamodel(root: ModdleElement, findings: FindingList): void {
  const open: ModdleElement[] = [root];
  const seen = new Set<ModdleElement>();
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (seen.has(element) || !element.$type.startsWith('bpmn:')) continue;
    seen.add(element);
    checkAttributes(element, findings);
    checkId(element, findings);
    for (const property of propertiesOf(element)) {
      const values = valuesOf(element, property);
      checkWord(element, property, values, findings);
      for (const value of values) {
        if (!isElement(value)) continue;
        if (property.isReference === true) checkReference(element, property, value, findings);
        else open.push(value);
      }
    }
  }
}

function checkReference(
  element: ModdleElement,
  property: PropertyOf,
  target: ModdleElement,
  findings: FindingList,
): void {
  // A relationship connects anything.
  if (element.$type === 'bpmn:Relationship' || instanceOf(target, property.type)) return;
  // What a sequence flow connects has a rule of its own.
  if (element.$type === 'bpmn:SequenceFlow' || property.name === 'bpmn:attachedToRef') return;
  const name = property.name.replace('bpmn:', '');
  const wanted = property.type.replace('bpmn:', '');
  findings.error(
    'bpmn/reference-type',
    idOf(element),
    `${name} names "${target.id ?? ''}", which is no ${wanted} but a ${target.$type}.`,
    `${name} 引用的“${target.id ?? ''}”不是 ${wanted}，而是 ${target.$type}。`,
    'BPMN 2.0, 15.3.2',
  );
}

function checkWord(
  element: ModdleElement,
  property: PropertyOf,
  values: readonly unknown[],
  findings: FindingList,
): void {
  const words = ENUMERATIONS.get(property.type);
  if (words === undefined) return;
  for (const value of values) {
    if (typeof value !== 'string' || words.includes(value)) continue;
    const name = property.name.replace('bpmn:', '');
    findings.error(
      'bpmn/value',
      idOf(element),
      `${name}="${value}" is none of ${words.join(', ')}.`,
      `${name}="${value}" 无效，可取值为 ${words.join('、')}。`,
      'BPMN 2.0, 15.3',
    );
  }
}

/** Attributes without prefix that the schema does not know have no effect: `default` on a parallel gateway, a slip of the pen. */
function checkAttributes(element: ModdleElement, findings: FindingList): void {
  for (const name of Object.keys(element.$attrs ?? {})) {
    if (name.includes(':') || name === 'xmlns') continue;
    if (name === 'default') {
      findings.error(
        'flow/default-not-allowed',
        idOf(element),
        'Only activities and exclusive, inclusive and complex gateways have a default flow.',
        '只有活动以及排他、包容、复杂网关可以有默认流。',
        'BPMN 2.0, 8.4.13',
      );
      continue;
    }
    findings.warning(
      'bpmn/attribute',
      idOf(element),
      `${element.$type} has no attribute ${name}: it has no effect.`,
      `${element.$type} 没有属性 ${name}，它不起作用。`,
      'BPMN 2.0, 15.3',
    );
  }
}

/** Elements that run are told apart by their ids. */
function checkId(element: ModdleElement, findings: FindingList): void {
  if (element.id !== undefined) return;
  if (!instanceOf(element, 'bpmn:FlowElement') && element.$type !== 'bpmn:Process') return;
  findings.error(
    'bpmn/id-missing',
    idOf(element),
    `A ${element.$type} has no id.`,
    `一个 ${element.$type} 缺少 id。`,
    'BPMN 2.0, 8.3.1',
  );
}

const BOOLEANS = [
  'isExecutable',
  'isClosed',
  'isInterrupting',
  'cancelActivity',
  'parallelMultiple',
  'instantiate',
  'triggeredByEvent',
  'isForCompensation',
  'isSequential',
  'testBefore',
  'cancelRemainingInstances',
  'waitForCompletion',
] as const;
const NOT_BOOLEAN = new RegExp(
  `<[\\w.-]+:?[\\w.-]*(?=\\s)[^<>]*?\\s(${BOOLEANS.join('|')})\\s*=\\s*(?:"(?!true"|false")([^"]*)"|'(?!true'|false')([^']*)')[^<>]*>`,
  'g',
);

/** The reader takes every other text for false, `1` of XML Schema too: that would turn a model over in silence. */
export function checkBooleans(xml: string, findings: FindingList): void {
  for (const [tag, name = '', double, single] of xml.matchAll(NOT_BOOLEAN)) {
    findings.error(
      'bpmn/boolean',
      /\sid\s*=\s*["']([^"']*)["']/.exec(tag)?.[1],
      `${name}="${double ?? single ?? ''}" is neither true nor false.`,
      `${name}="${double ?? single ?? ''}" 既不是 true 也不是 false。`,
      'BPMN 2.0, 15.3',
    );
  }
}

function propertiesOf(element: ModdleElement): readonly PropertyOf[] {
  const descriptor = element['$descriptor'] as { readonly properties?: readonly PropertyOf[] } | undefined;
  return descriptor?.properties ?? [];
}

function valuesOf(element: ModdleElement, { name, isMany }: PropertyOf): readonly unknown[] {
  const value = element[name.replace('bpmn:', '')];
  if (isMany === true && Array.isArray(value)) return value as unknown[];
  return value === undefined || value === null ? [] : [value];
}

function instanceOf(element: ModdleElement, type: string): boolean {
  const is = element['$instanceOf'] as ((type: string) => boolean) | undefined;
  return is?.call(element, type) ?? false;
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

/** Its own id, or that of the nearest element around it. */
function idOf(element: ModdleElement): string | undefined {
  for (let current: ModdleElement | undefined = element; current !== undefined; current = current.$parent)
    if (current.id !== undefined) return current.id;
  return undefined;
}
