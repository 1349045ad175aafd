/**
 * What of BPMN 2.0 runs: one table, proved cell by cell by `support-table.spec.ts`, printed into `docs/bpmn-support.md` by
 * `scripts/docs.mjs`. Imports nothing, so that the script can read it.
 */

/** Where an event stands (BPMN 2.0, table 10.93). */
export const EVENT_POSITIONS = [
  'start',
  'subprocess-interrupting',
  'subprocess-non-interrupting',
  'catch',
  'boundary-interrupting',
  'boundary-non-interrupting',
  'throw',
  'end',
] as const;
export type EventPosition = (typeof EVENT_POSITIONS)[number];

export const EVENT_KINDS = [
  'none',
  'message',
  'timer',
  'error',
  'escalation',
  'cancel',
  'compensation',
  'conditional',
  'link',
  'signal',
  'terminate',
  'multiple',
  'parallel-multiple',
] as const;
export type EventKindName = (typeof EVENT_KINDS)[number];

/** `runs`; `refused`: BPMN has it, this engine does not, and says so; `invalid`: BPMN does not have it, refused by its rule. */
export type Support = 'runs' | 'refused' | 'invalid';

type Row = Readonly<Record<EventPosition, Support>>;

function row(text: string): Row {
  const cells = text.split(' ');
  const name = (cell: string | undefined): Support => (cell === 'x' ? 'runs' : cell === 'r' ? 'refused' : 'invalid');
  return Object.fromEntries(EVENT_POSITIONS.map((position, index) => [position, name(cells[index])])) as Row;
}

/** Cells in the order of `EVENT_POSITIONS`: x runs, r refused, - invalid. */
export const EVENT_SUPPORT: Readonly<Record<EventKindName, Row>> = {
  none: row('x - - - - - x x'),
  message: row('x x x x x x x x'),
  timer: row('x x x x x x - -'),
  error: row('- x - - x - - x'),
  escalation: row('- x x - x x x x'),
  cancel: row('- - - - x - - x'),
  compensation: row('- x - - x x x x'),
  conditional: row('x x x x x x - -'),
  link: row('- - - x - - x -'),
  signal: row('x x x x x x x x'),
  terminate: row('- - - - - - - x'),
  multiple: row('x x x x x x x x'),
  'parallel-multiple': row('x x x x x x - -'),
};

export interface ElementSupport {
  /** Type of the metamodel. */
  readonly element: string;
  readonly support: 'runs' | 'kept' | 'refused';
  readonly note: string;
}

export const ELEMENT_SUPPORT: readonly ElementSupport[] = [
  { element: 'bpmn:Task', support: 'runs', note: 'passes on' },
  {
    element: 'bpmn:UserTask',
    support: 'runs',
    note: 'forms, assignment, due dates; without assignment the role `operator`',
  },
  { element: 'bpmn:ServiceTask', support: 'runs', note: 'a job; without `zeebe:taskDefinition` it passes on' },
  { element: 'bpmn:SendTask', support: 'runs', note: 'a job, or publishes its message' },
  { element: 'bpmn:ReceiveTask', support: 'runs', note: 'also instantiating' },
  { element: 'bpmn:BusinessRuleTask', support: 'runs', note: 'DMN inside the step, or a job' },
  { element: 'bpmn:ScriptTask', support: 'runs', note: 'FEEL inside the step, or a job; other languages are refused' },
  { element: 'bpmn:ManualTask', support: 'runs', note: 'passes on' },
  { element: 'bpmn:ExclusiveGateway', support: 'runs', note: '' },
  {
    element: 'bpmn:ParallelGateway',
    support: 'runs',
    note: 'a join that can never fire becomes the incident `JOIN_BLOCKED`',
  },
  { element: 'bpmn:InclusiveGateway', support: 'runs', note: 'joins by the reachability rule of 13.4.3' },
  {
    element: 'bpmn:EventBasedGateway',
    support: 'runs',
    note: 'also instantiating, exclusive or parallel (`eventGatewayType="Parallel"`, 10.6.6)',
  },
  {
    element: 'bpmn:ComplexGateway',
    support: 'runs',
    note: 'activation condition over `activationCount` (incoming flows with a token), `activationCounts` (tokens by flow) and data; waits for reset by the rule of 13.4.5; the ways out may ask `waitingForStart`',
  },
  { element: 'bpmn:SubProcess', support: 'runs', note: 'embedded and event subprocess' },
  { element: 'bpmn:Transaction', support: 'runs', note: 'cancel end and boundary event; no distributed protocol' },
  {
    element: 'bpmn:AdHocSubProcess',
    support: 'runs',
    note: '`zeebe:adHoc activeElementsCollection`, completion condition, ordering',
  },
  {
    element: 'bpmn:CallActivity',
    support: 'runs',
    note: 'the child is an instance of its own; compensated only by its own handler',
  },
  { element: 'bpmn:StartEvent', support: 'runs', note: 'see the table of events' },
  { element: 'bpmn:IntermediateCatchEvent', support: 'runs', note: 'see the table of events' },
  { element: 'bpmn:IntermediateThrowEvent', support: 'runs', note: 'see the table of events' },
  { element: 'bpmn:BoundaryEvent', support: 'runs', note: 'see the table of events' },
  { element: 'bpmn:EndEvent', support: 'runs', note: 'see the table of events' },
  { element: 'bpmn:DataObject', support: 'kept', note: 'drawn; variables carry the data' },
  { element: 'bpmn:DataObjectReference', support: 'kept', note: 'drawn; variables carry the data' },
  { element: 'bpmn:DataStoreReference', support: 'kept', note: 'drawn; variables carry the data' },
  { element: 'bpmn:Lane', support: 'kept', note: 'read for views; assignment is in the task' },
  { element: 'bpmn:MessageFlow', support: 'kept', note: 'ends are checked; messages are sent by name' },
  { element: 'bpmn:ImplicitThrowEvent', support: 'refused', note: '' },
  { element: 'bpmn:ChoreographyTask', support: 'refused', note: 'no choreographies' },
  { element: 'bpmn:SubChoreography', support: 'refused', note: 'no choreographies' },
  { element: 'bpmn:CallChoreography', support: 'refused', note: 'no choreographies' },
];

/** What is executed only in part, beside the tables. */
export const LIMITS: readonly string[] = [
  'Multi-instance and standard loops run on every activity. What `behavior` None, One or Complex throws is heard by the boundary events of the activity in the same step, and by others through the outside.',
  'In a complex gateway the reset takes outgoing flows only where one of their conditions asks `waitingForStart`; without that the two phases could not be told apart, and all ways out belong to the first.',
  'A parallel multiple event holds message, signal, timer and condition; an error or escalation is dealt with when it is thrown and is refused beside them. As the start of a process it makes the instance with the first trigger; nothing else runs before the last.',
  'The condition of a process start is asked at every full minute with the time, and with the variables of a plain start; other entities of the environment (10.5.2) are not watched.',
  'A timer text may name its zone: `CRON_TZ=Europe/Berlin 0 9 * * *`, `2026-01-01T09:00:00[Europe/Berlin]`. Days and months of a cycle are counted from its first point, so that they keep the wall clock over DST.',
  'A condition that is not there yet (null) is not true; a condition that is no boolean is an incident.',
  'With `pledge:calendar` hours and minutes count in working time, days are working days, weeks and months those of the wall calendar; dates and cycles wait for the next opening, cron skips what falls outside.',
];
