import type { ContractDetail } from '@pledge/contracts';
import { formatInstant, problemText, useNow, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { getOnboarding, startOnboarding } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { listTasks } from '../api/tasks.js';
import { DayInput } from '../common/day-input.js';
import { Field, FormError } from '../common/field.js';
import { useTaskName } from '../common/use-task-name.js';
import { TaskPanel } from '../task/task-panel.js';

/** Handover of the project to the support centre (F-23): begins with the acceptance report, and its tasks are done here. */
export function OnboardingPanel({ detail }: { readonly detail: ContractDetail }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const user = useUser();
  const now = useNow();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState<string | null>(search.get('task'));
  const state = useQuery({
    queryKey: [...keys.contract(detail.number), 'onboarding'],
    queryFn: () => getOnboarding(detail.number),
  });
  const tasks = useQuery({
    queryKey: keys.taskList({ caseNumber: detail.number }),
    queryFn: () => listTasks({ caseNumber: detail.number, state: 'open', limit: 50 }),
    enabled: state.data !== undefined && state.data.state !== 'none',
  });
  const items = tasks.data?.items ?? [];
  const nameOf = useTaskName(items);
  if (state.data === undefined) return null;
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: keys.contract(detail.number) });
  };
  const open = items.find((task) => task.id === chosen) ?? items.find((task) => task.may.complete) ?? items[0];
  const since = formatInstant(state.data.endedAt ?? state.data.startedAt, i18n.language, now);
  return (
    <section className="onboarding" aria-labelledby="onboarding-title">
      <h2 id="onboarding-title">{t('onboarding.title')}</h2>
      {state.data.state === 'none' ? (
        userHasRole(user, 'pm', 'manager') ? (
          <StartForm detail={detail} onStarted={() => void refresh()} />
        ) : (
          <p className="soft">{t('onboarding.none')}</p>
        )
      ) : (
        <p className="soft">{t(`onboarding.${state.data.state}`, { time: since })}</p>
      )}
      {items.length > 1 && (
        <ul className="task-switch">
          {items.map((task) => (
            <li key={task.id}>
              <Button type={task.id === open?.id ? 'default' : 'text'} size="small" onClick={() => setChosen(task.id)}>
                {nameOf(task)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open !== undefined && <TaskPanel key={open.id} task={open} />}
      {state.data.state === 'active' && tasks.isSuccess && items.length === 0 && (
        <p className="soft">{t('onboarding.withOthers')}</p>
      )}
    </section>
  );
}

function StartForm(props: { readonly detail: ContractDetail; readonly onStarted: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const [day, setDay] = useState(props.detail.acceptedOn ?? '');
  const start = useMutation({
    mutationFn: () => startOnboarding(props.detail.number, day),
    onSuccess: props.onStarted,
  });
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (day !== '') start.mutate();
      }}
    >
      <Field label={t('onboarding.acceptedOn')} required hint={t('onboarding.body')}>
        {(control) => <DayInput control={control} value={day} onChange={setDay} />}
      </Field>
      <FormError>{start.error === null ? '' : problemText(start.error, t)}</FormError>
      <Button type="primary" htmlType="submit" disabled={day === ''} loading={start.isPending}>
        {t('onboarding.start')}
      </Button>
    </form>
  );
}
