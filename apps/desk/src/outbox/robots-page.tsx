import type { ChannelSetting } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { listRobots, removeRobot } from '../api/robots.js';
import { usePeople } from '../common/use-people.js';
import { useTitle } from '../common/use-title.js';
import { RobotForm } from './robot-form.js';

/** Who is told through which chat robot, beside mail. */
export function RobotsPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('robots.title'));
  const [form, setForm] = useState<ChannelSetting | 'new' | null>(null);
  const robots = useQuery({ queryKey: keys.robots, queryFn: listRobots });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('robots.title')}</h1>
        <Link to="/outbox">{t('nav.outbox')}</Link>
        <span className="frame-spacer" />
        <Button type="primary" onClick={() => setForm('new')}>
          {t('robots.add')}
        </Button>
      </header>
      <p className="soft page-note">{t('robots.intro')}</p>
      {robots.isPending && <LoadingState rows={4} />}
      {robots.isError && <ErrorState error={robots.error} onRetry={() => void robots.refetch()} />}
      {robots.data?.items.length === 0 && <EmptyState title={t('robots.none')} body={t('robots.noneBody')} />}
      {(robots.data?.items.length ?? 0) > 0 && (
        <table className="work-table">
          <thead>
            <tr>
              <th>{t('robots.name')}</th>
              <th>{t('outbox.channel')}</th>
              <th>{t('robots.target')}</th>
              <th>{t('robots.url')}</th>
              <th>{t('outbox.state')}</th>
              <th>
                <span className="visually-hidden">{t('users.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {robots.data?.items.map((robot) => (
              <RobotRow key={robot.id} robot={robot} onChange={() => setForm(robot)} />
            ))}
          </tbody>
        </table>
      )}
      {form !== null && <RobotForm robot={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </div>
  );
}

function RobotRow(props: { readonly robot: ChannelSetting; readonly onChange: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const person = usePeople();
  const { robot, onChange } = props;
  const remove = useMutation({
    mutationFn: () => removeRobot(robot.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.robots }),
    onError: (error) => void message.error(problemText(error, t)),
  });
  return (
    <tr data-off={!robot.enabled}>
      <td className="cell-title">{robot.name}</td>
      <td data-label={t('outbox.channel')}>{t(`notifyChannels.${robot.channel}`)}</td>
      <td data-label={t('robots.target')}>
        {robot.targetKind === 'role' ? t(`roles.${robot.target}`, robot.target) : person(robot.target)}
      </td>
      <td className="soft" data-label={t('robots.url')}>
        {robot.urlMasked}
      </td>
      <td data-label={t('outbox.state')}>{t(robot.enabled ? 'robots.on' : 'robots.off')}</td>
      <td className="row-actions">
        <Button size="small" type="link" onClick={onChange}>
          {t('robots.change')}
        </Button>
        <Button
          size="small"
          type="link"
          loading={remove.isPending}
          onClick={() =>
            modal.confirm({
              title: t('robots.removeTitle', { name: robot.name }),
              content: t('robots.removeBody'),
              okText: t('common.remove'),
              cancelText: t('common.cancel'),
              onOk: () => remove.mutateAsync(),
            })
          }
        >
          {t('common.remove')}
        </Button>
      </td>
    </tr>
  );
}
