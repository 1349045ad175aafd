import type { ModdleElement } from 'bpmn-moddle';
import { describe, textOf, type Mutable } from './model.js';
import type { Place } from './report.js';
import { attributeRules, elementRules, type Rule, type WriterName } from './translations/rules.js';
import { engineOf, isTool, splitName, uriOf, type Vendor } from './vendors.js';
import { ask, type Found, type Work, type Writer } from './work.js';
import { dataWriters } from './write-data.js';
import { formWriters } from './write-form.js';
import { peopleWriters } from './write-people.js';
import { workWriters } from './write-work.js';

const writers: Readonly<Record<WriterName, Writer>> = {
  ...peopleWriters,
  ...workWriters,
  ...dataWriters,
  ...formWriters,
};

/** The engine whose namespace is used; that of Camunda 8 only where no other is. */
export function vendorOf(all: readonly Mutable[]): Vendor {
  const uris = all.flatMap((element) =>
    Object.entries(element.$attrs ?? {}).flatMap(([name, value]) => (name.startsWith('xmlns:') ? [String(value)] : [])),
  );
  const found = uris.map(engineOf).filter((vendor) => vendor !== undefined);
  return found.find((vendor) => vendor !== 'zeebe') ?? found[0] ?? 'plain';
}

/** Parts of what is drawn: findings and notes go to the element around them. */
const PART =
  /(EventDefinition|LoopCharacteristics|Expression|ExtensionElements|Performer|PotentialOwner|ResourceRole|DataItem)$/;
function ownerOf(element: Mutable): Mutable {
  let at = element;
  while (PART.test(at.$type) && at.$parent) at = at.$parent as Mutable;
  return at;
}
export function placeOf(element: Mutable, subject: string, value: string): Place {
  const owner = ownerOf(element);
  return {
    elementId: typeof owner.id === 'string' && owner.$type !== 'bpmn:Definitions' ? owner.id : null,
    elementName: textOf(owner, 'name'),
    elementType: owner.$type,
    subject,
    value,
  };
}

/** Attributes and extension elements of other engines and tools on one element: each is taken out and goes its way. */
export function translateExtensions(
  element: Mutable,
  work: Work,
  foreign: Map<string, number>,
  results: Map<Mutable, string>,
): void {
  const owner = ownerOf(element);
  const beside = new Map<string, string>();
  const attributes: { readonly name: string; readonly local: string; readonly vendor: Vendor }[] = [];
  for (const [name, value] of Object.entries(element.$attrs ?? {})) {
    const { prefix, local } = splitName(name);
    if (prefix === '' || prefix === 'xmlns') continue;
    const vendor = engineOf(uriOf(element, prefix) ?? '');
    if (vendor && vendor !== 'zeebe') {
      attributes.push({ name, local, vendor });
      beside.set(local, String(value));
    } else tellOther(element, element, name, String(value), prefix, work, foreign, () => delete element.$attrs?.[name]);
  }
  for (const { name, local, vendor } of attributes) {
    const text = (beside.get(local) ?? '').trim();
    delete element.$attrs?.[name];
    if (local === 'resultVariable' || local === 'resultVariableName') results.set(owner, text);
    const place = placeOf(element, `${vendor}:${local}`, text);
    apply(attributeRules[local], { element, owner, place, text, beside }, work);
  }
  const mine: ModdleElement[] = [];
  const theirs: { readonly node: ModdleElement; readonly local: string; readonly vendor: Vendor }[] = [];
  for (const node of work.extensions.values(element)) {
    const { prefix, local } = splitName(node.$type);
    const vendor = engineOf(uriOf(node, prefix) ?? uriOf(element, prefix) ?? '');
    if (vendor && vendor !== 'zeebe') theirs.push({ node, local, vendor });
    else {
      let dropped = false;
      if (prefix !== 'zeebe')
        tellOther(element, node, node.$type, describe(node), prefix, work, foreign, () => (dropped = true));
      if (!dropped) mine.push(node);
    }
  }
  work.extensions.keep(element, mine);
  for (const { node, local, vendor } of theirs) {
    const place = placeOf(element, `${vendor}:${local}`, describe(node).replace(/^<[^:]+:/, `<${vendor}:`));
    apply(elementRules[local], { element, owner, place, text: '', node, beside }, work);
  }
}

function apply(rule: Rule | undefined, found: Found, work: Work): void {
  if (rule === undefined) return ask(found, work, 'unknown');
  if ('write' in rule) return writers[rule.write](found, work);
  if ('ask' in rule) return ask(found, work, rule.ask);
  work.report.ignored(found.place, rule.drop);
}

/** Notes of drawing tools go; what belongs to nobody we know stays and is counted. */
function tellOther(
  element: Mutable,
  declared: ModdleElement,
  name: string,
  value: string,
  prefix: string,
  work: Work,
  foreign: Map<string, number>,
  remove: () => void,
): void {
  if (prefix === 'xsi' || prefix === 'xml') return;
  if (!isTool(uriOf(declared, prefix) ?? uriOf(element, prefix) ?? ''))
    return void foreign.set(prefix, (foreign.get(prefix) ?? 0) + 1);
  remove();
  work.report.ignored(placeOf(element, name, value), 'tool');
}

/** Declarations of namespaces that nothing uses any more. */
export function dropNamespaces(all: readonly Mutable[]): void {
  for (const { $attrs } of all)
    for (const [name, value] of Object.entries($attrs ?? {})) {
      if (!$attrs || !name.startsWith('xmlns:')) continue;
      const vendor = engineOf(String(value));
      if (isTool(String(value)) || (vendor && vendor !== 'zeebe')) delete $attrs[name];
    }
}
