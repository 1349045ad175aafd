import type { ModelingCatalogue, ModelingChoice } from '@pledge/contracts';
import { englishName, nameIn } from '../editor/english-labels.js';
import type { BusinessObject, DiagramElement } from '../editor/diagram-types.js';

/** What one click does to the element of a finding; `options`: chosen from a list first, `text`: written first. */
export interface Mend {
  readonly kind: MendKind;
  readonly options?: readonly ModelingChoice[];
  /** Durations to choose from. */
  readonly waits?: readonly string[];
  readonly text?: true;
}
export type MendKind =
  | 'defaultFlow'
  | 'flowDefault'
  | 'direction'
  | 'removeGateway'
  | 'exclusiveJoin'
  | 'parallelJoin'
  | 'form'
  | 'decision'
  | 'process'
  | 'delegate'
  | 'guard'
  | 'calendar'
  | 'timer'
  | 'end'
  | 'name'
  | 'english';

/** Waits that people ask for, ISO 8601; any other is set in the panel. */
const WAITS = ['PT15M', 'PT1H', 'PT4H', 'P1D', 'P7D'] as const;

/** An element with its flows as drawn: a file need not list them at the element. */
export interface Drawn {
  readonly business: BusinessObject;
  readonly incoming: readonly BusinessObject[];
  readonly outgoing: readonly BusinessObject[];
}

/** @returns null where the diagram does not hold the element */
export function drawnAt(element: DiagramElement | undefined): Drawn | null {
  if (!element) return null;
  const flows = (connections: readonly DiagramElement[] | undefined): readonly BusinessObject[] =>
    (connections ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow').map(({ businessObject }) => businessObject);
  return { business: element.businessObject, incoming: flows(element.incoming), outgoing: flows(element.outgoing) };
}

/** The ways to mend what the rule found at this element; none: somebody has to think about it. */
export function mendsFor(rule: string, drawn: Drawn, catalogue: ModelingCatalogue): readonly Mend[] {
  const { business, incoming, outgoing } = drawn;
  switch (rule) {
    case 'gateway/default-missing':
      return listed('defaultFlow', outgoing.map(flowChoice));
    case 'gateway/condition-missing':
      return business.sourceRef && !business.sourceRef.default ? [{ kind: 'flowDefault' }] : [];
    case 'gateway/direction':
    case 'gateway/direction-unused':
      return [{ kind: 'direction' }];
    case 'gateway/neither':
      return incoming.length === 1 && outgoing.length === 1 ? [{ kind: 'removeGateway' }] : [];
    case 'soundness/deadlock':
      return isJoin(drawn, ['bpmn:ParallelGateway', 'bpmn:InclusiveGateway']) ? [{ kind: 'exclusiveJoin' }] : [];
    case 'soundness/twice':
      return isJoin(drawn, ['bpmn:ExclusiveGateway']) ? [{ kind: 'parallelJoin' }] : [];
    case 'missing-form':
      return listed('form', catalogue.forms);
    case 'missing-decision':
      return listed('decision', catalogue.decisions);
    case 'missing-process':
    case 'call/target-missing':
      return listed('process', catalogue.processes);
    case 'unknown-job-type':
    case 'engine/task-type-missing':
      return listed('delegate', catalogue.delegates);
    case 'unknown-guard':
      return listed('guard', catalogue.guards);
    case 'unknown-calendar':
      return listed('calendar', catalogue.calendars);
    case 'event/timer-missing':
    case 'event/timer-text':
      return [{ kind: 'timer', waits: WAITS }];
    case 'event/start-without-end':
    case 'graph/implicit-end':
    case 'flow/outgoing-missing':
      return [{ kind: 'end' }];
    case 'label/name':
      return [{ kind: 'name', text: true }];
    case 'label/english':
      return [{ kind: 'english', text: true }];
    default:
      return [];
  }
}

/** The direction that the flows of a gateway have (BPMN 2.0, 8.3.9). */
export function directionOf({ incoming, outgoing }: Drawn): string {
  const merges = incoming.length > 1;
  const splits = outgoing.length > 1;
  if (merges && splits) return 'Mixed';
  return merges ? 'Converging' : splits ? 'Diverging' : 'Unspecified';
}

/** What people read on screens and the drawing does not say: a step without a name, or without its English. */
export function labelRule(business: BusinessObject): 'label/name' | 'label/english' | null {
  if (!business.$instanceOf('bpmn:Activity')) return null;
  if (!business.name) return 'label/name';
  return englishName(business) === undefined ? 'label/english' : null;
}

function listed(kind: MendKind, options: readonly ModelingChoice[]): readonly Mend[] {
  return options.length === 0 ? [] : [{ kind, options }];
}

function isJoin({ business, incoming }: Drawn, types: readonly string[]): boolean {
  return types.includes(business.$type) && incoming.length > 1;
}

/** A way out as people know it: by its own name, else by where it leads. */
function flowChoice(flow: BusinessObject): ModelingChoice {
  const told = (language: 'zh-CN' | 'en'): string =>
    nameIn(language, flow) ?? `→ ${nameIn(language, flow.targetRef) ?? flow.targetRef?.id ?? flow.id}`;
  return { value: flow.id, zh: told('zh-CN'), en: told('en') };
}
