import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };

/** An element that is being changed. */
export type Mutable = { -readonly [Key in keyof ModdleElement]: ModdleElement[Key] } & {
  $attrs?: Record<string, unknown>;
};

export function newModdle(): BpmnModdle {
  return new BpmnModdle({ zeebe });
}

/** Every element that is contained in `root`, itself first, in document order. What is only referred to is left out. */
export function contained(root: ModdleElement): Mutable[] {
  const found: Mutable[] = [root as Mutable];
  for (const [key, value] of Object.entries(root)) {
    if (key.startsWith('$')) continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isElement(each) && each.$parent === root) found.push(...contained(each));
  }
  return found;
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

export function textOf(element: ModdleElement, key: string): string {
  const value = element[key];
  return typeof value === 'string' ? value.trim() : '';
}
/** Children of a generic element, of an engine whose words we do not know as types. */
export function childrenOf(element: ModdleElement): readonly ModdleElement[] {
  const value = element['$children'];
  return Array.isArray(value) ? (value as unknown[]).filter(isElement) : [];
}
/** Text inside a generic element. */
export function bodyOf(element: ModdleElement): string {
  return textOf(element, '$body');
}
export function localOf(element: ModdleElement): string {
  return element.$type.slice(element.$type.indexOf(':') + 1);
}

/** A generic element on one line, as it stood in the file. */
export function describe(element: ModdleElement): string {
  const attributes = Object.entries(element)
    .filter(([key, value]) => !key.startsWith('$') && typeof value === 'string')
    .map(([key, value]) => `${key}="${String(value)}"`);
  const head = [element.$type, ...attributes].join(' ');
  const body = bodyOf(element);
  const inner = childrenOf(element).map(describe);
  return `<${head}>${[body, ...inner].join('')}`;
}

/** Reads and writes zeebe extensions of elements. */
export class Extensions {
  constructor(private readonly moddle: BpmnModdle) {}

  /** Sets attributes of the one extension of the type, and makes it where there is none. */
  set(element: Mutable, type: string, attributes: Record<string, unknown>): void {
    const found = this.values(element).find((value) => value.$type === type);
    if (found) Object.assign(found, attributes);
    else this.add(element, this.moddle.create(type, attributes));
  }
  get(element: Mutable, type: string): Mutable | undefined {
    return this.values(element).find((value) => value.$type === type);
  }

  /** Adds to a list inside the one extension of the type: `zeebe:IoMapping`, `inputParameters`. */
  push(element: Mutable, type: string, list: string, entryType: string, attributes: Record<string, unknown>): void {
    if (!this.get(element, type)) this.add(element, this.moddle.create(type, {}));
    const holder = this.get(element, type);
    if (!holder) return;
    const entry = this.moddle.create(entryType, attributes) as Mutable;
    entry['$parent'] = holder;
    holder[list] = [...((holder[list] as ModdleElement[] | undefined) ?? []), entry];
  }

  /** Keeps what has no equal here beside the element, so that it can be read later. */
  note(element: Mutable, name: string, value: string): void {
    this.push(element, 'zeebe:Properties', 'properties', 'zeebe:Property', { name, value });
  }

  values(element: Mutable): Mutable[] {
    const holder = element['extensionElements'] as Mutable | undefined;
    return (holder?.['values'] as Mutable[] | undefined) ?? [];
  }
  /** Leaves only these; takes the holder away where none is left. */
  keep(element: Mutable, values: readonly ModdleElement[]): void {
    const holder = element['extensionElements'] as Mutable | undefined;
    if (!holder) return;
    if (values.length === 0) delete element['extensionElements'];
    else holder['values'] = [...values];
  }

  private add(element: Mutable, value: ModdleElement): void {
    let holder = element['extensionElements'] as Mutable | undefined;
    if (!holder) {
      holder = this.moddle.create('bpmn:ExtensionElements', { values: [] }) as Mutable;
      holder['$parent'] = element;
      element['extensionElements'] = holder;
    }
    (value as Mutable)['$parent'] = holder;
    holder['values'] = [...this.values(element), value];
  }
}
