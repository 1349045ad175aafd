import type { CaseClockList, CasePause } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow, userHasRole, useUser } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { usePeople } from '../common/use-people.js';
import { PauseDialog, type PauseDeed } from './pause-dialog.js';

const RECORDERS = ['dispatcher', 'engineer', 'pm', 'manager'] as const;
const JUDGES = ['manager', 'director', 'deputy', 'gm'] as const;

/** Pauses of the clocks with their evidence; staff begin and end them, the customer may object, a manager decides (C20). */
export function Pauses({
  number,
  clocks,
  ended,
}: {
  readonly number: string;
  readonly clocks: CaseClockList;
  readonly ended: boolean;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const user = useUser();
  const [deed, setDeed] = useState<PauseDeed | null>(null);
  const customer = user.side === 'customer';
  const records = !ended && !customer && userHasRole(user, ...RECORDERS);
  const may = records && clocks.pauseReasons.length > 0;
  if (clocks.pauses.length === 0 && !may) return null;
  return (
    <section className="pauses" aria-labelledby="pauses-title">
      <h3 id="pauses-title">{t('pause.title')}</h3>
      {clocks.pauses.length === 0 && <p className="soft">{t('pause.none')}</p>}
      <ul>
        {clocks.pauses.map((pause) => (
          <li key={pause.id} data-void={pause.decision?.decision === 'void'}>
            <PauseLine pause={pause} />
            {!ended && (
              <div className="clause-answer">
                {pause.to === null && records && clocks.pauseReasons.some((one) => one.code === pause.reason) && (
                  <Button size="small" onClick={() => setDeed({ kind: 'end', pause })}>
                    {t('pause.end')}
                  </Button>
                )}
                {pause.dispute === null && (customer || records) && (
                  <Button size="small" onClick={() => setDeed({ kind: 'dispute', pause })}>
                    {t('pause.dispute')}
                  </Button>
                )}
                {pause.dispute !== null &&
                  pause.decision === null &&
                  !customer &&
                  userHasRole(user, ...JUDGES) &&
                  pause.startedBy !== user.username && (
                    <Button size="small" onClick={() => setDeed({ kind: 'decide', pause })}>
                      {t('pause.decide')}
                    </Button>
                  )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <Button size="small" onClick={() => setDeed({ kind: 'begin' })}>
          {t('pause.begin')}
        </Button>
      )}
      {deed !== null && (
        <PauseDialog number={number} deed={deed} reasons={clocks.pauseReasons} onClose={() => setDeed(null)} />
      )}
    </section>
  );
}

function PauseLine({ pause }: { readonly pause: CasePause }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const staffName = usePeople();
  const user = useUser();
  const now = useNow();
  // A customer knows the own people; who of the provider did it stands in the provider's record.
  const person = (name: string): string =>
    user.side !== 'customer' ? staffName(name) : name === user.username ? user.displayName : t('pause.someone');
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now);
  return (
    <>
      <p>
        <strong>{say(pause.label)}</strong>{' '}
        <span className="num soft">
          {time(pause.from)} – {pause.to === null ? t('pause.lasts') : time(pause.to)} · {person(pause.startedBy)}
        </span>
      </p>
      {pause.evidence.note !== null && <p className="soft">{t('pause.evidence', { note: pause.evidence.note })}</p>}
      {pause.evidence.fileIds.map((id, index) => (
        <a key={id} href={apiUrl(`/files/${id}/content`)} target="_blank" rel="noreferrer">
          {t('case.file', { number: index + 1 })}{' '}
        </a>
      ))}
      {pause.dispute !== null && (
        <p>
          {t('pause.disputed', {
            who: person(pause.dispute.by),
            time: time(pause.dispute.at),
            note: pause.dispute.note,
          })}
        </p>
      )}
      {pause.decision !== null && (
        <p>
          {t(pause.decision.decision === 'void' ? 'pause.void' : 'pause.stands', {
            who: person(pause.decision.by),
            note: pause.decision.note,
          })}
        </p>
      )}
    </>
  );
}
