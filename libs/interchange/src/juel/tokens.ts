/** One word of an expression. `text` of a string is what stands between its quotes, without escapes. */
export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'sign';
  readonly text: string;
}

const SIGNS = ['&&', '||', '==', '!=', '<=', '>=', '<', '>', '!', '+', '-', '*', '/', '%', '?', ':', '.', ','].concat([
  '(',
  ')',
  '[',
  ']',
]);
/** Words that JUEL reads as signs (EL 2.1, 1.19.1). */
const WORDS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  div: '/',
  mod: '%',
};

/** Words of what stands between `${` and `}`; undefined where it is no expression of the language. */
export function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest);
    if (number) {
      tokens.push({ kind: 'number', text: number[0] });
      at += number[0].length;
      continue;
    }
    const quoted = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/s.exec(rest);
    if (quoted) {
      tokens.push({ kind: 'string', text: (quoted[1] ?? quoted[2] ?? '').replace(/\\(.)/gs, '$1') });
      at += quoted[0].length;
      continue;
    }
    const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(rest);
    if (name) {
      const sign = WORDS[name[0]];
      tokens.push(sign === undefined ? { kind: 'name', text: name[0] } : { kind: 'sign', text: sign });
      at += name[0].length;
      continue;
    }
    const sign = SIGNS.find((each) => rest.startsWith(each));
    if (sign === undefined) return undefined;
    tokens.push({ kind: 'sign', text: sign });
    at += sign.length;
  }
  return tokens;
}

/** A text cut into what stands for itself and what is an expression (`${…}` or `#{…}`); undefined where a bracket is open. */
export function partsOf(text: string): readonly { readonly expression: boolean; readonly text: string }[] | undefined {
  const parts: { expression: boolean; text: string }[] = [];
  let at = 0;
  while (at < text.length) {
    const open = /[$#]\{/.exec(text.slice(at));
    if (!open) {
      parts.push({ expression: false, text: text.slice(at) });
      break;
    }
    if (open.index > 0) parts.push({ expression: false, text: text.slice(at, at + open.index) });
    const begin = at + open.index + 2;
    const end = closing(text, begin);
    if (end === undefined) return undefined;
    parts.push({ expression: true, text: text.slice(begin, end) });
    at = end + 1;
  }
  return parts;
}

/** Where the bracket closes that was opened before `begin`; brackets in quotes do not count. */
function closing(text: string, begin: number): number | undefined {
  let quote = '';
  for (let at = begin; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === '}') return at;
  }
  return undefined;
}
