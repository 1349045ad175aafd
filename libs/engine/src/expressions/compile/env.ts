import { entryOf, FeelLimit, isContext, normalName, type FeelValue } from '../values.js';

/** Steps (iterations, elements, calls) that one evaluation may take. */
export const MAX_STEPS = 1_000_000;
/** How deep functions may call each other; about 10 frames of the machine's stack each. */
export const MAX_CALLS = 400;

/** What is left of an evaluation's work; shared by all expressions of one decision. */
export class Work {
  private steps = MAX_STEPS;
  private calls = 0;

  /** @throws FeelLimit when the budget is used up. */
  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw new FeelLimit(`The evaluation takes more than ${MAX_STEPS} steps.`);
  }

  /** Runs one function call. @throws FeelLimit when calls nest too deep. */
  call<T>(run: () => T): T {
    this.spend(1);
    if (this.calls >= MAX_CALLS) throw new FeelLimit(`Functions call each other more than ${MAX_CALLS} levels deep.`);
    this.calls++;
    try {
      return run();
    } finally {
      this.calls--;
    }
  }
}

/** Names in sight of an expression, innermost first. */
export interface Env {
  readonly root: RootEnv;
  get(name: string): FeelValue | undefined;
}

/** The variables of the caller, turned into FEEL values when they are first read. */
export class RootEnv implements Env {
  private readonly read = new Map<string, FeelValue>();
  private normalised: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly convert: (value: unknown) => FeelValue,
    /** Epoch ms, UTC. */
    readonly now: number,
    /** IANA zone. */
    readonly zone: string,
    readonly work: Work,
  ) {}

  get root(): RootEnv {
    return this;
  }

  get(name: string): FeelValue | undefined {
    const known = this.read.get(name);
    if (known !== undefined) return known;
    const raw = this.raw(name);
    if (raw === undefined) return undefined;
    const value = this.convert(raw);
    this.read.set(name, value);
    return value;
  }

  /** The variable as it was given, so that a path can be walked without converting what it does not touch. */
  raw(name: string): unknown {
    if (Object.hasOwn(this.variables, name)) return this.variables[name];
    if (!name.includes(' ')) return undefined;
    this.normalised ??= new Map(Object.keys(this.variables).map((key) => [normalName(key), key]));
    const key = this.normalised.get(name);
    return key === undefined ? undefined : this.variables[key];
  }

  /** A plain value of the caller as a FEEL value. */
  value(raw: unknown): FeelValue {
    return this.convert(raw);
  }

  isRead(name: string): boolean {
    return this.read.has(name);
  }
}

/** One more name: a loop variable, a parameter, `?`. */
export class LocalEnv implements Env {
  readonly root: RootEnv;
  constructor(
    private readonly outer: Env,
    private readonly name: string,
    private readonly value: FeelValue,
  ) {
    this.root = outer.root;
  }
  get(name: string): FeelValue | undefined {
    return name === this.name ? this.value : this.outer.get(name);
  }
}

/** The entries of a context that is being built, or the parameters of a call. */
export class MapEnv implements Env {
  readonly root: RootEnv;
  constructor(
    private readonly outer: Env,
    private readonly entries: ReadonlyMap<string, FeelValue>,
  ) {
    this.root = outer.root;
  }
  get(name: string): FeelValue | undefined {
    return entryOf(this.entries, name) ?? this.outer.get(name);
  }
}

/** Inside a filter: `item`, and the entries of the item where it is a context (DMN 1.3, 10.3.2.5). */
export class ItemEnv implements Env {
  readonly root: RootEnv;
  constructor(
    private readonly outer: Env,
    private readonly item: FeelValue,
  ) {
    this.root = outer.root;
  }
  get(name: string): FeelValue | undefined {
    if (isContext(this.item)) {
      const entry = entryOf(this.item, name);
      if (entry !== undefined) return entry;
    }
    return name === 'item' ? this.item : this.outer.get(name);
  }
}

/** A compiled expression: a closure over the constants, asked with the names in sight. */
export type Run = (env: Env) => FeelValue;
