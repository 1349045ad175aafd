import {
  eventParts,
  isActivity,
  nodeOf,
  scopeOf,
  type EventDefinition,
  type FlowNode,
  type ModelValue,
  type ProcessDefinition,
} from '../../model/process-definition.js';
import type { RelabelWaitEffect } from '../effect.js';
import { ROOT } from '../draft.js';
import type { NodeInstance, Wait } from '../instance-state.js';
import { refuse } from '../refusal.js';
import type { Run } from '../run.js';
import { evaluate, visibleVariables } from '../variables.js';
import { openEventWait } from '../event-waits.js';
import { addWait, closeWaits, dropWait } from '../waits.js';
import { calendarOf } from '../working-time.js';
import { sameEvent } from './check-migration.js';
import { imageOf, type VersionPair } from './element-mapping.js';
import { migrationItem, type MigrationItem } from './migration-report.js';
import { retime } from './retime.js';

/** What the parts of one migration share. The run is on the new version; nodes hold elements of the new version already. */
export interface Migration {
  readonly run: Run;
  readonly pair: VersionPair;
  readonly timers: 'recompute' | 'keep';
  readonly items: MigrationItem[];
  /** Old element id of each node. */
  readonly before: ReadonlyMap<string, string>;
}

/** Takes the waits of one node, or of the process itself, to the new version; then listens for what is new there. */
export function migrateWaits(migration: Migration, holderId: string): void {
  const { run } = migration;
  for (const wait of run.draft.get(holderId).waits ?? [])
    if (run.draft.get(holderId).waits?.includes(wait) === true) migrateWait(migration, holderId, wait);
  if (run.draft.get(holderId).waits?.some((wait) => wait.kind === 'incident' && wait.retry === 'enter') === true)
    return;
  for (const event of newEvents(migration, holderId)) open(migration, holderId, event, 'event-opened');
}

function migrateWait(migration: Migration, holderId: string, wait: Wait): void {
  const { run } = migration;
  switch (wait.kind) {
    case 'task': {
      const element = elementOf(run, holderId);
      const task = { name: element.name ?? element.id, formId: element.userTask?.formId ?? null };
      return relabel(run, { kind: 'task', id: wait.id, element, task });
    }
    case 'job':
      return migrateJob(migration, holderId, wait);
    case 'call':
      return relabel(run, { kind: 'job', id: wait.childId, element: elementOf(run, holderId) });
    case 'incident': {
      const element = holderId === ROOT ? undefined : elementOf(run, holderId);
      if (element !== undefined) relabel(run, { kind: 'incident', id: wait.id, element });
      return renameFired(migration, holderId, wait);
    }
    case 'timer':
    case 'message':
    case 'signal':
    case 'condition':
      return migrateEvent(migration, holderId, wait);
  }
}

/** A repeating timer that could not be armed again is armed by a retry: of the event of the new version. */
function renameFired(migration: Migration, holderId: string, wait: Extract<Wait, { kind: 'incident' }>): void {
  const elementId = wait.timer?.elementId === undefined ? undefined : imageOf(migration.pair, wait.timer.elementId);
  if (wait.timer === undefined || elementId === undefined) return;
  replace(migration.run, holderId, { ...wait, timer: { ...wait.timer, elementId } });
}

/** The delegate may be at it: the job goes on unless another type has to do the work now. */
function migrateJob(migration: Migration, holderId: string, wait: Extract<Wait, { kind: 'job' }>): void {
  const { run, items } = migration;
  const from = oldElement(migration, holderId);
  const to = elementOf(run, holderId);
  if (sameValue(from.job?.type, to.job?.type)) return relabel(run, { kind: 'job', id: wait.id, element: to });
  closeWaits(run, holderId, (other) => other.id === wait.id);
  run.schedule('work', holderId);
  items.push(migrationItem({ what: 'work-restarted', elementId: from.id, to: to.id }, to.name ?? to.id));
}

type EventWait = Extract<Wait, { kind: 'timer' | 'message' | 'signal' | 'condition' }>;

function migrateEvent(migration: Migration, holderId: string, wait: EventWait): void {
  const { run, pair, items } = migration;
  const from = nodeOf(pair.source, wait.elementId ?? oldElement(migration, holderId).id);
  const to = run.definition.nodes.get(imageOf(pair, from.id) ?? '');
  if (to === undefined || !listensFor(migration, holderId, to)) {
    closeWaits(run, holderId, (other) => other.id === wait.id);
    items.push(migrationItem({ what: 'event-closed', elementId: from.id }, from.name ?? from.id));
    return;
  }
  const owner = wait.elementId === undefined ? {} : { elementId: to.id };
  const [before, after] = [eventParts(from.event), eventParts(to.event)];
  const renew = (): void => {
    // All of its definitions at once: they are opened together.
    closeWaits(run, holderId, (other) => 'part' in other && other.elementId === wait.elementId);
    closeWaits(run, holderId, (other) => other.id === wait.id);
    const { gathered, ...holder } = run.draft.get(holderId);
    const { [to.id]: _over, ...others } = gathered ?? {};
    run.draft.put(Object.keys(others).length === 0 ? holder : { ...holder, gathered: others });
    open(migration, holderId, to, 'event-renewed', from.id);
  };
  if (!sameEvent(from, to)) return renew();
  if (before.length !== 1) return keep(migration, holderId, { ...wait, ...owner }, to);
  const [[was], [is]] = [before, after];
  if (was?.kind === 'timer' && is?.kind === 'timer' && wait.kind === 'timer')
    return migrateTimer(migration, holderId, wait, { from, to, was, is, owner });
  if (was === undefined || is === undefined || !sameText(was, is)) return renew();
  keep(migration, holderId, { ...wait, ...owner }, to);
}

/** Whether a node of the new version listens for an event: its own, a boundary event of it, a target, an event subprocess. */
function listensFor(migration: Migration, holderId: string, event: FlowNode): boolean {
  const { run } = migration;
  const node = run.draft.get(holderId);
  return (holderId !== ROOT && node.elementId === event.id) || eventsOf(run.definition, node).includes(event.id);
}

/** Ids of the events that a node listens for beside its own. */
function eventsOf(definition: ProcessDefinition, node: NodeInstance): readonly string[] {
  const starts = (scopeId: string): string[] =>
    scopeOf(definition, scopeId).eventSubProcesses.map((sub) => sub.startEventId);
  if (node.id === ROOT) return starts(definition.key);
  const element = nodeOf(definition, node.elementId);
  const targets =
    element.type === 'eventBasedGateway' ? element.outgoing.map((id) => definition.flows.get(id)?.target ?? '') : [];
  const boundaries =
    node.loopCounter === undefined && isActivity(element.type) ? (definition.boundaries.get(element.id) ?? []) : [];
  const inside = definition.scopes.has(element.id) && node.loop === undefined ? starts(element.id) : [];
  return [...targets, ...boundaries, ...inside];
}

/** Events that this node did not have in the old version. What was there and is not waited for any more has happened. */
function newEvents(migration: Migration, holderId: string): FlowNode[] {
  const { run, pair, before } = migration;
  const node = run.draft.get(holderId);
  if (node.compensating !== undefined || node.arrivedBy !== undefined || node.awaiting !== undefined) return [];
  const old = eventsOf(pair.source, { ...node, elementId: before.get(holderId) ?? '' });
  const had = new Set(old.map((id) => imageOf(pair, id)));
  const interrupted = run.draft.childrenOf(holderId).some((child) => interrupts(run, child));
  return eventsOf(run.definition, node)
    .filter((id) => !had.has(id))
    .map((id) => nodeOf(run.definition, id))
    .filter((event) => event.type !== 'startEvent' || (!interrupted && hasBegun(run, holderId)));
}

/** A scope that was interrupted by one of its event subprocesses listens no more. */
function interrupts(run: Run, child: NodeInstance): boolean {
  const element = nodeOf(run.definition, child.elementId);
  if (element.type !== 'eventSubProcess') return false;
  const own = scopeOf(run.definition, element.scopeId).eventSubProcesses.find((sub) => sub.id === element.id);
  return own !== undefined && nodeOf(run.definition, own.startEventId).interrupting;
}

/** The process listens from its first token on: one that failed at the start event listens when that is retried. */
function hasBegun(run: Run, holderId: string): boolean {
  if (holderId !== ROOT) return true;
  return !run.draft.childrenOf(ROOT).some((child) => nodeOf(run.definition, child.elementId).type === 'startEvent');
}

function open(
  migration: Migration,
  holderId: string,
  event: FlowNode,
  what: 'event-opened' | 'event-renewed',
  from = event.id,
): void {
  const { run, items } = migration;
  const count = run.draft.get(holderId).waits?.length ?? 0;
  openEventWait(run, holderId, event, visibleVariables(run, run.draft.get(holderId)));
  // Errors, escalations and compensations are not waited for.
  if ((run.draft.get(holderId).waits?.length ?? 0) === count) return;
  items.push(
    migrationItem({ what, elementId: from, ...(from === event.id ? {} : { to: event.id }) }, event.name ?? event.id),
  );
}

function keep(migration: Migration, holderId: string, wait: EventWait, to: FlowNode): void {
  const { run } = migration;
  replace(run, holderId, wait);
  if (wait.kind === 'timer') relabel(run, { kind: 'job', id: wait.id, element: to });
  else if (wait.kind !== 'condition') relabel(run, { kind: 'subscription', id: wait.id, element: to });
}

function migrateTimer(
  migration: Migration,
  holderId: string,
  wait: Extract<Wait, { kind: 'timer' }>,
  change: {
    readonly from: FlowNode;
    readonly to: FlowNode;
    readonly was: Extract<EventDefinition, { kind: 'timer' }>;
    readonly is: Extract<EventDefinition, { kind: 'timer' }>;
    readonly owner: { elementId?: string };
  },
): void {
  const { run, items, timers } = migration;
  const { from, to, was, is, owner } = change;
  const name = to.name ?? to.id;
  const variables = visibleVariables(run, run.draft.get(holderId));
  const text = (value: ModelValue): string => String(evaluate(run, value, variables, to.id));
  const unchanged =
    timers === 'keep' ||
    (was.timer === is.timer && sameValue(was.value, is.value) && sameValue(from.calendar, to.calendar));
  const result = unchanged
    ? ({ kind: 'keep' } as const)
    : retime(
        wait,
        { timer: was.timer, text: text(was.value), calendar: calendarOf(run, from, variables) },
        { timer: is.timer, text: text(is.value), calendar: calendarOf(run, to, variables) },
        run.env.now,
        run.env.zone,
      );
  const item = { elementId: from.id, to: to.id, dueBefore: wait.dueAt };
  switch (result.kind) {
    case 'keep':
      items.push(migrationItem({ ...item, what: 'timer-kept', dueAfter: wait.dueAt }, name));
      return keep(migration, holderId, { ...wait, ...owner }, to);
    case 'over':
      items.push(migrationItem({ what: 'event-closed', elementId: from.id }, name));
      return closeWaits(run, holderId, (other) => other.id === wait.id);
    case 'invalid':
      return refuse('EXPRESSION_FAILED', from.id, {
        zh: `新版本的定时器“${name}”无法计算：${result.message}`,
        en: `The timer "${name}" of the new version cannot be computed: ${result.message}`,
      });
    case 'due': {
      const id = run.newId();
      run.effect({ type: 'cancel-timer', timerId: wait.id });
      run.effect({ type: 'schedule-timer', timerId: id, elementId: to.id, dueAt: result.dueAt });
      dropWait(run, holderId, wait.id);
      const cycle = result.cycle === undefined ? {} : { cycle: result.cycle };
      addWait(run, holderId, { kind: 'timer', id, ...owner, dueAt: result.dueAt, ...cycle });
      items.push(migrationItem({ ...item, what: 'timer-rescheduled', dueAfter: result.dueAt }, name));
    }
  }
}

function relabel(
  run: Run,
  wait: {
    readonly kind: RelabelWaitEffect['kind'];
    readonly id: string;
    readonly element: FlowNode;
    readonly task?: RelabelWaitEffect['task'];
  },
): void {
  const { kind, id, element, task } = wait;
  run.effect({
    type: 'relabel-wait',
    kind,
    id,
    elementId: element.id,
    requires: element.requires,
    ...(task === undefined ? {} : { task }),
  });
}

function replace(run: Run, holderId: string, wait: Wait): void {
  const node = run.draft.get(holderId);
  run.draft.put({ ...node, waits: (node.waits ?? []).map((other) => (other.id === wait.id ? wait : other)) });
}
function elementOf(run: Run, nodeId: string): FlowNode {
  return nodeOf(run.definition, run.draft.get(nodeId).elementId);
}
function oldElement(migration: Migration, nodeId: string): FlowNode {
  return nodeOf(migration.pair.source, migration.before.get(nodeId) ?? '');
}

function sameText(was: EventDefinition, is: EventDefinition): boolean {
  if (was.kind === 'message' && is.kind === 'message')
    return sameValue(was.name, is.name) && sameValue(was.correlationKey, is.correlationKey);
  if (was.kind === 'signal' && is.kind === 'signal') return sameValue(was.name, is.name);
  if (was.kind === 'conditional' && is.kind === 'conditional') return sameValue(was.condition, is.condition);
  return was.kind === is.kind;
}
function sameValue(was: ModelValue | undefined, is: ModelValue | undefined): boolean {
  return was?.kind === is?.kind && was?.text === is?.text;
}
