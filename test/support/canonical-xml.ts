import { Parser } from 'htmlparser2';

/** An element of XML as it means, whatever its prefixes, the order of attributes and its white space. */
interface Canonical {
  /** `{namespace}local`. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Canonical[];
  text: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** What BPMN 2.0 says an attribute is where it is not written (XSD of clause 15.3): local element name → attribute → value. */
const DEFAULTS: Readonly<Record<string, string>> = {
  isForCompensation: 'false',
  startQuantity: '1',
  completionQuantity: '1',
  implementation: '##unspecified',
  gatewayDirection: 'Unspecified',
  parallelMultiple: 'false',
  isInterrupting: 'true',
  cancelActivity: 'true',
  isCollection: 'false',
  isUnlimited: 'false',
  isClosed: 'false',
  processType: 'None',
  triggeredByEvent: 'false',
  instantiate: 'false',
  eventGatewayType: 'Exclusive',
  isSequential: 'false',
  behavior: 'All',
  associationDirection: 'None',
  textFormat: 'text/plain',
  itemKind: 'Information',
  ordering: 'Parallel',
  cancelRemainingInstances: 'true',
  testBefore: 'false',
  waitForCompletion: 'true',
  isStrict: 'true',
  typeLanguage: 'http://www.w3.org/2001/XMLSchema',
  expressionLanguage: 'http://www.w3.org/1999/XPath',
};
/** Defaults that differ by their element: service, send and receive tasks are web services unless they say otherwise. */
const WEB_SERVICE = new Set(['serviceTask', 'sendTask', 'receiveTask', 'businessRuleTask']);

/** Elements of one document in canonical form. Throws for text that is no XML. */
function read(xml: string): Canonical {
  const top: Canonical = { name: 'document', attributes: new Map(), children: [], text: '' };
  const stack: { element: Canonical; spaces: ReadonlyMap<string, string> }[] = [
    { element: top, spaces: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]) },
  ];
  const parser = new Parser(
    {
      onopentag: (name, raw) => {
        const outer = stack.at(-1);
        if (!outer) throw new Error('no document');
        const spaces = new Map(outer.spaces);
        for (const [key, value] of Object.entries(raw)) {
          if (key === 'xmlns') spaces.set('', value);
          else if (key.startsWith('xmlns:')) spaces.set(key.slice(6), value);
        }
        const full = (each: string, element: boolean): string => {
          const at = each.indexOf(':');
          const prefix = at < 0 ? '' : each.slice(0, at);
          const space = prefix === '' && !element ? '' : (spaces.get(prefix) ?? `?${prefix}`);
          return space === '' ? each : `{${space}}${each.slice(at + 1)}`;
        };
        const own = full(name, true);
        const attributes = new Map<string, string>();
        for (const [key, value] of Object.entries(raw)) {
          if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
          const attribute = full(key, false);
          // an attribute may be written with the prefix of its element or without
          if (namespaceOf(attribute) !== '' && namespaceOf(attribute) === namespaceOf(own))
            attributes.set(localOf(attribute), value);
          else if (attribute !== `{${XSI}}type`) attributes.set(attribute, value);
          // the schema gives way points one type
          else if (localOf(own) !== 'waypoint') attributes.set(attribute, full(value, true));
        }
        // an element that stands for another (XML Schema, substitution groups) is that other with a type
        const stands = own === `{${BPMN}}formalExpression`;
        if (stands) attributes.set(`{${XSI}}type`, `{${BPMN}}tFormalExpression`);
        const element: Canonical = { name: stands ? `{${BPMN}}expression` : own, attributes, children: [], text: '' };
        outer.element.children.push(element);
        stack.push({ element, spaces });
      },
      ontext: (text) => {
        const inner = stack.at(-1);
        if (inner) inner.element.text += text;
      },
      onclosetag: () => void stack.pop(),
      onerror: (error) => {
        throw error;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return top;
}

function localOf(name: string): string {
  return name.slice(name.indexOf('}') + 1);
}
function namespaceOf(name: string): string {
  return name.startsWith('{') ? name.slice(1, name.indexOf('}')) : '';
}

/**
 * Every fact of a document on a line of its own: where it stands (ids where there are, else places among those of its kind),
 * and its attribute or text. Values that BPMN supplies by itself are left out, so that writing them or not is the same.
 */
export function factsOf(xml: string): Set<string> {
  const facts = new Set<string>();
  const walk = (element: Canonical, path: string): void => {
    const text = element.text.replace(/\s+/g, ' ').trim();
    facts.add(path);
    if (text !== '') facts.add(`${path} = ${text}`);
    const local = localOf(element.name);
    for (const [name, value] of element.attributes) {
      const fallback = WEB_SERVICE.has(local) && name === 'implementation' ? '##WebService' : DEFAULTS[name];
      const decimal = /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value;
      if (!element.name.startsWith(`{${BPMN}}`) || value !== fallback) facts.add(`${path} @${name} = ${decimal}`);
    }
    const counts = new Map<string, number>();
    for (const child of element.children) {
      const id = child.attributes.get('id');
      const place = (counts.get(child.name) ?? 0) + 1;
      counts.set(child.name, place);
      walk(child, `${id === undefined ? path : path.replace(/ .*$/, '')}/${child.name}[${id ?? place}]`);
    }
  };
  for (const child of read(xml).children) walk(child, localOf(child.name));
  return facts;
}

/** Facts of `before` that `after` does not have. */
export function lostFacts(before: string, after: string): string[] {
  const there = factsOf(after);
  return [...factsOf(before)].filter((fact) => !there.has(fact)).sort();
}

/** Facts of a document with its drawing taken apart: what is drawn by its own id, and its coordinates by themselves. */
function drawnFacts(xml: string): {
  facts: Set<string>;
  points: Map<string, Map<string, number>>;
  pages: Map<string, string>;
} {
  const facts = new Set<string>();
  const points = new Map<string, Map<string, number>>();
  const pages = new Map<string, string>();
  for (const fact of factsOf(xml)) {
    const drawn = /^(.*)\/\{[^}]*\}(BPMN(?:Shape|Edge)\[[^\]]+\])(.*)$/s.exec(fact);
    const [, page = '', element = '', rest = ''] = drawn ?? [];
    if (!drawn) {
      facts.add(fact);
      continue;
    }
    pages.set(element, page);
    const coordinate = /^(.*) @(x|y) = (-?[\d.]+)$/s.exec(rest);
    if (!coordinate) facts.add(`${element}${rest}`);
    else {
      const known = points.get(element) ?? new Map<string, number>();
      points.set(element, known.set(`${coordinate[1] ?? ''} ${coordinate[2] ?? ''}`, Number(coordinate[3])));
    }
  }
  return { facts, points, pages };
}

/**
 * As `lostFacts`, for an editor that draws the inside of a collapsed subprocess on a page of its own: such a page may move as
 * a whole, and nothing on it by itself; on a page that was there nothing moves.
 */
export function lostInEditor(before: string, after: string): string[] {
  const [then, now] = [drawnFacts(before), drawnFacts(after)];
  const lost = [...then.facts].filter((fact) => !now.facts.has(fact));
  const shifts = new Map<string, Set<string>>();
  for (const [element, points] of then.points) {
    const page = now.pages.get(element) ?? '';
    const moved = page === then.pages.get(element) ? `same ${page}` : page;
    for (const [place, value] of points) {
      const there = now.points.get(element)?.get(place);
      if (there === undefined) lost.push(`${element} ${place}`);
      else {
        const axis = `${moved} ${place.slice(-1)}`;
        shifts.set(axis, (shifts.get(axis) ?? new Set()).add((there - value).toFixed(3)));
      }
    }
  }
  for (const [axis, all] of shifts)
    if (all.size > 1 || (axis.startsWith('same ') && !all.has('0.000'))) lost.push(axis);
  return lost.sort();
}
