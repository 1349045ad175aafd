import { tokensOf, type Token } from './tokens.js';

/** An expression as it is built up. `call` without `target` is a function or a bean that is called by itself. */
export type Juel =
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'member'; readonly of: Juel; readonly name: string }
  | { readonly is: 'index'; readonly of: Juel; readonly by: Juel }
  | { readonly is: 'call'; readonly of: Juel; readonly args: readonly Juel[] }
  | { readonly is: 'unary'; readonly sign: '!' | '-' | 'empty'; readonly of: Juel }
  | { readonly is: 'binary'; readonly sign: string; readonly left: Juel; readonly right: Juel }
  | { readonly is: 'choice'; readonly when: Juel; readonly then: Juel; readonly otherwise: Juel };

/** Loosest first: signs of one line bind alike, to the left (EL 2.1, 1.14). */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Reads one expression; undefined where the text is none. */
export function parseJuel(text: string): Juel | undefined {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return undefined;
  const reader = new Reader(tokens);
  const tree = reader.choice();
  return tree !== undefined && reader.done() ? tree : undefined;
}

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  done(): boolean {
    return this.at === this.tokens.length;
  }

  choice(): Juel | undefined {
    const when = this.level(0);
    if (!when || !this.take('?')) return when;
    const then = this.choice();
    if (!then || !this.take(':')) return undefined;
    const otherwise = this.choice();
    return otherwise && { is: 'choice', when, then, otherwise };
  }

  private level(depth: number): Juel | undefined {
    const signs = LEVELS[depth];
    if (!signs) return this.unary();
    let left = this.level(depth + 1);
    while (left) {
      const sign = signs.find((each) => this.take(each));
      if (sign === undefined) return left;
      const right = this.level(depth + 1);
      left = right && { is: 'binary', sign, left, right };
    }
    return undefined;
  }

  private unary(): Juel | undefined {
    for (const sign of ['!', '-'] as const) {
      if (!this.take(sign)) continue;
      const of = this.unary();
      return of && { is: 'unary', sign, of };
    }
    const next = this.tokens[this.at];
    const after = this.tokens[this.at + 1];
    // a variable may be called "empty" as well
    if (next?.kind === 'name' && next.text === 'empty' && after && (after.kind !== 'sign' || after.text === '(')) {
      this.at += 1;
      const of = this.unary();
      return of && { is: 'unary', sign: 'empty', of };
    }
    return this.value();
  }

  private value(): Juel | undefined {
    let value = this.primary();
    while (value) {
      if (this.take('.')) {
        const name = this.tokens[this.at];
        if (name?.kind !== 'name') return undefined;
        this.at += 1;
        value = { is: 'member', of: value, name: name.text };
      } else if (this.take('[')) {
        const by = this.choice();
        if (!by || !this.take(']')) return undefined;
        value = { is: 'index', of: value, by };
      } else if (this.take('(')) {
        const args: Juel[] = [];
        while (!this.take(')')) {
          if (args.length > 0 && !this.take(',')) return undefined;
          const arg = this.choice();
          if (!arg) return undefined;
          args.push(arg);
        }
        value = { is: 'call', of: value, args };
      } else return value;
    }
    return undefined;
  }

  private primary(): Juel | undefined {
    const token = this.tokens[this.at];
    if (!token) return undefined;
    this.at += 1;
    switch (token.kind) {
      case 'number':
        return { is: 'literal', value: Number(token.text) };
      case 'string':
        return { is: 'literal', value: token.text };
      case 'name':
        if (token.text === 'true' || token.text === 'false') return { is: 'literal', value: token.text === 'true' };
        if (token.text === 'null') return { is: 'literal', value: null };
        return { is: 'name', name: token.text };
      case 'sign': {
        if (token.text !== '(') return undefined;
        const inner = this.choice();
        return inner && this.take(')') ? inner : undefined;
      }
    }
  }

  private take(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.at += 1;
    return true;
  }
}
