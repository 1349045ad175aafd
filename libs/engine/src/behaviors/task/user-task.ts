import type { Variables } from '../../execution/command.js';
import { ElementFailed } from '../../execution/element-failed.js';
import type { CreateUserTaskEffect } from '../../execution/effect.js';
import type { Run } from '../../execution/run.js';
import { timerDue } from '../../execution/timer-due.js';
import { describe, evaluate, visibleVariables } from '../../execution/variables.js';
import { addWait } from '../../execution/waits.js';
import { calendarOf } from '../../execution/working-time.js';
import type { FlowNode, ModelValue } from '../../model/process-definition.js';
import type { ElementBehavior } from '../behavior.js';

/** Whoever has no other assignment goes to this role (contracts, Models). */
const DEFAULT_GROUP = 'operator';

/** Waits for a person. */
export const userTask: ElementBehavior = {
  enter(run, node, element) {
    const variables = visibleVariables(run, node);
    const task = element.userTask ?? {};
    const named = optionalText(run, task.assignee, variables, element);
    const assignee = named ?? run.chosen.get(node.id);
    const candidateUsers = names(run, task.candidateUsers, variables, element);
    const groups = names(run, task.candidateGroups, variables, element);
    const candidateGroups =
      groups.length === 0 && candidateUsers.length === 0 && named === undefined ? [DEFAULT_GROUP] : groups;
    const effect: CreateUserTaskEffect = {
      type: 'create-user-task',
      taskId: run.newId(),
      elementId: element.id,
      elementInstanceId: node.id,
      name: element.name ?? element.id,
      candidateGroups,
      candidateUsers,
      requires: element.requires,
      ...(assignee === undefined ? {} : { assignee }),
      ...(task.formId === undefined ? {} : { formId: task.formId }),
      ...instant('dueAt', run, task.dueDate, variables, element),
      ...instant('followUpAt', run, task.followUpDate, variables, element),
      ...priorityOf(run, task.priority, variables, element),
    };
    run.effect(effect);
    addWait(run, node.id, { kind: 'task', id: effect.taskId, ...(assignee === undefined ? {} : { assignee }) });
  },
};

function optionalText(
  run: Run,
  value: ModelValue | undefined,
  variables: Variables,
  element: FlowNode,
): string | undefined {
  if (value === undefined) return undefined;
  const result = evaluate(run, value, variables, element.id);
  if (result === null || result === undefined || result === '') return undefined;
  if (typeof result !== 'string')
    throw new ElementFailed(
      'EXPRESSION_FAILED',
      element.id,
      `${value.text}: a name was expected, not ${describe(result)}`,
    );
  return result;
}

/** A list of names, or names separated by commas. */
function names(run: Run, value: ModelValue | undefined, variables: Variables, element: FlowNode): string[] {
  if (value === undefined) return [];
  const result = evaluate(run, value, variables, element.id);
  if (result === null || result === undefined) return [];
  const list: unknown[] = Array.isArray(result) ? result : typeof result === 'string' ? result.split(',') : [result];
  return [
    ...new Set(
      list
        .filter((name) => name !== null)
        .map((name) => {
          if (typeof name !== 'string')
            throw new ElementFailed(
              'EXPRESSION_FAILED',
              element.id,
              `${value.text}: names were expected, not ${describe(name)}`,
            );
          return name.trim();
        })
        .filter((name) => name !== ''),
    ),
  ];
}

/** A date, or a duration from now. */
function instant(
  key: 'dueAt' | 'followUpAt',
  run: Run,
  value: ModelValue | undefined,
  variables: Variables,
  element: FlowNode,
): { dueAt?: number; followUpAt?: number } {
  const text = optionalText(run, value, variables, element);
  if (text === undefined) return {};
  const { now, zone } = run.env;
  const calendar = calendarOf(run, element, variables);
  const due = timerDue(text.startsWith('P') ? 'duration' : 'date', text, now, zone, calendar);
  if (!due.ok) throw new ElementFailed('EXPRESSION_FAILED', element.id, due.message);
  return { [key]: due.dueAt };
}

function priorityOf(
  run: Run,
  value: ModelValue | undefined,
  variables: Variables,
  element: FlowNode,
): { priority?: number } {
  if (value === undefined) return {};
  const priority = Number(evaluate(run, value, variables, element.id));
  if (!Number.isFinite(priority))
    throw new ElementFailed('EXPRESSION_FAILED', element.id, `${value.text}: the priority is not a number.`);
  return { priority };
}
