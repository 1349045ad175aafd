import type { BpmnFactory, BusinessObject, DiagramElement, ModdleElement, Modeling } from '../editor/diagram-types.js';

/** Reads and writes zeebe extension elements of one diagram element, every change undoable. */
export class Extensions {
  private readonly business: BusinessObject;
  constructor(
    private readonly element: DiagramElement,
    private readonly modeling: Modeling,
    private readonly factory: BpmnFactory,
  ) {
    this.business = element.businessObject;
  }

  /** The attribute of the first extension element of the type, or '' when there is none. */
  read(type: string, attribute: string): string {
    const value = this.find(type)?.[attribute];
    return typeof value === 'string' ? value : '';
  }

  /** Sets attributes; creates the extension element when it is missing, removes it when every attribute became empty. */
  write(type: string, attributes: Record<string, string | undefined>): void {
    const clean = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, value === '' ? undefined : value]),
    );
    const found = this.find(type);
    if (found) {
      const rest = Object.entries({ ...plain(found), ...clean }).some(([, value]) => value !== undefined);
      if (!rest) return this.replaceValues(this.values().filter((value) => value !== found));
      this.modeling.updateModdleProperties(this.element, found, clean);
      return;
    }
    if (Object.values(clean).every((value) => value === undefined)) return;
    this.replaceValues([...this.values(), this.factory.create(type, clean)]);
  }

  has(type: string): boolean {
    return this.find(type) !== undefined;
  }

  /** A `zeebe:header` of a system task. */
  header(key: string): string {
    const found = this.headers().find((header) => header['key'] === key);
    return typeof found?.['value'] === 'string' ? found['value'] : '';
  }

  setHeader(key: string, value: string): void {
    const others = this.headers().filter((header) => header['key'] !== key);
    this.writeHeaders(value === '' ? others : [...others, this.factory.create('zeebe:Header', { key, value })]);
  }

  /** Drops the headers that another kind of work does not read. */
  keepHeaders(keys: readonly string[]): void {
    const kept = this.headers().filter((header) => keys.includes(String(header['key'])));
    if (kept.length !== this.headers().length) this.writeHeaders(kept);
  }

  add(value: ModdleElement): void {
    this.replaceValues([...this.values(), value]);
  }
  remove(type: string): void {
    this.replaceValues(this.values().filter((value) => value.$type !== type));
  }

  /** Adds an extension element without attributes (for example `zeebe:UserTask`), once. */
  ensure(type: string): void {
    if (!this.has(type)) this.replaceValues([...this.values(), this.factory.create(type, {})]);
  }

  /** A `zeebe:property` such as `pledge:recordsEvent`. */
  property(name: string): string {
    const found = this.properties().find((property) => property['name'] === name);
    return typeof found?.['value'] === 'string' ? found['value'] : '';
  }

  /** Every `zeebe:property` in document order. */
  allProperties(): readonly { readonly name: string; readonly value: string }[] {
    return this.properties().map((property) => ({
      name: String(property['name'] ?? ''),
      value: String(property['value'] ?? ''),
    }));
  }

  setProperty(name: string, value: string): void {
    const others = this.properties().filter((property) => property['name'] !== name);
    const next = value === '' ? others : [...others, this.factory.create('zeebe:Property', { name, value })];
    const holder = this.find('zeebe:Properties');
    if (holder) {
      if (next.length === 0) return this.replaceValues(this.values().filter((entry) => entry !== holder));
      this.modeling.updateModdleProperties(this.element, holder, { properties: next });
    } else if (next.length > 0) {
      this.replaceValues([...this.values(), this.factory.create('zeebe:Properties', { properties: next })]);
    }
  }

  private headers(): ModdleElement[] {
    const list = this.find('zeebe:TaskHeaders')?.['values'];
    return Array.isArray(list) ? (list as ModdleElement[]) : [];
  }
  private writeHeaders(next: readonly ModdleElement[]): void {
    const holder = this.find('zeebe:TaskHeaders');
    if (holder) {
      if (next.length === 0) return this.remove('zeebe:TaskHeaders');
      this.modeling.updateModdleProperties(this.element, holder, { values: [...next] });
    } else if (next.length > 0) this.add(this.factory.create('zeebe:TaskHeaders', { values: [...next] }));
  }
  private properties(): ModdleElement[] {
    const list = this.find('zeebe:Properties')?.['properties'];
    return Array.isArray(list) ? (list as ModdleElement[]) : [];
  }
  private values(): ModdleElement[] {
    return this.business.extensionElements?.values ?? [];
  }
  /** The first extension element of the type. */
  find(type: string): ModdleElement | undefined {
    return this.values().find((value) => value.$type === type);
  }
  private replaceValues(values: ModdleElement[]): void {
    const holder = this.business.extensionElements;
    if (holder) this.modeling.updateModdleProperties(this.element, holder, { values });
    else
      this.modeling.updateProperties(this.element, {
        extensionElements: this.factory.create('bpmn:ExtensionElements', { values }),
      });
  }
}

function plain(element: ModdleElement): Record<string, unknown> {
  return Object.fromEntries(Object.entries(element).filter(([key]) => !key.startsWith('$')));
}
