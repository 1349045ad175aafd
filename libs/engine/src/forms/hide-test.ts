/** What stands inside a `not(…)` around the whole test; null where there is none. */
export function negationOf(test: string): string | null {
  const open = /^not\s*\(/.exec(test)?.[0];
  if (open === undefined) return null;
  const signs = test.replace(/"(?:[^"\\]|\\.)*"/g, (literal) => ' '.repeat(literal.length));
  let depth = 0;
  for (let at = open.length - 1; at < signs.length; at += 1) {
    if (signs[at] === '(') depth += 1;
    if (signs[at] === ')') depth -= 1;
    if (depth === 0) return at === signs.length - 1 ? test.slice(open.length, -1) : null;
  }
  return null;
}
