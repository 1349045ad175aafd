import type { EmergencyReach } from '@pledge/contracts';
import { formatTime, problemText } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { useSendOnce } from '../offline/use-send-once.js';
import { useUnsent } from '../offline/unsent-bar.js';
import type { RunMode } from './mode.js';
import { isMissed } from './reach.js';

/** One person of one notice: each channel in turn with what it said, and a way to register a telephone call. */
export function ReachRow(props: {
  readonly contact: EmergencyReach;
  readonly number: string;
  /** In a drill nobody is dialled: the number is no link (F-09). */
  readonly mode: RunMode;
  readonly acts: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const say = useBilingual();
  const person = usePeople();
  const queries = useQueryClient();
  const send = useSendOnce();
  const { contact, number } = props;
  // One call, one key: who presses twice, or without a connection, is counted once.
  const key = `reached-${contact.id}`;
  const unsent = useUnsent().some((item) => item.key === key && item.refused === undefined);
  const called = useMutation({
    mutationFn: () =>
      send({
        key,
        path: `/emergencies/${number}/contacts/${contact.id}/reached`,
        body: {},
        about: { link: `/emergencies/${number}`, name: contact.name, deed: 'reached' },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.emergencies }),
    onError: (error) => void message.error(problemText(error, t)),
  });
  const missed = isMissed(contact);
  const state = unsent
    ? t('emergency.callUnsent')
    : contact.by !== null
      ? t('emergency.calledBy', { name: person(contact.by) })
      : contact.state === 'call' && props.mode === 'drill'
        ? t('emergency.callInDrill')
        : t(`emergency.reach.${contact.state}`);
  return (
    <li className="reach-row" data-missed={missed}>
      <div>
        <p>
          <strong>{contact.name}</strong> <span className="soft">{say(contact.duty)}</span>{' '}
          {contact.mobile !== null &&
            (props.mode === 'drill' ? (
              <span className="num soft">{contact.mobile}</span>
            ) : (
              <a className="num" href={`tel:${contact.mobile}`}>
                {contact.mobile}
              </a>
            ))}
        </p>
        <ol className="reach-path">
          {contact.tried.map((one) => (
            <li key={one.channel} title={one.error}>
              {t(`emergency.channel.${one.channel}`)} <span aria-hidden="true">✕</span>
              <span className="visually-hidden">{t('emergency.reach.failed')}</span>
            </li>
          ))}
          <li data-now="true">
            {contact.by === null && t(`emergency.channel.${contact.channel}`)} {state}{' '}
            <span className="num soft">{formatTime(contact.at, i18n.language)}</span>
          </li>
        </ol>
      </div>
      {missed && props.acts && (
        <Button size="small" disabled={unsent} loading={called.isPending} onClick={() => called.mutate()}>
          {t('emergency.called')}
        </Button>
      )}
    </li>
  );
}
