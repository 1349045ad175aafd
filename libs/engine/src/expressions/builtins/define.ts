import { FeelCallable, isList, kindOf, type FeelValue } from '../values.js';

/** What a parameter takes: kinds, `duration` for both durations, `any` for everything with null. */
type Wanted = ReadonlySet<string>;

interface Parameter {
  readonly name: string;
  readonly optional: boolean;
  readonly wanted: Wanted;
}

interface Overload {
  readonly parameters: readonly Parameter[];
  readonly run: (args: readonly FeelValue[]) => FeelValue;
}

/** A table of built-in functions under their FEEL names. */
export class Library {
  private readonly overloads = new Map<string, Overload[]>();

  /**
   * Adds a function, or one more way to call it.
   * @param signature such as `string: string, start position: number, length?: number`; kinds are joined by `|`.
   */
  add<A extends readonly FeelValue[]>(name: string, signature: string, run: (args: A) => FeelValue): this {
    const known = this.overloads.get(name) ?? [];
    known.push({ parameters: parse(signature), run: run as unknown as Overload['run'] });
    this.overloads.set(name, known);
    return this;
  }

  /** A function over a list, which may also be given as separate arguments: `max([1, 2])`, `max(1, 2)`. */
  addList(name: string, run: (list: readonly FeelValue[]) => FeelValue): this {
    this.add<[readonly FeelValue[]]>(name, 'list: list', ([list]) => run(list));
    this.several.set(name, run);
    return this;
  }

  /** A function of any number of values; the signature is for calls by name. */
  addEach(name: string, signature: string, run: (args: readonly FeelValue[]) => FeelValue): this {
    this.add(name, signature, run);
    this.each.set(name, run);
    return this;
  }

  private readonly each = new Map<string, (args: readonly FeelValue[]) => FeelValue>();
  private readonly several = new Map<string, (list: readonly FeelValue[]) => FeelValue>();

  /** Every function as a FEEL value. */
  entries(): [string, FeelCallable][] {
    return [...this.overloads].map(([name, overloads]) => [name, this.callable(name, overloads)]);
  }

  private callable(name: string, overloads: readonly Overload[]): FeelCallable {
    const each = this.each.get(name);
    const own = callable(overloads, this.several.get(name));
    if (each === undefined) return own;
    return new FeelCallable(null, (args) => (args.length === 0 ? null : each(args)), own.callNamed);
  }
}

function callable(overloads: readonly Overload[], several?: (list: readonly FeelValue[]) => FeelValue): FeelCallable {
  const positional = (args: readonly FeelValue[]): FeelValue => {
    if (several !== undefined && (args.length > 1 || (args.length === 1 && !isList(args[0] ?? null)))) {
      return args.length === 1 && args[0] === null ? null : several(args);
    }
    for (const exact of [true, false]) {
      for (const overload of overloads) {
        const bound = bind(overload.parameters, args, exact);
        if (bound !== null) return overload.run(bound);
      }
    }
    return null;
  };
  const named = (args: ReadonlyMap<string, FeelValue>): FeelValue => {
    for (const exact of [true, false]) {
      for (const { parameters, run } of overloads) {
        if (![...args.keys()].every((name) => parameters.some((parameter) => parameter.name === name))) continue;
        if (!parameters.every((parameter) => parameter.optional || args.has(parameter.name))) continue;
        const bound = bind(
          parameters,
          parameters.map((parameter) => args.get(parameter.name)),
          exact,
        );
        if (bound !== null) return run(bound);
      }
    }
    return null;
  };
  return new FeelCallable(null, positional, named);
}

/** The arguments as the signature wants them, with the conversions of one to a list and back; null where they do not fit. */
function bind(
  parameters: readonly Parameter[],
  args: readonly (FeelValue | undefined)[],
  exact: boolean,
): FeelValue[] | null {
  if (args.length > parameters.length) return null;
  const bound: FeelValue[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const given = args[index];
    if (given === undefined) {
      if (!parameter.optional) return null;
      bound.push(null);
      continue;
    }
    if (fits(given, parameter.wanted)) {
      bound.push(given);
      continue;
    }
    if (exact || given === null) return null;
    const converted = isList(given) && given.length === 1 ? (given[0] ?? null) : null;
    if (parameter.wanted.has('list') && !isList(given)) bound.push([given]);
    else if (converted !== null && fits(converted, parameter.wanted)) bound.push(converted);
    else return null;
  }
  return bound;
}

function fits(value: FeelValue, wanted: Wanted): boolean {
  return wanted.has('any') || wanted.has(kindOf(value));
}

function parse(signature: string): Parameter[] {
  if (signature === '') return [];
  return signature.split(',').map((part) => {
    const [name = '', types = 'any'] = part.split(':').map((piece) => piece.trim());
    const wanted = types
      .split('|')
      .flatMap((type) =>
        type.trim() === 'duration' ? ['days and time duration', 'years and months duration'] : [type.trim()],
      );
    return { name: name.replace(/\?$/, ''), optional: name.endsWith('?'), wanted: new Set(wanted) };
  });
}
