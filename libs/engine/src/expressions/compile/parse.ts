import { parser, trackVariables, VariableContext } from 'lezer-feel';

/** A node of the grammar without comments; `text` is the source it covers. */
export interface FeelNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly children: readonly FeelNode[];
}

/** Why a text is no FEEL; `zh` says the same in Chinese where there are words for it. */
export interface FeelFault {
  readonly ok: false;
  readonly message: string;
  readonly zh?: string;
}
export type FeelParsing = { readonly ok: true; readonly root: FeelNode } | FeelFault;

/** The grammar asks what the entries of a value are called: every known name may be one. */
class KnownNames extends VariableContext {
  override get(key: string): unknown {
    return Object.hasOwn(this.value as object, key) ? this : undefined;
  }
}

/**
 * Parses FEEL with the grammar `lezer-feel`.
 * @param names that may occur and that the grammar cannot guess (with signs or keywords in them).
 */
export function parseFeel(text: string, top: 'Expression' | 'UnaryTests', names: readonly string[]): FeelParsing {
  // A name of one word needs no telling, and could hide a word of the grammar (`years` in `years and months duration`).
  const special = names.filter((name) => !/^[\p{L}\p{N}_$]*$/u.test(name) && text.includes(firstWord(name)));
  const known = Object.fromEntries(special.map((name) => [name, 1]));
  let tree: ReturnType<typeof parser.parse>;
  try {
    tree = parser
      .configure({ top, contextTracker: trackVariables(known, KnownNames as typeof VariableContext) })
      .parse(readable(text));
  } catch (error) {
    return { ok: false, message: `FEEL cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  interface Open {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly text: string;
    readonly children: FeelNode[];
  }
  const top0: Open = { name: '', from: 0, to: text.length, text, children: [] };
  const stack: Open[] = [top0];
  let fault: { from: number; deep: boolean } | null = null;
  tree.iterate({
    enter(node) {
      if (node.type.isError) fault ??= { from: node.from, deep: false };
      if (node.type.isSkipped || node.type.isError) return false;
      const { name, from, to } = node;
      const open: Open = { name, from, to, text: text.slice(from, to), children: [] };
      stack.at(-1)?.children.push(open);
      stack.push(open);
      if (stack.length > MAX_DEPTH) fault ??= { from, deep: true };
      return stack.length <= MAX_DEPTH;
    },
    leave() {
      if (stack.length > 1) stack.pop();
    },
  });
  const root = top0.children[0];
  if (fault !== null || root === undefined) return describe(text, fault);
  return { ok: true, root };
}

/** Deeper nesting is refused: compiling and evaluating are recursive. */
const MAX_DEPTH = 300;

function describe(text: string, fault: { readonly from: number; readonly deep: boolean } | null): FeelFault {
  const from = fault?.from ?? text.length;
  const rest = text.slice(from).trim().slice(0, 40);
  if (fault?.deep === true)
    return { ok: false, message: 'The FEEL is nested too deep.', zh: 'FEEL 表达式的括号嵌套太深。' };
  if (rest === '') return { ok: false, message: 'The FEEL breaks off at its end.', zh: 'FEEL 表达式没有写完。' };
  return {
    ok: false,
    message: `The FEEL is not understood from "${rest}" on (character ${from + 1}).`,
    zh: `FEEL 表达式从“${rest}”开始（第 ${from + 1} 个字符）看不懂。`,
  };
}

function firstWord(name: string): string {
  return /^[\p{L}\p{N}_$]+/u.exec(name)?.[0] ?? name;
}

/**
 * The grammar knows `list<…>` but not `range<…>` (DMN 1.5): the type is parsed as a list of equal length in the text,
 * and told apart by the source when it is compiled.
 */
function readable(text: string): string {
  return text.includes('range') ? text.replace(/\brange(?=\s*<)/g, 'list ') : text;
}
