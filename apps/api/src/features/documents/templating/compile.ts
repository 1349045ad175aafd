import Handlebars from 'handlebars';
import { HELPER_NAMES, registerHelpers } from './helpers.js';

/** Why a template is refused when it is loaded, or could not be filled. `file` names it. */
export class TemplateError extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`${file}: ${reason}`);
    this.name = 'TemplateError';
  }
}

export type Fill = (data: Readonly<Record<string, unknown>>) => string;

const handlebars = Handlebars.create();
registerHelpers(handlebars);
const KNOWN: Record<string, boolean> = Object.fromEntries(HELPER_NAMES.map((name) => [name, true]));
const FORBIDDEN_PARTS = new Set(['constructor', '__proto__', 'prototype', '__defineGetter__', '__lookupGetter__']);
/** Characters; a template that yields more is a fault in its loop. */
const OUTPUT_LIMIT = 2_000_000;

/**
 * Compiles one file: strict (a missing value is an error), no prototype access, no partials, no triple-stash, only
 * the listed helpers. `kind` html escapes values; text (subjects, header lines) does not. Throws TemplateError.
 */
export function compileTemplate(file: string, source: string, kind: 'html' | 'text'): Fill {
  let render: Handlebars.TemplateDelegate;
  try {
    check(file, handlebars.parse(source).body);
    render = handlebars.compile(source, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: KNOWN as never,
      noEscape: kind === 'text',
    });
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(file, (error as Error).message);
  }
  return (data) => {
    let out: string;
    try {
      out = render(data, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    } catch (error) {
      throw new TemplateError(file, (error as Error).message);
    }
    if (out.length > OUTPUT_LIMIT) throw new TemplateError(file, 'the result is longer than 2,000,000 characters');
    return out;
  };
}

/** Handlebars' syntax tree, as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
  readonly escaped?: boolean;
  readonly path?: Node & { readonly parts?: readonly string[]; readonly original?: unknown };
  readonly params?: readonly Node[];
  readonly hash?: { readonly pairs: readonly { readonly value: Node }[] };
  readonly parts?: readonly string[];
  readonly program?: { readonly body: readonly Node[] };
  readonly inverse?: { readonly body: readonly Node[] };
}

function check(file: string, body: readonly unknown[]): void {
  for (const item of body) {
    const node = item as Node;
    const at = ` (line ${String(node.loc?.start.line ?? 0)})`;
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        break;
      case 'MustacheStatement':
        if (node.escaped === false)
          throw new TemplateError(file, `unescaped output {{{…}}} or {{&…}} is not allowed${at}`);
        checkCall(file, node, at);
        break;
      case 'BlockStatement':
        checkCall(file, { ...node, params: node.params?.length ? node.params : [] }, at);
        if (node.program) check(file, node.program.body);
        if (node.inverse) check(file, node.inverse.body);
        break;
      default:
        throw new TemplateError(file, `${node.type} is not allowed${at}`);
    }
  }
}

function checkCall(file: string, node: Node, at: string): void {
  const args = [...(node.params ?? []), ...(node.hash?.pairs ?? []).map((pair) => pair.value)];
  const name = String(node.path?.original ?? '');
  if ((args.length > 0 || node.type !== 'MustacheStatement') && !Object.hasOwn(KNOWN, name))
    throw new TemplateError(file, `unknown helper "${name}"${at}`);
  if (node.path) checkPath(file, node.path, at);
  for (const arg of args) {
    if (arg.type === 'SubExpression') checkCall(file, arg, at);
    else checkPath(file, arg, at);
  }
}

function checkPath(file: string, node: Node, at: string): void {
  if (node.type !== 'PathExpression') return;
  const bad = node.parts?.find((part) => FORBIDDEN_PARTS.has(part));
  if (bad !== undefined) throw new TemplateError(file, `"${bad}" is not allowed${at}`);
}
