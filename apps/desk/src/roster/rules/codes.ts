/** The shape of ids that the server accepts for units, rules, places, groups and skills. */
export function isCode(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(text);
}

/** `place-3`: the first id of that stem that is not taken. */
export function newCode(stem: string, taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n += 1) {
    const id = `${stem}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
