import { readdirSync, readFileSync } from 'node:fs';
import { isTag, type Document, type Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';

/** A value as the suite writes it: typed text, a list, a context, or nothing. */
export type TckValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'scalar'; readonly type: string; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly TckValue[] }
  | { readonly kind: 'context'; readonly entries: readonly (readonly [string, TckValue])[] };

export interface TckResult {
  readonly name: string;
  /** The suite says that this one is an error: a null or a failure are both right. */
  readonly error: boolean;
  readonly expected: TckValue;
}

export interface TckCase {
  readonly id: string;
  readonly type: string;
  /** The decision service or knowledge model that is called, where the case is about one. */
  readonly invocable: string | undefined;
  readonly inputs: readonly (readonly [string, TckValue])[];
  readonly results: readonly TckResult[];
}

/** One file of test cases together with its model and what else lies in its folder (imports). */
export interface TckFile {
  readonly level: string;
  readonly group: string;
  readonly file: string;
  readonly model: string;
  readonly others: readonly string[];
  readonly cases: readonly TckCase[];
}

const root = new URL('./cases/', import.meta.url);

/** Every file of the suite, in the order of the folders. */
export function readSuite(): TckFile[] {
  return ['compliance-level-2', 'compliance-level-3'].flatMap((level) =>
    readdirSync(new URL(`${level}/`, root))
      .sort()
      .flatMap((group) => readGroup(level, group)),
  );
}

function readGroup(level: string, group: string): TckFile[] {
  const folder = new URL(`${level}/${group}/`, root);
  const names = readdirSync(folder).sort();
  const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  return names
    .filter((name) => name.endsWith('.xml'))
    .map((file) => {
      const suite = only(parseDocument(text(file), { xmlMode: true }), 'testCases');
      const named = suite === undefined ? '' : textOf(only(suite, 'modelName')).trim();
      const model = names.includes(named) ? named : (names.find((name) => name.endsWith('.dmn')) ?? '');
      return {
        level,
        group,
        file,
        model: text(model),
        others: names.filter((name) => name.endsWith('.dmn') && name !== model).map(text),
        cases: suite === undefined ? [] : children(suite, 'testCase').map(readCase),
      };
    });
}

function readCase(element: Element): TckCase {
  return {
    id: element.attribs['id'] ?? '',
    type: element.attribs['type'] ?? 'decision',
    invocable: element.attribs['invocableName'],
    inputs: children(element, 'inputNode').map((node) => [node.attribs['name'] ?? '', readValue(node)] as const),
    results: children(element, 'resultNode').map((node) => {
      const expected = only(node, 'expected');
      return {
        name: node.attribs['name'] ?? '',
        error: node.attribs['errorResult'] === 'true',
        expected: expected === undefined ? { kind: 'null' } : readValue(expected),
      };
    }),
  };
}

function readValue(holder: Element): TckValue {
  if (isNil(holder)) return { kind: 'null' };
  const list = only(holder, 'list');
  if (list !== undefined)
    return isNil(list) ? { kind: 'null' } : { kind: 'list', items: children(list, 'item').map(readValue) };
  const components = children(holder, 'component');
  if (components.length > 0)
    return {
      kind: 'context',
      entries: components.map((part) => [part.attribs['name'] ?? '', readValue(part)] as const),
    };
  const value = only(holder, 'value');
  if (value === undefined || isNil(value)) return { kind: 'null' };
  return { kind: 'scalar', type: (value.attribs['xsi:type'] ?? 'string').replace(/^.*:/, ''), text: textOf(value) };
}

const isNil = (element: Element): boolean => element.attribs['xsi:nil'] === 'true';
const local = (element: Element): string => element.name.replace(/^.*:/, '');

function children(parent: Element | Document, name: string): Element[] {
  return parent.children.filter(isTag).filter((child) => local(child) === name);
}

function only(parent: Element | Document, name: string): Element | undefined {
  return children(parent, name)[0];
}

function textOf(element: Element | undefined): string {
  if (element === undefined) return '';
  return element.children
    .map((child) =>
      isTag(child) ? textOf(child) : 'data' in child && child.type !== 'comment' ? String(child.data) : cdata(child),
    )
    .join('');
}

function cdata(node: unknown): string {
  const parts = (node as { readonly children?: readonly { readonly data?: string }[] }).children ?? [];
  return parts.map((part) => part.data ?? '').join('');
}
