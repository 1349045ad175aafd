import type { TaskView } from '@pledge/contracts';
import { problemText, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { followTask, taskActivity } from '../../api/task-operations.js';
import { getTask } from '../../api/tasks.js';
import { operationsOf, type Operation } from './operation.js';
import { useTaskRefresh } from './use-operation.js';

const OperationDialog = lazy(async () => ({ default: (await import('./operation-dialog.js')).OperationDialog }));

/** Everything that may be done to a task beside its main action, behind one button. */
export function TaskMenu({ task }: { readonly task: TaskView }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const user = useUser();
  const queries = useQueryClient();
  const refresh = useTaskRefresh();
  const [open, setOpen] = useState(false);
  const [operation, setOperation] = useState<Operation | null>(null);
  // Lists do not say whether it may be withdrawn: that is asked of the whole history.
  const whole = useQuery({ queryKey: keys.task(task.id), queryFn: () => getTask(task.id), enabled: open });
  const activity = useQuery({
    queryKey: keys.taskActivity(task.id),
    queryFn: () => taskActivity(task.id),
    enabled: open,
  });
  const following = activity.data?.followers.includes(user.username) ?? false;
  const follow = useMutation({
    mutationFn: (on: boolean) => followTask(task.id, on),
    onSuccess: async (_task, on) => {
      void message.success(t(on ? 'operations.follow.done' : 'operations.unfollow.done'));
      await queries.invalidateQueries({ queryKey: keys.taskActivity(task.id) });
      await refresh(task);
    },
    onError: (error) => void message.error(problemText(error, t)),
  });
  const may = { ...task.may, withdraw: whole.data?.may.withdraw ?? task.may.withdraw };
  const item = (key: string, group: string) => ({
    key,
    label: (
      <span className="menu-operation">
        {t(`operations.${group}.name`)} <span className="soft">{t(`operations.${group}.short`)}</span>
      </span>
    ),
  });
  const mark = following ? 'unfollow' : 'follow';
  const items: MenuProps['items'] = [
    ...operationsOf({ may }).flatMap((group, index) => [
      ...(index === 0 ? [] : [{ type: 'divider' as const, key: `gap-${index}` }]),
      ...group.map((each) => item(each, each)),
    ]),
    { type: 'divider', key: 'gap-follow' },
    item('follow', mark),
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        onOpenChange={setOpen}
        menu={{
          items,
          onClick: ({ key }) => {
            if (key === 'follow') follow.mutate(!following);
            else setOperation(key as Operation);
          },
        }}
      >
        <Button className="task-menu">{t('operations.more')}</Button>
      </Dropdown>
      {operation !== null && (
        <Suspense fallback={null}>
          <OperationDialog operation={operation} task={{ ...task, may }} onClose={() => setOperation(null)} />
        </Suspense>
      )}
    </>
  );
}
