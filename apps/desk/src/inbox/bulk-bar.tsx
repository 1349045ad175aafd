import type { TaskView } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planCompletion, useBulk, type BulkPlan, type BulkRefusals } from './use-bulk.js';

/** Most that go into one request. */
const most = 100;

/** What may be done to the chosen rows at once. */
export function BulkBar(props: {
  readonly tasks: readonly TaskView[];
  readonly nameOf: (task: TaskView) => string;
  readonly onClear: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { tasks, nameOf, onClear } = props;
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const [outcome, setOutcome] = useState<BulkRefusals | null>(null);
  const bulk = useBulk((result) => {
    setPlan(null);
    if (result.refused.length === 0) void message.success(t('bulk.done', { count: result.done }));
    else setOutcome(result);
    onClear();
  });
  const look = useMutation({
    mutationFn: planCompletion,
    onSuccess: setPlan,
    onError: (error) => void message.error(problemText(error, t)),
  });
  const claimable = tasks.filter((task) => task.may.claim && task.assignee === null);
  const workable = tasks.filter((task) => task.may.complete);
  const unread = tasks.filter((task) => !task.read);
  const tooMany = tasks.length > most;
  return (
    <>
      {tasks.length > 0 && (
        <div className="bulk-bar" role="toolbar" aria-label={t('bulk.chosen', { count: tasks.length })}>
          <strong>{t('bulk.chosen', { count: tasks.length })}</strong>
          {claimable.length > 0 && (
            <Button
              size="small"
              disabled={tooMany}
              loading={bulk.claim.isPending}
              onClick={() => bulk.claim.mutate(claimable)}
            >
              {t('bulk.claim', { count: claimable.length })}
            </Button>
          )}
          {workable.length > 0 && (
            <Button size="small" disabled={tooMany} loading={look.isPending} onClick={() => look.mutate(tasks)}>
              {t('bulk.complete', { count: workable.length })}
            </Button>
          )}
          {unread.length > 0 && (
            <Button
              size="small"
              disabled={tooMany}
              loading={bulk.read.isPending}
              onClick={() => bulk.read.mutate(unread)}
            >
              {t('bulk.read')}
            </Button>
          )}
          {tooMany && <span className="soft">{t('bulk.tooMany', { most })}</span>}
          <Button size="small" type="text" onClick={onClear}>
            {t('bulk.clear')}
          </Button>
        </div>
      )}
      {plan !== null && (
        <Modal
          open
          title={t('bulk.completeTitle')}
          onCancel={() => setPlan(null)}
          cancelText={t('common.cancel')}
          okText={t('bulk.completeDeed', { count: plan.ready.length })}
          okButtonProps={{ disabled: plan.ready.length === 0, loading: bulk.complete.isPending }}
          onOk={() => bulk.complete.mutate(plan)}
        >
          <p>{t('bulk.ready', { count: plan.ready.length })}</p>
          <TaskNames tasks={plan.ready.map(({ task }) => task)} nameOf={nameOf} />
          {plan.open.length > 0 && (
            <>
              <p>{t('bulk.open', { count: plan.open.length })}</p>
              <TaskNames tasks={plan.open} nameOf={nameOf} />
            </>
          )}
        </Modal>
      )}
      {outcome !== null && (
        <Modal
          open
          title={t('bulk.refusedTitle', { done: outcome.done, refused: outcome.refused.length })}
          footer={null}
          onCancel={() => setOutcome(null)}
        >
          <ul className="bulk-names">
            {outcome.refused.map(({ task, why }) => (
              <li key={task.id}>
                <span className="num">{task.caseNumber}</span> {nameOf(task)}: {why}
              </li>
            ))}
          </ul>
        </Modal>
      )}
    </>
  );
}

function TaskNames(props: {
  readonly tasks: readonly TaskView[];
  readonly nameOf: (task: TaskView) => string;
}): React.JSX.Element {
  return (
    <ul className="bulk-names">
      {props.tasks.map((task) => (
        <li key={task.id}>
          <span className="num">{task.caseNumber}</span> {props.nameOf(task)}
        </li>
      ))}
    </ul>
  );
}
