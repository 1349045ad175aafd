const NON_ASCII = /[^\u0000-\u007f]/;

/** @returns the UTF-8 bytes of the value as JSON. */
export function jsonBytes(value: unknown): number {
  const json = JSON.stringify(value) ?? '';
  // One native scan instead of a loop where all is ASCII.
  if (!NON_ASCII.test(json)) return json.length;
  let bytes = json.length;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    // Two units of a surrogate pair make four bytes: one more for each.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
