import type { TaskView } from '@pledge/contracts';
import { newIdempotencyKey } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { keys } from '../../api/keys.js';

/** Fetches again what an operation may have changed. */
export function useTaskRefresh(): (task: Pick<TaskView, 'caseNumber'>) => Promise<void> {
  const queries = useQueryClient();
  return async (task) => {
    await queries.invalidateQueries({ queryKey: keys.tasks });
    if (task.caseNumber !== null) await queries.invalidateQueries({ queryKey: keys.caseAll(task.caseNumber) });
  };
}

/**
 * One operation on a task. The `Idempotency-Key` stays the same until it succeeds, so that pressing again after a lost answer
 * does nothing twice; another answer of the person is another request.
 * @param done what to say when it is done
 * @param leaves the task may be somebody else's afterwards, out of sight: its own page is left
 */
export function useOperation<T>(
  task: Pick<TaskView, 'caseNumber'>,
  send: (body: T, key: string) => Promise<unknown>,
  done: string,
  onDone: () => void,
  leaves = false,
) {
  const navigate = useNavigate();
  const location = useLocation();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const refresh = useTaskRefresh();
  const [attempt] = useState(() => new Map<string, string>());
  return useMutation({
    mutationFn: (body: T) => {
      const text = JSON.stringify(body);
      const key = attempt.get(text) ?? newIdempotencyKey();
      attempt.set(text, key);
      return send(body, key);
    },
    onSuccess: async () => {
      void message.success(done);
      onDone();
      if (leaves && location.pathname.startsWith('/tasks/')) await navigate('/inbox');
      else if (!leaves) void queries.invalidateQueries({ queryKey: keys.taskParts });
      await refresh(task);
    },
  });
}
