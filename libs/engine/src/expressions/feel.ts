import { compileTree } from './compile/compile.js';
import type { Compiler } from './compile/compiler.js';
import { LocalEnv, RootEnv, Work, type Run } from './compile/env.js';
import { parseFeel, type FeelFault } from './compile/parse.js';
import { compileTests } from './compile/unary.js';
import { fromJson, toPlain, type FeelResult } from './feel-values.js';
import type { TypeLookup } from './types.js';
import type { FeelValue } from './values.js';

/**
 * The seam to FEEL: callers hold a `CompiledExpression` and never text. A text is parsed once by the grammar
 * `lezer-feel` and compiled to closures over decimals of 34 digits (docs/decisions/0003-feel-compiler.md).
 */

/** What an expression may see. */
export interface FeelContext {
  /** Plain JSON. A date in a text stays a text: FEEL wants `date and time(x)`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Epoch ms, UTC: what `now()` and `today()` answer. */
  readonly now: number;
  /** IANA zone of `now()` and `today()`, for example `Asia/Shanghai`. */
  readonly zone: string;
  /** Shared by the expressions of one decision, so that all of them together stay within the budget. */
  readonly work?: Work;
}

/** A FEEL expression that parsed. Evaluating it has no side effect and the same context gives the same value. */
export interface CompiledExpression {
  readonly text: string;
  /** The value as plain JSON; `null` where FEEL says null (unknown names too); a message where the result is not data. */
  evaluate(context: FeelContext): FeelResult;
  /** The FEEL value itself, to be handed to other FEEL (decisions). Throws what the interpreter throws. */
  raw(context: FeelContext): FeelValue;
}

/** Unary tests (DMN 1.3, 7.3.3): an input entry of a decision table, asked about one value. */
export interface CompiledUnaryTests {
  readonly text: string;
  /** `?` in the tests is the input. Anything but true is a no, as the DMN hit rule says. */
  test(
    input: unknown,
    context: FeelContext,
  ): { readonly ok: true; readonly value: boolean } | { readonly ok: false; readonly message: string };
}

export type ExpressionCompilation = { readonly ok: true; readonly expression: CompiledExpression } | FeelFault;
export type UnaryTestsCompilation = { readonly ok: true; readonly tests: CompiledUnaryTests } | FeelFault;

/** Longer texts are refused at deployment: parsing takes time in proportion. */
export const MAX_EXPRESSION_LENGTH = 20_000;

/** What a compilation may know beyond the text. */
export interface FeelOptions {
  /** Item definitions of a model, for `instance of`. */
  readonly types?: TypeLookup;
}

const noTypes: TypeLookup = () => undefined;

/**
 * Compiles a FEEL expression once, at deployment.
 * @param text without the leading `=`.
 * @param names of variables known to exist; only needed for names with `'`, `-`, `/`, `+`, `*` or `.` in them.
 */
export function compileExpression(
  text: string,
  names: readonly string[] = [],
  options: FeelOptions = {},
): ExpressionCompilation {
  const fault = lengthFault(text);
  if (fault !== null) return fault;
  const parsed = parseFeel(text, 'Expression', names);
  if (!parsed.ok) return parsed;
  const compiled = attempt(() => compileTree(parsed.root, options.types ?? noTypes));
  if (!compiled.ok) return compiled;
  const run: Run = compiled.value;
  const raw = (context: FeelContext): FeelValue => run(rootOf(context));
  return { ok: true, expression: { text, raw, evaluate: (context) => plainResult(() => raw(context)) } };
}

/** As `compileExpression`, for the unary tests of a decision table cell. `-` and an empty cell are always true. */
export function compileUnaryTests(
  text: string,
  names: readonly string[] = [],
  options: FeelOptions = {},
): UnaryTestsCompilation {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-') return { ok: true, tests: { text, test: () => ({ ok: true, value: true }) } };
  const fault = lengthFault(text);
  if (fault !== null) return fault;
  const parsed = parseFeel(text, 'UnaryTests', names);
  if (!parsed.ok) return parsed;
  const types = options.types ?? noTypes;
  const compiler: Compiler = { types, run: (node) => (node === undefined ? () => null : compileTree(node, types)) };
  const compiled = attempt(() => compileTests(parsed.root, compiler));
  if (!compiled.ok) return compiled;
  const test = compiled.value;
  return {
    ok: true,
    tests: {
      text,
      test: (input, context) =>
        guarded(() => {
          const value = fromJson(input);
          return { ok: true as const, value: test(value, new LocalEnv(rootOf(context), '?', value)) === true };
        }),
    },
  };
}

function rootOf(context: FeelContext): RootEnv {
  return new RootEnv(context.variables, fromJson, context.now, context.zone, context.work ?? new Work());
}

/** Runs an evaluation and turns what it yields into JSON, and what it throws into a message. */
export function plainResult(run: () => unknown): FeelResult {
  return guarded(() => toPlain(run()));
}

function guarded<T extends { readonly ok: boolean }>(
  run: () => T,
): T | { readonly ok: false; readonly message: string } {
  try {
    return run();
  } catch (error) {
    return { ok: false, message: describe(error) };
  }
}

function attempt<T>(
  run: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string } {
  return guarded(() => ({ ok: true as const, value: run() }));
}

function lengthFault(text: string): FeelFault | null {
  if (text.trim() === '') return { ok: false, message: 'The FEEL is empty.', zh: 'FEEL 表达式是空的。' };
  if (text.length <= MAX_EXPRESSION_LENGTH) return null;
  return {
    ok: false,
    message: `The FEEL is longer than ${MAX_EXPRESSION_LENGTH} characters.`,
    zh: `FEEL 表达式超过 ${MAX_EXPRESSION_LENGTH} 个字符。`,
  };
}

function describe(error: unknown): string {
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return 'The FEEL evaluation is nested too deep.';
  return error instanceof Error ? error.message : String(error);
}
