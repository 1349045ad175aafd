/** Batches of 1 to 128 rows into a dozen tables. */
const MOST = 2_000;
const texts = new Map<string, string>();

/**
 * The text of a statement that is written for every number of rows: kept under `key`, so that it is put together once,
 * and the same string each time, whose hash the driver's own cache of prepared statements needs, is worked out once.
 */
export function statement(key: string, write: () => string): string {
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = write();
  const oldest = texts.keys().next();
  if (texts.size >= MOST && !oldest.done) texts.delete(oldest.value);
  texts.set(key, text);
  return text;
}
