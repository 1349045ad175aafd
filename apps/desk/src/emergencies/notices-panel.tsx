import type { Emergency, EmergencyReach } from '@pledge/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { countReach, notReached } from './reach.js';
import { ReachRow } from './reach-row.js';
import type { useModels } from './use-emergency.js';

/** Every notice that the models can send, sent or not, and person by person whom it reached (S3-29, S3-30). */
export function NoticesPanel(props: {
  readonly emergency: Emergency;
  readonly models: ReturnType<typeof useModels>;
  /** May register a telephone call. */
  readonly acts: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { emergency, models } = props;
  // One kind may stand at several places of the models: the first names it.
  const kinds = [...new Map(models.notices.toReversed().map((one) => [one.kind, one])).values()].toReversed();
  const sent = new Set(emergency.contacts.map((contact) => contact.kind));
  const ordered = [...kinds.filter((one) => sent.has(one.kind)), ...kinds.filter((one) => !sent.has(one.kind))];
  const unknown = emergency.contacts
    .filter((contact) => !kinds.some((one) => one.kind === contact.kind))
    .map((contact) => contact.kind);
  return (
    <section aria-labelledby="notices-title" className="emergency-notices">
      <h2 id="notices-title">{t('emergency.notices')}</h2>
      <ul>
        {ordered.map(({ kind, elementId }) => (
          <Notice key={kind} kind={kind} name={models.nameOf(elementId)} {...props} />
        ))}
        {[...new Set(unknown)].map((kind) => (
          <Notice key={kind} kind={kind} name={kind} {...props} />
        ))}
      </ul>
    </section>
  );
}

function Notice(props: {
  readonly kind: string;
  readonly name: string;
  readonly emergency: Emergency;
  readonly acts: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const [all, setAll] = useState(false);
  const { emergency, kind } = props;
  const contacts = emergency.contacts.filter((contact) => contact.kind === kind);
  const count = countReach(contacts);
  const missed = notReached(contacts);
  const rows: readonly EmergencyReach[] = all
    ? [...missed, ...contacts.filter((contact) => !missed.includes(contact))]
    : missed;
  const text = emergency.notices[kind];
  const state = contacts.length > 0 ? 'sent' : emergency.state === 'ended' ? 'unused' : 'waiting';
  return (
    <li className="emergency-notice" data-state={state}>
      <div className="section-head">
        <h3>{props.name}</h3>
        <span className={state === 'sent' ? undefined : 'soft'}>{t(`emergency.noticeState.${state}`)}</span>
      </div>
      {text !== undefined && <p className="soft">{say(text)}</p>}
      {state === 'sent' && (
        <>
          <p className="reach-count">
            <progress
              max={count.total}
              value={count.reached + count.kept}
              aria-label={t('emergency.reachedOf', { reached: count.reached, total: count.total })}
            />
            <span className="num">
              {count.kept > 0
                ? t('emergency.keptInside', { count: count.kept })
                : t('emergency.reachedOf', { reached: count.reached, total: count.total })}
            </span>
            {count.sending > 0 && <span className="soft">{t('emergency.onTheWay', { count: count.sending })}</span>}
          </p>
          {rows.length > 0 && (
            <ul className="reach-rows">
              {rows.map((contact) => (
                <ReachRow
                  key={contact.id}
                  contact={contact}
                  number={emergency.number}
                  mode={emergency.mode}
                  acts={props.acts}
                />
              ))}
            </ul>
          )}
          {count.total > missed.length && (
            <Button type="link" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('emergency.showMissed') : t('emergency.showAll', { count: count.total })}
            </Button>
          )}
        </>
      )}
    </li>
  );
}
