import type { Roster } from '@pledge/contracts';
import { problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { sendRoster } from '../api/rosters.js';

/** Sends the version in force to customers, and shows who has which version and has acknowledged it. */
export function SendDialog({
  roster,
  onClose,
}: {
  readonly roster: Roster;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties });
  const has = new Set(roster.deliveries.filter((one) => one.version === roster.version).map((one) => one.partyId));
  const options = (parties.data?.items ?? [])
    .filter((one) => one.kind === 'customer' && !has.has(one.id))
    .map((one) => ({ value: one.id, label: one.name }));
  const send = useMutation({
    mutationFn: () => sendRoster(roster.id, chosen),
    onSuccess: async () => {
      setChosen([]);
      await queries.invalidateQueries({ queryKey: keys.rosters });
    },
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  return (
    <Modal
      open
      title={t('roster.sendTitle', { version: roster.version })}
      okText={t('roster.send')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: chosen.length === 0, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="calendar-form">
        <p className="soft">{t('roster.sendBody')}</p>
        <Select
          mode="multiple"
          value={[...chosen]}
          options={options}
          placeholder={t('roster.sendTo')}
          aria-label={t('roster.sendTo')}
          onChange={setChosen}
        />
        <ul className="roster-deliveries">
          {roster.deliveries.map((one) => (
            <li key={`${one.partyId}-${one.version}`}>
              {one.partyName}
              <small className="soft">
                {t('roster.version', { version: one.version })} ·{' '}
                {one.acknowledgedBy === null
                  ? t('roster.notAcknowledged')
                  : t('roster.acknowledged', { name: one.acknowledgedBy })}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
