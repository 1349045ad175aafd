import type { ModdleElement } from 'bpmn-moddle';

/** Typed looks into moddle's dynamic objects. */
export function text(element: ModdleElement, key: string): string | undefined {
  const value = element[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
export function flag(element: ModdleElement, key: string): boolean | undefined {
  const value = element[key];
  return typeof value === 'boolean' ? value : undefined;
}
export function child(element: ModdleElement, key: string): ModdleElement | undefined {
  const value = element[key];
  return isElement(value) ? value : undefined;
}
export function children(element: ModdleElement, key: string): readonly ModdleElement[] {
  const value = element[key];
  return Array.isArray(value) ? value.filter(isElement) : [];
}
export function extensions(element: ModdleElement): readonly ModdleElement[] {
  const container = child(element, 'extensionElements');
  return container === undefined ? [] : children(container, 'values');
}
export function extension(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensions(element).find((candidate) => candidate.$type === type);
}
/** `zeebe:properties` by name. */
export function propertiesOf(element: ModdleElement): Record<string, string> {
  const result: Record<string, string> = {};
  for (const group of extensions(element)) {
    if (group.$type !== 'zeebe:Properties') continue;
    for (const property of children(group, 'properties')) {
      const name = text(property, 'name');
      if (name !== undefined) result[name] = text(property, 'value') ?? '';
    }
  }
  return result;
}
function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}
