/** What a new form starts from. */
export function newForm(key: string): string {
  return JSON.stringify({ type: 'default', id: key, schemaVersion: 19, components: [] }, null, 2);
}
