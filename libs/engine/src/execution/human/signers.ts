import { nodeOf } from '../../model/process-definition.js';
import type { Variables } from '../command.js';
import { findWait, finishWork, gone, reject, type Found, type Rejection } from '../command-tools.js';
import type { Run } from '../run.js';
import { addWait, dropWait } from '../waits.js';
import type { AddSignerCommand, RemoveSignerCommand } from './commands.js';
import { verdictOf, type Signer, type SignerGroup, type SignerPosition, type Signing } from './signing.js';
import { disposes, notAssignee, notify, recordTask, type TaskWait } from './task-tools.js';

/**
 * 加签. Signers get tasks of their own at the same element instance: `before` the holder, who waits for them; `parallel`
 * to the holder; `after` the holder has completed. The token leaves when the holder and every group of signers are done.
 * In a multi-instance the signers belong to the repetition, so that its counters and its order stay as they were.
 */
export function addSigner(run: Run, command: AddSignerCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  const { wait, node } = found;
  if (!disposes(wait, command.actor)) return notAssignee(wait);
  // A signer who wants others to sign too adds them beside himself: the group around the holder stays in order.
  const position: SignerPosition = wait.duty ?? command.position;
  const group = groupOf(node.signing, position);
  const present = command.users.find((user) => isSigner(run, node.id, user));
  if (present !== undefined) return reject('SIGNER_PRESENT', present);
  const added = command.users.map((user): Signer => {
    const weight = command.weights?.[user];
    return { user, ...(weight === undefined ? {} : { weight }) };
  });
  const rule = command.rule ?? group.rule;
  setGroup(run, node.id, position, {
    ...(rule === undefined ? {} : { rule }),
    signers: [...group.signers, ...added],
  });
  recordTask(run, 'signer-added', found, {
    users: command.users,
    position,
    ...(command.rule === undefined ? {} : { rule: command.rule }),
  });
  // Signers after the holder get their tasks when the holder is done.
  if (position === 'after' && wait.duty === undefined) return null;
  openTasks(run, node.id, position);
  if (position === 'before') hold(run, node.id, true);
  return null;
}

/** Takes a signer away again; what the others have signed stays. The holder cannot be removed. */
export function removeSigner(run: Run, command: RemoveSignerCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!disposes(found.wait, command.actor)) return notAssignee(found.wait);
  for (const position of POSITIONS) {
    const group = groupOf(found.node.signing, position);
    const signer = group.signers.find((one) => one.signed === undefined && isOf(run, found.node.id, one, command.user));
    if (signer === undefined) continue;
    setGroup(run, found.node.id, position, { ...group, signers: group.signers.filter((one) => one !== signer) });
    recordTask(run, 'signer-removed', found, { user: command.user, position });
    const task = tasksOf(run, found.node.id).find((one) => one.id === signer.taskId);
    if (task !== undefined) cancel(run, found.node.id, task);
    goOn(run, found.node.id, position);
    return null;
  }
  return reject('SIGNER_UNKNOWN', command.user);
}

/**
 * A task of a node with signers was completed: by a signer or by the holder. @returns the rejection, or null; the token
 * leaves when nobody is left.
 */
export function sign(run: Run, found: Found<'task'>, answer: Variables): Rejection | null {
  const { node, wait } = found;
  const { duty } = wait;
  if (duty === undefined && isHeld(run, node.id)) return reject('SIGNERS_PENDING', wait.id);
  run.draft.put({ ...node, result: { ...node.result, ...answer } });
  dropWait(run, node.id, wait.id);
  run.effect({ type: 'complete-user-task', taskId: wait.id, completedBy: run.actor.userId });
  recordTask(run, 'task-signed', found, { position: duty ?? 'holder', assignee: wait.assignee ?? null });
  if (duty !== undefined) vote(run, node.id, duty, wait.id, answer);
  goOn(run, node.id, duty ?? null);
  return null;
}

/** Whether the task has to wait for signers before it. */
export function isHeld(run: Run, nodeId: string): boolean {
  return run.draft.get(nodeId).waits?.some((wait) => wait.kind === 'task' && wait.duty === 'before') === true;
}

const POSITIONS: readonly SignerPosition[] = ['before', 'parallel', 'after'];

function vote(run: Run, nodeId: string, position: SignerPosition, taskId: string, answer: Variables): void {
  const group = groupOf(run.draft.get(nodeId).signing, position);
  const { rule } = group;
  const approves = rule?.kind === 'vote' ? answer[rule.variable] === true : true;
  const signers = group.signers.map((one) => (one.taskId === taskId ? { ...one, signed: approves } : one));
  setGroup(run, nodeId, position, { ...group, signers });
}

/** Ends a group that is decided, releases who waited for it, and lets the token leave when nobody is left. */
function goOn(run: Run, nodeId: string, position: SignerPosition | null): void {
  if (position !== null) endGroup(run, nodeId, position);
  if (position === 'before' && !isHeld(run, nodeId)) release(run, nodeId);
  const open = tasksOf(run, nodeId);
  if (open.length > 0) return;
  if (openAfter(run, nodeId)) return;
  const { signing: _signing, ...node } = run.draft.get(nodeId);
  run.draft.put(node);
  finishWork(run, nodeId, node.result ?? {});
}

function endGroup(run: Run, nodeId: string, position: SignerPosition): void {
  const group = groupOf(run.draft.get(nodeId).signing, position);
  const verdict = verdictOf(group);
  if (verdict === 'open') return;
  if (group.rule?.kind === 'vote' && group.signers.length > 0) {
    const node = run.draft.get(nodeId);
    const outcome = group.rule.outcome ?? group.rule.variable;
    run.draft.put({ ...node, result: { ...node.result, [outcome]: verdict === 'yes' } });
  }
  for (const task of tasksOf(run, nodeId)) if (task.duty === position) cancel(run, nodeId, task);
}

function release(run: Run, nodeId: string): void {
  hold(run, nodeId, false);
  const { elementId } = run.draft.get(nodeId);
  for (const task of tasksOf(run, nodeId))
    if (task.duty === undefined && task.assignee !== undefined)
      notify(run, 'signers-done', { taskId: task.id, elementId }, [task.assignee]);
}

/** The holder is done: whoever signs after gets a task now. */
function openAfter(run: Run, nodeId: string): boolean {
  const group = groupOf(run.draft.get(nodeId).signing, 'after');
  if (!group.signers.some((one) => one.taskId === undefined)) return false;
  openTasks(run, nodeId, 'after');
  return true;
}

/** Gives every signer of the group that has none a task like the holder's: same name, form and guards. */
function openTasks(run: Run, nodeId: string, duty: SignerPosition): void {
  const { elementId, signing } = run.draft.get(nodeId);
  const element = nodeOf(run.definition, elementId);
  const group = groupOf(signing, duty);
  const signers = group.signers.map((signer) => {
    if (signer.taskId !== undefined) return signer;
    const taskId = run.newId();
    run.effect({
      type: 'create-user-task',
      taskId,
      elementId,
      elementInstanceId: nodeId,
      name: element.name ?? elementId,
      assignee: signer.user,
      candidateGroups: [],
      candidateUsers: [],
      requires: element.requires,
      duty,
      ...(element.userTask?.formId === undefined ? {} : { formId: element.userTask.formId }),
    });
    addWait(run, nodeId, { kind: 'task', id: taskId, assignee: signer.user, duty });
    return { ...signer, taskId };
  });
  setGroup(run, nodeId, duty, { ...group, signers });
}

function cancel(run: Run, nodeId: string, task: TaskWait): void {
  dropWait(run, nodeId, task.id);
  run.effect({ type: 'cancel-user-task', taskId: task.id });
}

function hold(run: Run, nodeId: string, held: boolean): void {
  for (const task of tasksOf(run, nodeId))
    if (task.duty === undefined) run.effect({ type: 'change-user-task', taskId: task.id, held });
}

function tasksOf(run: Run, nodeId: string): TaskWait[] {
  return (run.draft.get(nodeId).waits ?? []).filter((wait): wait is TaskWait => wait.kind === 'task');
}

/** The signer is the person, or the person has the signer's task now. */
function isOf(run: Run, nodeId: string, signer: Signer, user: string): boolean {
  return (
    signer.user === user || tasksOf(run, nodeId).some((task) => task.id === signer.taskId && task.assignee === user)
  );
}

/** Holds, signs, or is going to sign. */
function isSigner(run: Run, nodeId: string, user: string): boolean {
  const { signing } = run.draft.get(nodeId);
  if (tasksOf(run, nodeId).some((task) => task.assignee === user)) return true;
  return groupOf(signing, 'after').signers.some((one) => one.user === user && one.taskId === undefined);
}

function groupOf(signing: Signing | undefined, position: SignerPosition): SignerGroup {
  return signing?.[position] ?? { signers: [] };
}

function setGroup(run: Run, nodeId: string, position: SignerPosition, group: SignerGroup): void {
  const node = run.draft.get(nodeId);
  run.draft.put({ ...node, signing: { ...node.signing, [position]: group } });
}
