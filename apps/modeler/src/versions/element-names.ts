/** Names of a diagram's named elements, in the reader's language where the model has it. */
export function namesOf(
  xml: string,
  english: boolean,
  labels: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  const names = new Map<string, string>();
  for (const element of doc.querySelectorAll('[id][name]')) {
    const name = (english ? labels.get(element.id) : undefined) ?? element.getAttribute('name');
    if (name) names.set(element.id, name);
  }
  return names;
}
