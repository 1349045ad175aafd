import type { ModdleElement } from 'bpmn-moddle';
import { bodyOf, childrenOf, localOf, textOf, type Mutable } from './model.js';
import type { Reason } from './translations/reasons.js';
import {
  ask,
  feelOf,
  valueOf,
  type CallVariables,
  type Found,
  type ValueResult,
  type Work,
  type Writer,
} from './work.js';

type Outcome = ValueResult | { readonly ok: false; readonly reason: Reason };

/** A line of its own for a part of an extension element. */
function part(found: Found, name: string, value: string): Found {
  return { ...found, place: { ...found.place, subject: `${found.place.subject} ${name}`, value } };
}

const properties: Writer = (found, work) => {
  const entries = childrenOf(found.node ?? found.element);
  for (const entry of entries) {
    const name = textOf(entry, 'name');
    const value = textOf(entry, 'value');
    work.extensions.note(found.owner, name === '' ? textOf(entry, 'id') : name, value);
    work.report.translated(part(found, name, value).place, `zeebe:property name="${name}"`);
  }
  if (entries.length === 0) work.report.ignored(found.place, 'tool');
};

/** Text, list, map or script of one parameter. */
function parameterValue(parameter: ModdleElement): Outcome {
  const [definition] = childrenOf(parameter);
  if (!definition) {
    const body = bodyOf(parameter);
    return body === '' ? { ok: true, value: '=null' } : valueOf(body);
  }
  const inner = definitionFeel(definition);
  return inner.ok ? { ok: true, value: `=${inner.value}` } : inner;
}
function definitionFeel(definition: ModdleElement): Outcome {
  const entries = childrenOf(definition);
  switch (localOf(definition)) {
    case 'list': {
      const values = entries.map(entryFeel);
      return values.find((each) => !each.ok) ?? { ok: true, value: `[${join(values)}]` };
    }
    case 'map': {
      const values = entries.map((entry): Outcome => {
        const value = entryFeel(entry);
        return value.ok ? { ok: true, value: `${JSON.stringify(textOf(entry, 'key'))}: ${value.value}` } : value;
      });
      return values.find((each) => !each.ok) ?? { ok: true, value: `{${join(values)}}` };
    }
    default:
      return { ok: false, reason: localOf(definition) === 'script' ? 'script' : 'value' };
  }
}
function entryFeel(entry: ModdleElement): Outcome {
  const [inner] = childrenOf(entry);
  if (localOf(entry) === 'script') return { ok: false, reason: 'script' };
  if (inner) return definitionFeel(inner);
  const body = bodyOf(entry);
  return body === '' ? { ok: true, value: 'null' } : feelOf(body);
}
function join(values: readonly Outcome[]): string {
  return values.map((each) => (each.ok ? each.value : '')).join(', ');
}

/** One line of `zeebe:ioMapping`. */
function map(
  list: 'inputParameters' | 'outputParameters',
  source: Outcome,
  target: string,
  found: Found,
  work: Work,
): void {
  if (!source.ok) return ask(found, work, source.reason);
  const type = list === 'inputParameters' ? 'zeebe:Input' : 'zeebe:Output';
  work.extensions.push(found.owner, 'zeebe:IoMapping', list, type, { source: source.value, target });
  work.report.translated(found.place, `${type.replace('I', 'i').replace('O', 'o')} ${target} ← ${source.value}`);
}

const inputOutput: Writer = (found, work) => {
  const parameters = childrenOf(found.node ?? found.element);
  for (const parameter of parameters) {
    const kind = localOf(parameter);
    const name = textOf(parameter, 'name');
    const each = part(found, `${kind} ${name}`, bodyOf(parameter) || childrenOf(parameter).map(localOf).join());
    if (kind !== 'inputParameter' && kind !== 'outputParameter') ask(each, work, 'unknown');
    else
      map(
        kind === 'inputParameter' ? 'inputParameters' : 'outputParameters',
        parameterValue(parameter),
        name,
        each,
        work,
      );
  }
  if (parameters.length === 0) work.report.ignored(found.place, 'tool');
};

/** What a call activity has been told so far. */
export function callOf(owner: Mutable, work: Work): CallVariables {
  const known = work.calls.get(owner) ?? { in: false, out: false };
  work.calls.set(owner, known);
  return known;
}

const OWN_KEY = /^[$#]\{\s*execution\.(processBusinessKey|businessKey)\s*\}$/;

/** `in` and `out` of a call activity: one variable, one expression, all of them, or the business key. */
const called =
  (side: 'in' | 'out'): Writer =>
  (found, work) => {
    const node = found.node ?? found.element;
    if (found.owner.$type !== 'bpmn:CallActivity') return ask(found, work, 'value');
    const target = textOf(node, 'target');
    const businessKey = textOf(node, 'businessKey');
    if (textOf(node, 'variables') === 'all') {
      callOf(found.owner, work)[side] = true;
      return work.report.translated(found.place, 'zeebe:calledElement', 'passedAll');
    }
    if (businessKey !== '') {
      if (OWN_KEY.test(businessKey)) return work.report.ignored(found.place, 'businessKey');
      const value = valueOf(businessKey);
      if (!value.ok) return ask(found, work, value.reason);
      work.extensions.set(found.owner, 'zeebe:CalledElement', { businessId: value.value });
      return work.report.translated(found.place, `zeebe:calledElement businessId="${value.value}"`);
    }
    if (textOf(node, 'local') === 'true') return ask(found, work, 'local');
    const source = textOf(node, 'source');
    const from: Outcome = source === '' ? valueOf(textOf(node, 'sourceExpression')) : { ok: true, value: `=${source}` };
    map(side === 'in' ? 'inputParameters' : 'outputParameters', from, target, found, work);
  };

const inheritVariables: Writer = (found, work) => {
  callOf(found.owner, work).in = found.text === 'true';
  work.report.translated(found.place, 'zeebe:calledElement', found.text === 'true' ? 'passedAll' : 'passed');
};

const callBinding: Writer = (found, work) => {
  if (found.text === 'version' || found.text === 'versionTag') return ask(found, work, 'binding');
  if (found.text === 'deployment')
    work.extensions.set(found.owner, 'zeebe:CalledElement', { bindingType: 'deployment' });
  work.report.translated(found.place, `zeebe:calledElement bindingType="${found.text}"`);
};

export const dataWriters = {
  properties,
  inputOutput,
  callIn: called('in'),
  callOut: called('out'),
  inheritVariables,
  callBinding,
} satisfies Record<string, Writer>;
