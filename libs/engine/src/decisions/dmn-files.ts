import { itemTypes } from './item-types.js';
import { ANY, typeNamed, type FeelType, type TypeLookup } from '../expressions/types.js';
import { withNamespaceOf13, type XmlDefinitions, type XmlDrgElement, type XmlItemDefinition } from './dmn-xml.js';
import { dmnReader } from './dmn-vocabulary.js';
import type { ReportError } from './compile-logic.js';

/** One DMN file with what it imports. */
export interface DmnFile {
  readonly namespace: string;
  readonly definitions: XmlDefinitions;
  /** By the name the import has in this file. */
  readonly imports: ReadonlyMap<string, DmnFile>;
  readonly types: TypeLookup;
  /** Names that expressions of the file may contain. */
  readonly names: readonly string[];
}

/** Reads a file; null (with an error) where it is no DMN. */
export async function readDefinitions(xml: string, error: ReportError): Promise<XmlDefinitions | null> {
  try {
    const { rootElement, warnings } = await dmnReader().fromXML(withNamespaceOf13(xml));
    for (const warning of warnings) {
      const text = warning.message.split('\n')[0] ?? warning.message;
      // A requirement of another file is no reference that this file can resolve.
      if (/^unresolved reference/.test(text)) continue;
      error('dmn/xml', `文件内容无法识别：${text}`, `The file holds something that DMN does not know: ${text}`);
    }
    return rootElement as XmlDefinitions;
  } catch (cause) {
    const text = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    error('dmn/not-dmn', `不是 DMN 文件：${text}`, `This is not a DMN file: ${text}`);
    return null;
  }
}

/** Joins a file with the files it imports, and they with theirs; a circle of imports is cut and reported. */
export function linkFile(
  definitions: XmlDefinitions,
  others: ReadonlyMap<string, XmlDefinitions>,
  error: ReportError,
  path: readonly string[] = [],
): DmnFile {
  const namespace = definitions.namespace ?? '';
  const imports = new Map<string, DmnFile>();
  for (const each of definitions.import ?? []) {
    const wanted = each.namespace ?? '';
    const found = others.get(wanted);
    if (found === undefined || wanted === namespace || path.includes(wanted)) {
      error(
        'dmn/import',
        `导入的文件“${wanted}”不可用。`,
        `The imported file "${wanted}" is not there, or imports itself.`,
        each.id,
      );
      continue;
    }
    imports.set(each.name ?? '', linkFile(found, others, error, [...path, namespace]));
  }
  const names = namesOf(definitions, imports);
  const imported: TypeLookup = (name) => {
    for (const [prefix, file] of imports) {
      if (name.startsWith(`${prefix}.`)) return file.types(name.slice(prefix.length + 1));
    }
    return undefined;
  };
  const types = itemTypes(definitions.itemDefinition ?? [], imported, names, (text, message, id) =>
    error('dmn/feel', `约束无法解析：${text}`, message, id),
  );
  return { namespace, definitions, imports, types, names };
}

/** The type a reference names; nothing and unknown names are any type. */
export function typeRef(name: string | undefined, file: Pick<DmnFile, 'types'>): FeelType {
  return name === undefined ? ANY : (typeNamed(name, file.types) ?? ANY);
}

function namesOf(definitions: XmlDefinitions, imports: ReadonlyMap<string, DmnFile>): string[] {
  const names = new Set<string>();
  const add = (name: string | undefined): void => {
    if (name !== undefined && name.trim() !== '') names.add(name);
  };
  const components = (item: XmlItemDefinition): void => {
    for (const each of item.itemComponent ?? []) {
      add(each.name);
      components(each);
    }
  };
  (definitions.itemDefinition ?? []).forEach(components);
  for (const element of definitions.drgElement ?? []) {
    add(element.variable?.name);
    add(element.name);
    walk(element, add);
  }
  for (const [name, file] of imports) {
    add(name);
    file.names.forEach(add);
  }
  return [...names];
}

/** Names of context entries, columns and parameters: they may occur in the expressions of other decisions. */
function walk(element: XmlDrgElement | object, add: (name: string | undefined) => void, depth = 0): void {
  if (depth > 50) return;
  for (const [key, value] of Object.entries(element)) {
    if (key.startsWith('$')) continue;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof each !== 'object' || each === null) continue;
      const { $type, name } = each as { $type?: string; name?: string };
      if ($type === 'dmn:InformationItem' || $type === 'dmn:OutputClause') add(name);
      walk(each, add, depth + 1);
    }
  }
}
