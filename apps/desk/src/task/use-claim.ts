import { problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { claimTask } from '../api/tasks.js';

/** Claims a task; says why not when somebody was faster. */
export function useClaim() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => claimTask(id),
    onError: (error) => void message.error(problemText(error, t)),
    onSettled: async (task) => {
      await queries.invalidateQueries({ queryKey: keys.tasks });
      if (task?.caseNumber != null) await queries.invalidateQueries({ queryKey: keys.caseAll(task.caseNumber) });
    },
  });
}
