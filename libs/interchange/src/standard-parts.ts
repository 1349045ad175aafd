import type { ImportWarning } from 'bpmn-moddle';
import { isJuel, juelToFeel } from './juel/to-feel.js';
import { textOf, type Mutable } from './model.js';
import type { Place } from './report.js';
import { callOf } from './write-data.js';
import { assign } from './write-people.js';
import { valueOf, type Work } from './work.js';

type PlaceOf = (element: Mutable, subject: string, value: string) => Place;

/** Expressions of the other engine where BPMN itself has a place for them: conditions, times, counts. */
export function translateExpression(element: Mutable, work: Work, placeOf: PlaceOf): void {
  const body = textOf(element, 'body');
  const place = placeOf(element, partName(element), body);
  const language = textOf(element, 'language');
  if (language !== '' && !/feel/i.test(language) && !/juel/i.test(language))
    return work.report.needsYou({ ...place, value: `${language}: ${body}` }, 'script');
  if (!isJuel(body)) return;
  const result = juelToFeel(body);
  if (!result.ok) return work.report.needsYou(place, result.reason);
  element['body'] = `=${result.feel}`;
  delete element['language'];
  work.report.translated(place, `=${result.feel}`);
}

/** The property that holds an expression: `conditionExpression`, `timeDuration` … */
function partName(element: Mutable): string {
  for (const [key, value] of Object.entries(element.$parent ?? {})) if (value === element) return key;
  return 'expression';
}

/** Names that may hold an expression: of messages and signals, and what is called. */
export function translateName(element: Mutable, key: string, work: Work, placeOf: PlaceOf): void {
  const text = textOf(element, key);
  if (!isJuel(text)) return;
  const value = valueOf(text);
  const place = placeOf(element, key, text);
  if (!value.ok) return work.report.needsYou(place, value.reason);
  element[key] = value.value;
  work.report.translated(place, value.value);
}

/** A script in JUEL or FEEL is a formula; any other stays where it is, and is refused at deployment. */
export function translateScript(
  element: Mutable,
  resultVariable: string | undefined,
  work: Work,
  placeOf: PlaceOf,
): void {
  const format = textOf(element, 'scriptFormat');
  const script = textOf(element, 'script');
  if (script === '' && format === '') return;
  const place = placeOf(element, 'script', `${format}: ${script}`);
  const result = /feel/i.test(format)
    ? ({ ok: true, feel: script.replace(/^=/, '') } as const)
    : /juel/i.test(format)
      ? juelToFeel(script)
      : undefined;
  if (!result) return work.report.needsYou(place, 'script');
  if (!result.ok) return work.report.needsYou(place, result.reason);
  work.extensions.set(element, 'zeebe:Script', {
    expression: `=${result.feel}`,
    ...(resultVariable === undefined ? {} : { resultVariable }),
  });
  delete element['scriptFormat'];
  delete element['script'];
  work.report.translated(place, `zeebe:script expression="=${result.feel}"`);
}

/** `potentialOwner` and `humanPerformer`: `user(kermit), group(management)`; a bare word is a group, or the person who works. */
export function translateResources(element: Mutable, work: Work, placeOf: PlaceOf): void {
  const resources = (element['resources'] as Mutable[] | undefined) ?? [];
  if (resources.length === 0) return;
  delete element['resources'];
  const groups: string[] = [];
  const users: string[] = [];
  let worker: string | undefined;
  for (const resource of resources) {
    const assignment = resource['resourceAssignmentExpression'] as Mutable | undefined;
    const expression = assignment?.['expression'] as Mutable | undefined;
    const body = expression ? textOf(expression, 'body') : '';
    if (resource.$type === 'bpmn:HumanPerformer' || resource.$type === 'bpmn:Performer') {
      worker = body;
      continue;
    }
    for (const [, kind, inside, bare] of body.matchAll(/(?:(user|group)\(([^)]*)\))|([^,\s][^,]*)/g))
      if (kind === 'user') users.push((inside ?? '').trim());
      else groups.push((inside ?? bare ?? '').trim());
  }
  const found = (key: string, text: string) => {
    const place = placeOf(element, key, text);
    return { element, owner: element, place, text, beside: new Map<string, string>() };
  };
  if (worker !== undefined && worker !== '') assign('assignee', worker, found('humanPerformer', worker), work);
  for (const [key, names] of [
    ['candidateUsers', users],
    ['candidateGroups', groups],
  ] as const)
    if (names.length > 0) assign(key, names.join(','), found('potentialOwner', names.join(',')), work);
}

/** What is called, and which variables go in and come back, as the other engine does it: only those that are named. */
export function translateCall(element: Mutable, work: Work, placeOf: PlaceOf): void {
  const target = textOf(element, 'calledElement');
  const variables = callOf(element, work);
  const value = valueOf(target);
  if (target !== '') {
    if (!value.ok) work.report.needsYou(placeOf(element, 'calledElement', target), value.reason);
    else {
      work.extensions.set(element, 'zeebe:CalledElement', { processId: value.value });
      if (value.value !== target) delete element['calledElement'];
      work.report.translated(
        placeOf(element, 'calledElement', target),
        `zeebe:calledElement processId="${value.value}"`,
      );
    }
  }
  work.extensions.set(element, 'zeebe:CalledElement', {
    propagateAllParentVariables: variables.in,
    propagateAllChildVariables: variables.out,
  });
  if (!variables.in || !variables.out)
    work.report.translated(placeOf(element, 'in, out', ''), 'zeebe:calledElement', 'passed');
}

/** Those that wait for a message were found by business key or variables there. */
export function askForMatching(element: Mutable, work: Work, placeOf: PlaceOf): void {
  const definitions = (element['eventDefinitions'] as Mutable[] | undefined) ?? [];
  const message = definitions.find((each) => each.$type === 'bpmn:MessageEventDefinition') ?? element;
  const name = (message['messageRef'] as Mutable | undefined)?.['name'];
  work.report.needsYou(placeOf(element, 'message', typeof name === 'string' ? name : ''), 'message');
}

/** True for elements that wait for a message inside a running case. */
export function waitsForMessage(element: Mutable): boolean {
  if (element.$type === 'bpmn:ReceiveTask') return element['instantiate'] !== true;
  if (!/^bpmn:(IntermediateCatchEvent|BoundaryEvent|StartEvent)$/.test(element.$type)) return false;
  const inside = element.$type !== 'bpmn:StartEvent' || element.$parent?.['triggeredByEvent'] === true;
  const definitions = (element['eventDefinitions'] as Mutable[] | undefined) ?? [];
  return inside && definitions.some((each) => each.$type === 'bpmn:MessageEventDefinition');
}

/** What the reader noticed: what it could not read is told, and what BPMN has no name for is kept where it can be. */
export function tellWarning(warning: ImportWarning, work: Work, placeOf: PlaceOf): void {
  const [line = ''] = warning.message.split('\n');
  if (/^unsupported document encoding|^duplicate ID/.test(line)) return;
  const element = warning.element as Mutable | undefined;
  if (element && warning.property === 'bpmn:loopDataInputRef' && typeof warning.value === 'string') {
    work.extensions.set(element, 'zeebe:LoopCharacteristics', { inputCollection: `=${warning.value}` });
    const item = element['inputDataItem'] as Mutable | undefined;
    const name = item ? textOf(item, 'name') || String(item.id ?? '') : '';
    if (name !== '') work.extensions.set(element, 'zeebe:LoopCharacteristics', { inputElement: name });
    delete element['inputDataItem'];
    return work.report.translated(
      placeOf(element, 'loopDataInputRef', warning.value),
      `zeebe:loopCharacteristics inputCollection="=${warning.value}"`,
    );
  }
  const detail = warning.property ? `${warning.property} = ${String(warning.value)}` : line;
  const place = element
    ? placeOf(element, warning.property ?? 'xml', detail)
    : { elementId: null, elementName: '', elementType: '', subject: 'xml', value: detail };
  work.report.needsYou(place, 'unreadable');
}
