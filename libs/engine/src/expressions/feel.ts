import { evaluate, parseExpression, parseUnaryTests, SyntaxError as FeelSyntaxError, unaryTest } from 'feelin';
import { feelInstant, toPlain, type FeelResult } from './feel-values.js';

/**
 * The only place that knows the FEEL interpreter. Callers hold a `CompiledExpression` and never text, so that issue #3
 * can put a compiler with decimals behind the same functions (today `0.1 + 0.2` is binary, as in feelin).
 */

/** What an expression may see. */
export interface FeelContext {
  /** Plain JSON. A date in a text stays a text: FEEL wants `date and time(x)`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Epoch ms, UTC: what `now()` and `today()` answer. */
  readonly now: number;
  /** IANA zone of `now()` and `today()`, for example `Asia/Shanghai`. */
  readonly zone: string;
}

/** A FEEL expression that parsed. Evaluating it has no side effect and the same context gives the same value. */
export interface CompiledExpression {
  readonly text: string;
  /** The value as plain JSON; `null` where FEEL says null (unknown names too); a message where the result is not data. */
  evaluate(context: FeelContext): FeelResult;
  /** The FEEL value itself, to be handed to other FEEL (decisions). Throws what the interpreter throws. */
  raw(context: FeelContext): unknown;
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

export type ExpressionCompilation =
  { readonly ok: true; readonly expression: CompiledExpression } | { readonly ok: false; readonly message: string };
export type UnaryTestsCompilation =
  { readonly ok: true; readonly tests: CompiledUnaryTests } | { readonly ok: false; readonly message: string };

/** Longer texts are refused at deployment: parsing takes time in proportion. */
export const MAX_EXPRESSION_LENGTH = 20_000;

/**
 * Checks a FEEL expression once, at deployment.
 * @param text without the leading `=`.
 * @param names of variables known to exist; only needed for names with `'`, `-`, `/`, `+`, `*` or `.` in them.
 */
export function compileExpression(text: string, names: readonly string[] = []): ExpressionCompilation {
  const fault = syntaxFault(text, () => void evaluateSyntax(text, names));
  if (fault !== null) return { ok: false, message: fault };
  const raw = (context: FeelContext): unknown => evaluate(text, scopeOf(text, context)).value;
  return { ok: true, expression: { text, raw, evaluate: (context) => plainResult(() => raw(context)) } };
}

/** As `compileExpression`, for the unary tests of a decision table cell. `-` and an empty cell are always true. */
export function compileUnaryTests(text: string, names: readonly string[] = []): UnaryTestsCompilation {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-') return { ok: true, tests: { text, test: () => ({ ok: true, value: true }) } };
  const known = Object.fromEntries([...names, '?'].map((name) => [name, null]));
  const fault = syntaxFault(text, () => {
    if (hasError(parseUnaryTests(text, known, undefined))) unaryTest(text, known);
  });
  if (fault !== null) return { ok: false, message: fault };
  return {
    ok: true,
    tests: {
      text,
      test: (input, context) =>
        guarded(() => ({
          ok: true as const,
          value: unaryTest(text, { ...scopeOf(text, context), '?': input }).value === true,
        })),
    },
  };
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

/**
 * The interpreter copies and indexes everything it is given, on every evaluation: only what the text mentions is handed over.
 * Variables come after the clock functions, so that a variable called `now` is that variable.
 */
function scopeOf(text: string, context: FeelContext): Record<string, unknown> {
  const scope: Record<string, unknown> = {
    now: () => feelInstant(context.now, context.zone),
    today: () => evaluate('date(x)', { x: feelInstant(context.now, context.zone) }).value,
  };
  for (const name of Object.keys(context.variables)) {
    if (!/^[\p{L}\p{N}_$]+$/u.test(name) || text.includes(name)) scope[name] = context.variables[name];
  }
  return scope;
}

function evaluateSyntax(text: string, names: readonly string[]): void {
  const known = Object.fromEntries(names.map((name) => [name, null]));
  if (hasError(parseExpression(text, known, undefined))) evaluate(text, known);
}

function hasError(tree: ReturnType<typeof parseExpression>): boolean {
  let found = false;
  tree.iterate({
    enter(node) {
      if (node.type.isError) found = true;
      return !found;
    },
  });
  return found;
}

function syntaxFault(text: string, parse: () => void): string | null {
  if (text.trim() === '') return 'The FEEL expression is empty.';
  if (text.length > MAX_EXPRESSION_LENGTH)
    return `The FEEL expression is longer than ${MAX_EXPRESSION_LENGTH} characters.`;
  try {
    parse();
    return null;
  } catch (error) {
    return describe(error);
  }
}

function describe(error: unknown): string {
  if (error instanceof FeelSyntaxError) {
    const near = error.input === '' ? 'at its end' : `near "${error.input.slice(0, 40)}"`;
    return `FEEL cannot be read ${near} (character ${error.position.from + 1}): ${error.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}
