/**
 * What the panel lets a person choose, as data: the fields read it, and a spec compares it with the table of what runs
 * (`libs/engine/src/model/support-table.ts`). Imports nothing.
 */

/** Where an event stands (BPMN 2.0, table 10.93). */
export type EventPosition =
  | 'start'
  | 'subprocess-interrupting'
  | 'subprocess-non-interrupting'
  | 'catch'
  | 'boundary-interrupting'
  | 'boundary-non-interrupting'
  | 'throw'
  | 'end';

export type EventKind =
  | 'none'
  | 'message'
  | 'timer'
  | 'error'
  | 'escalation'
  | 'cancel'
  | 'compensation'
  | 'conditional'
  | 'link'
  | 'signal'
  | 'terminate'
  | 'multiple'
  | 'parallel-multiple';

const started = ['message', 'timer', 'conditional', 'signal', 'multiple', 'parallel-multiple'] as const;

/** Kinds that can be chosen at each position, the most used first. */
export const EVENT_OFFERS: Readonly<Record<EventPosition, readonly EventKind[]>> = {
  start: ['none', ...started],
  'subprocess-interrupting': [...started, 'error', 'escalation', 'compensation'],
  'subprocess-non-interrupting': [...started, 'escalation'],
  catch: [...started, 'link'],
  'boundary-interrupting': [...started, 'error', 'escalation', 'cancel', 'compensation'],
  'boundary-non-interrupting': [...started, 'escalation', 'compensation'],
  throw: ['none', 'message', 'escalation', 'signal', 'compensation', 'link', 'multiple'],
  end: ['none', 'message', 'error', 'escalation', 'signal', 'compensation', 'cancel', 'terminate', 'multiple'],
};

/** Kinds that several triggers of one event are made of. */
export const PART_KINDS: Readonly<Record<'catch' | 'throw', readonly EventKind[]>> = {
  catch: ['message', 'timer', 'conditional', 'signal', 'error', 'escalation'],
  throw: ['message', 'signal', 'escalation', 'compensation', 'error'],
};

/** Groups of fields. */
export type FieldSet =
  | 'assignment'
  | 'form'
  | 'due'
  | 'work'
  | 'message'
  | 'decision'
  | 'script'
  | 'call'
  | 'records'
  | 'guard'
  | 'loop'
  | 'mapping'
  | 'compensated'
  | 'quantities'
  | 'ways'
  | 'activation'
  | 'instantiates'
  | 'adHoc'
  | 'event'
  | 'sealed';

const activity: readonly FieldSet[] = ['records', 'guard', 'loop', 'mapping', 'compensated', 'quantities', 'sealed'];

/** Fields of each element that runs; what is missing here cannot be set by choosing. */
export const ELEMENT_OFFERS: Readonly<Record<string, readonly FieldSet[]>> = {
  'bpmn:Task': activity,
  'bpmn:UserTask': ['assignment', 'form', 'due', ...activity],
  'bpmn:ServiceTask': ['work', ...activity],
  'bpmn:SendTask': ['work', 'message', ...activity],
  'bpmn:ReceiveTask': ['message', 'instantiates', ...activity],
  'bpmn:BusinessRuleTask': ['decision', 'work', ...activity],
  'bpmn:ScriptTask': ['script', 'work', ...activity],
  'bpmn:ManualTask': activity,
  'bpmn:CallActivity': ['call', ...activity],
  'bpmn:SubProcess': activity,
  'bpmn:Transaction': activity,
  'bpmn:AdHocSubProcess': ['adHoc', ...activity],
  'bpmn:ExclusiveGateway': ['ways'],
  'bpmn:ParallelGateway': [],
  'bpmn:InclusiveGateway': ['ways'],
  'bpmn:ComplexGateway': ['activation', 'ways'],
  'bpmn:EventBasedGateway': ['instantiates'],
  'bpmn:StartEvent': ['event', 'form', 'mapping', 'records'],
  'bpmn:IntermediateCatchEvent': ['event', 'mapping', 'records'],
  'bpmn:IntermediateThrowEvent': ['event', 'mapping', 'records'],
  'bpmn:BoundaryEvent': ['event', 'mapping', 'records'],
  'bpmn:EndEvent': ['event', 'mapping', 'records'],
};

/** Kinds of work that one step can be turned into, in the order of the list. */
export const STEP_KINDS: readonly string[] = [
  'bpmn:UserTask',
  'bpmn:ServiceTask',
  'bpmn:SendTask',
  'bpmn:ReceiveTask',
  'bpmn:BusinessRuleTask',
  'bpmn:ScriptTask',
  'bpmn:ManualTask',
  'bpmn:Task',
  'bpmn:CallActivity',
];
export const CONTAINER_KINDS: readonly string[] = ['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess'];
export const GATEWAY_KINDS: readonly string[] = [
  'bpmn:ExclusiveGateway',
  'bpmn:ParallelGateway',
  'bpmn:InclusiveGateway',
  'bpmn:EventBasedGateway',
  'bpmn:ComplexGateway',
];

/** Extension elements and `pledge:` properties that each group of fields writes. */
export const WRITTEN_BY: Readonly<Record<string, FieldSet>> = {
  'zeebe:IoMapping': 'mapping',
  'zeebe:Subscription': 'message',
  'zeebe:TaskHeaders': 'work',
  'zeebe:TaskDefinition': 'work',
  'zeebe:LoopCharacteristics': 'loop',
  'zeebe:CalledElement': 'call',
  'zeebe:FormDefinition': 'form',
  'zeebe:UserTask': 'assignment',
  'zeebe:CalledDecision': 'decision',
  'zeebe:AssignmentDefinition': 'assignment',
  'zeebe:PriorityDefinition': 'due',
  'zeebe:TaskSchedule': 'due',
  'zeebe:Properties': 'records',
  'zeebe:Script': 'script',
  'zeebe:AdHoc': 'adHoc',
  'pledge:recordsEvent': 'records',
  'pledge:eventTime': 'records',
  'pledge:requires': 'guard',
  'pledge:sealed': 'sealed',
  'pledge:calendar': 'event',
  'pledge:label.en': 'records',
};
/** Read by the engine and without any effect on what runs, so that nothing is lost by leaving them out of the panel. */
export const WITHOUT_EFFECT: readonly string[] = ['zeebe:VersionTag', 'zeebe:UserTaskForm'];
