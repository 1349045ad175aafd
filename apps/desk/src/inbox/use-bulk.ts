import type { TaskResults, TaskView } from '@pledge/contracts';
import { knownAnswer, newIdempotencyKey, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { claimTasks, completeTasks, readTask } from '../api/task-operations.js';
import { getTaskForm } from '../api/tasks.js';

/** What is asked before many tasks are completed. */
export interface BulkPlan {
  readonly ready: readonly { readonly task: TaskView; readonly variables: Record<string, unknown> }[];
  /** Their forms want something: each has to be opened. */
  readonly open: readonly TaskView[];
}

/** Tasks that were refused, with the reason in words. */
export interface BulkRefusals {
  readonly done: number;
  readonly refused: readonly { readonly task: TaskView; readonly why: string }[];
}

/** Looks into the forms of the tasks, to tell which can be completed at once. */
export async function planCompletion(tasks: readonly TaskView[]): Promise<BulkPlan> {
  const able = tasks.filter((task) => task.may.complete);
  const answers = await Promise.all(
    able.map(async (task) => ({ task, variables: knownAnswer(await getTaskForm(task.id)) })),
  );
  return {
    ready: answers.flatMap(({ task, variables }) => (variables === null ? [] : [{ task, variables }])),
    open: [
      ...answers.flatMap(({ task, variables }) => (variables === null ? [task] : [])),
      ...tasks.filter((task) => !task.may.complete),
    ],
  };
}

/** Deeds on many tasks; one that is refused does not stop the others. */
export function useBulk(onDone: (outcome: BulkRefusals) => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const outcome = (tasks: readonly TaskView[], { results }: TaskResults): BulkRefusals => ({
    done: results.filter((result) => result.ok).length,
    refused: results.flatMap((result) => {
      const task = tasks.find((each) => each.id === result.id);
      return result.ok || task === undefined ? [] : [{ task, why: result.problem?.detail ?? '' }];
    }),
  });
  const rest = {
    onSuccess: async (result: BulkRefusals) => {
      onDone(result);
      await queries.invalidateQueries({ queryKey: keys.tasks });
      await queries.invalidateQueries({ queryKey: ['case'] });
    },
    onError: (error: Error) => void message.error(problemText(error, t)),
  };
  const claim = useMutation({
    mutationFn: async (tasks: readonly TaskView[]) =>
      outcome(
        tasks,
        await claimTasks(
          tasks.map((task) => task.id),
          newIdempotencyKey(),
        ),
      ),
    ...rest,
  });
  const complete = useMutation({
    mutationFn: async (plan: BulkPlan) =>
      outcome(
        plan.ready.map(({ task }) => task),
        await completeTasks(
          plan.ready.map(({ task, variables }) => ({ id: task.id, variables })),
          newIdempotencyKey(),
        ),
      ),
    ...rest,
  });
  const read = useMutation({
    mutationFn: async (tasks: readonly TaskView[]) => {
      await Promise.all(tasks.map((task) => readTask(task.id)));
      return { done: tasks.length, refused: [] };
    },
    ...rest,
  });
  return { claim, complete, read };
}
