import type { DecisionModel } from '../decisions/decision-model.js';
import type { EventDefinition, LoopCharacteristics, ModelValue } from './event-definition.js';
import type { ModelFinding } from './finding.js';

export * from './event-definition.js';

/** The element types that run. A type that is missing in the table of behaviours does not compile. */
export type FlowNodeType =
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'task'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'businessRuleTask'
  | 'scriptTask'
  | 'manualTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'eventBasedGateway'
  | 'complexGateway'
  | 'subProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'eventSubProcess'
  | 'callActivity';

export interface Mapping {
  readonly source: ModelValue;
  /** Variable name, or a path `a.b`. */
  readonly target: string;
}

/** `zeebe:taskDefinition` with headers: work for a delegate. */
export interface JobDefinition {
  readonly type: ModelValue;
  readonly retries?: ModelValue;
  readonly headers: Readonly<Record<string, string>>;
}
export interface UserTaskDefinition {
  readonly assignee?: ModelValue;
  /** Static: names separated by commas. FEEL: a list, or such a text. */
  readonly candidateGroups?: ModelValue;
  readonly candidateUsers?: ModelValue;
  readonly formId?: string;
  readonly dueDate?: ModelValue;
  readonly followUpDate?: ModelValue;
  readonly priority?: ModelValue;
}
export interface CallDefinition {
  readonly processId: ModelValue;
  readonly businessKey?: ModelValue;
  readonly propagateAllParent: boolean;
  readonly propagateAllChild: boolean;
  readonly bindingType: string;
}

/** `adHocSubProcess` (BPMN 2.0, 10.3.5, 13.3.5). */
export interface AdHocDefinition {
  /** Ids of the inner elements to start; without it all that nothing leads to (contracts, Models). */
  readonly activeElements?: ModelValue;
  readonly completionCondition?: ModelValue;
  readonly cancelRemaining: boolean;
  /** One after another instead of all at once. */
  readonly sequential: boolean;
}

export interface FlowNode {
  readonly id: string;
  readonly type: FlowNodeType;
  readonly name?: string;
  /** `pledge:label.en`. */
  readonly labelEn?: string;
  /** Id of the enclosing subprocess, or of the process. */
  readonly scopeId: string;
  /** Sequence flow ids in document order. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly defaultFlow?: string;
  readonly event?: EventDefinition;
  /** Boundary events: the activity. */
  readonly attachedTo?: string;
  /** Compensation boundary events: the activity that undoes (`association`). */
  readonly handler?: string;
  /** `isForCompensation`: runs only as a handler, outside the normal flow (BPMN 2.0, 10.3). */
  readonly forCompensation?: true;
  /** Boundary and event subprocess start events (`cancelActivity`, `isInterrupting`). */
  readonly interrupting: boolean;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly loop?: LoopCharacteristics;
  readonly job?: JobDefinition;
  readonly userTask?: UserTaskDefinition;
  readonly script?: { readonly expression: ModelValue; readonly resultVariable?: string };
  readonly decision?: { readonly decisionId: ModelValue; readonly resultVariable?: string };
  readonly call?: CallDefinition;
  readonly adHoc?: AdHocDefinition;
  /** Complex gateway that joins: over `activationCount`, the number of incoming flows with a token (10.6.5). */
  readonly activationCondition?: ModelValue;
  /** `gatewayDirection`, where it says something (8.3.9). */
  readonly direction?: 'Converging' | 'Diverging' | 'Mixed';
  /** `pledge:calendar`: timers and due dates count in the working time of the calendar of this name. */
  readonly calendar?: ModelValue;
  /** Activities: tokens needed to begin, tokens sent out on each flow (10.3); absent: 1. */
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
  /** Event-based gateway whose events all have to happen (`eventGatewayType="Parallel"`, 10.6.6). */
  readonly parallelEvents?: true;
  /** Receive task or event-based gateway that begins a new instance (`instantiate`, 13.2). */
  readonly instantiates?: true;
  /** Start events: the form shown before starting. */
  readonly formId?: string;
  /** `pledge:recordsEvent` (design D2), with the time a person stated. */
  readonly recordsEvent?: string;
  readonly eventTime?: ModelValue;
  /** `pledge:requires`: guard names. */
  readonly requires: readonly string[];
  /** Every `zeebe:property` by name. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface SequenceFlow {
  readonly id: string;
  readonly name?: string;
  readonly source: string;
  readonly target: string;
  readonly scopeId: string;
  readonly condition?: ModelValue;
}

/** The process itself, a subprocess or an event subprocess. */
export interface Scope {
  readonly id: string;
  readonly parentId?: string;
  /** Flow node ids in document order. */
  readonly nodes: readonly string[];
  /** Where a token begins when the scope is entered: the none start event, or nodes without incoming flow (13.2). */
  readonly initial: readonly string[];
  /** Event subprocesses of the scope, with their start event. */
  readonly eventSubProcesses: readonly { readonly id: string; readonly startEventId: string }[];
}

export interface Lane {
  readonly id: string;
  readonly name?: string;
  readonly labelEn?: string;
  readonly nodes: readonly string[];
}

/** A process as the engine runs it: read once from BPMN, indexed, never changed. */
export interface ProcessDefinition {
  /** Set by the runtime (`bindDefinitionId`); '' until then. */
  readonly id: string;
  /** BPMN id of the process. */
  readonly key: string;
  readonly name?: string;
  readonly labelEn?: string;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly flows: ReadonlyMap<string, SequenceFlow>;
  readonly scopes: ReadonlyMap<string, Scope>;
  /** Boundary events by activity id. */
  readonly boundaries: ReadonlyMap<string, readonly string[]>;
  readonly lanes: readonly Lane[];
  /** `pledge:sealed` of the process and of all its elements: only delegates and the model itself write these. */
  readonly sealed: ReadonlySet<string>;
  readonly properties: Readonly<Record<string, string>>;
  /** Bound by the runtime (`bindDecisions`). */
  readonly decisions: ReadonlyMap<string, DecisionModel>;
  /** What was noticed while reading; part of `checkDefinition`. */
  readonly readFindings: readonly ModelFinding[];
}

/** @returns the definition under the id the runtime stores it by; `InstanceState.definitionId` is taken from it. */
export function bindDefinitionId(definition: ProcessDefinition, id: string): ProcessDefinition {
  return { ...definition, id };
}

/** @returns the definition with the decisions that its business rule tasks evaluate inside a step. */
export function bindDecisions(
  definition: ProcessDefinition,
  decisions: ReadonlyMap<string, DecisionModel>,
): ProcessDefinition {
  return { ...definition, decisions };
}

/** @throws Error when the id is unknown: a state that does not fit its definition, a fault of the caller. */
export function nodeOf(definition: ProcessDefinition, id: string): FlowNode {
  const node = definition.nodes.get(id);
  if (node === undefined) throw new Error(`element ${id} is not in process ${definition.key}`);
  return node;
}

/** @throws Error when the id is unknown. */
export function scopeOf(definition: ProcessDefinition, id: string): Scope {
  const scope = definition.scopes.get(id);
  if (scope === undefined) throw new Error(`scope ${id} is not in process ${definition.key}`);
  return scope;
}

/** Elements with elements inside: each has a `Scope` of its id. */
export function isContainer(type: FlowNodeType): boolean {
  return type === 'subProcess' || type === 'transaction' || type === 'adHocSubProcess' || type === 'eventSubProcess';
}

/**
 * Whether an instance can be begun with this element: a start event of the process, an instantiating receive task, or an
 * event after an instantiating event-based gateway (BPMN 2.0, 13.2).
 */
export function startsProcess(definition: ProcessDefinition, node: FlowNode): boolean {
  if (node.scopeId !== definition.key) return false;
  if (node.type === 'startEvent') return true;
  if (node.type !== 'receiveTask' && node.type !== 'intermediateCatchEvent') return false;
  return (node.instantiates === true && node.incoming.length === 0) || startGateway(definition, node) !== undefined;
}

/** The instantiating event-based gateway that an event stands behind. */
export function startGateway(definition: ProcessDefinition, node: FlowNode): FlowNode | undefined {
  const [only, ...others] = node.incoming;
  if (only === undefined || others.length > 0) return undefined;
  const source = definition.nodes.get(definition.flows.get(only)?.source ?? '');
  return source?.instantiates === true ? source : undefined;
}

const ACTIVITIES: ReadonlySet<FlowNodeType> = new Set<FlowNodeType>([
  'task',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'businessRuleTask',
  'scriptTask',
  'manualTask',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
]);

/** Activities may carry boundary events and loops (BPMN 2.0, 10.3). */
export function isActivity(type: FlowNodeType): boolean {
  return ACTIVITIES.has(type);
}
