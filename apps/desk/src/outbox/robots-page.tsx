import type { ChannelSetting } from '@pledge/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../api/keys.js';
import { listRobots, removeRobot } from '../api/robots.js';
import { usePeople } from '../common/use-people.js';
import { RegisterActions, RegisterTable } from '../common/register.js';
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
      <RegisterTable
        list={robots}
        heads={[t('robots.name'), t('outbox.channel'), t('robots.target'), t('robots.url'), t('outbox.state')]}
        empty={{ title: t('robots.none'), body: t('robots.noneBody') }}
        row={(robot) => <RobotRow key={robot.id} robot={robot} onChange={() => setForm(robot)} />}
      />
      {form !== null && <RobotForm robot={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </div>
  );
}

function RobotRow(props: { readonly robot: ChannelSetting; readonly onChange: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const person = usePeople();
  const { robot, onChange } = props;
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
        <RegisterActions
          onEdit={onChange}
          remove={{
            title: t('robots.removeTitle', { name: robot.name }),
            body: t('robots.removeBody'),
            run: () => removeRobot(robot.id),
          }}
          queryKey={keys.robots}
        />
      </td>
    </tr>
  );
}
