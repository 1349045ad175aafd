import type { Substitute } from '@pledge/contracts';
import { ErrorState, formatInstant, LoadingState, problemText, useNow, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { removeSubstitute } from '../api/absence.js';
import { keys } from '../api/keys.js';
import { usePeople } from '../common/use-people.js';
import { isOn, useSubstitutes } from '../common/use-stand-ins.js';
import { useTitle } from '../common/use-title.js';
import { AbsenceForm } from './absence-form.js';

/** Who stands in for me while I am away, for whom I do; administrators see and set it for everybody. */
export function AbsencePage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('absence.title'));
  const user = useUser();
  const found = useSubstitutes();
  const all = found.data?.items ?? [];
  const own = all.find((absence) => absence.username === user.username);
  const mine = all.filter((absence) => absence.user === user.username);
  return (
    <div className="absence-page">
      <header className="page-head">
        <h1>{t('absence.title')}</h1>
      </header>
      {found.isPending && <LoadingState rows={5} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <div className="absence-columns">
          <section aria-labelledby="absence-own">
            <h2 id="absence-own">{t('absence.own')}</h2>
            {own === undefined ? (
              <p className="soft">{t('absence.ownNone')}</p>
            ) : (
              <ul className="absences">
                <AbsenceLine absence={own} />
              </ul>
            )}
            <AbsenceForm key={own === undefined ? 'new' : `${own.user} ${own.to}`} username={user.username} now={own} />
          </section>
          <section aria-labelledby="absence-mine">
            <h2 id="absence-mine">{t('absence.mine')}</h2>
            {mine.length === 0 && <p className="soft">{t('absence.mineNone')}</p>}
            <ul className="absences">
              {mine.map((absence) => (
                <AbsenceLine key={absence.username} absence={absence} standIn />
              ))}
            </ul>
          </section>
          {userHasRole(user, 'admin') && <Everybody all={all} />}
        </div>
      )}
    </div>
  );
}

function Everybody({ all }: { readonly all: readonly Substitute[] }): React.JSX.Element {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  return (
    <section aria-labelledby="absence-all">
      <div className="section-head">
        <h2 id="absence-all">{t('absence.all')}</h2>
        <Button size="small" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {t('absence.add')}
        </Button>
      </div>
      {adding && <AbsenceForm username={null} now={undefined} onDone={() => setAdding(false)} />}
      {all.length === 0 && <p className="soft">{t('absence.allNone')}</p>}
      <ul className="absences">
        {all.map((absence) => (
          <AbsenceLine key={absence.username} absence={absence} whole />
        ))}
      </ul>
    </section>
  );
}

/** One absence: who, until when, and its end. `standIn`: seen by the substitute, who leads to the tasks instead. */
function AbsenceLine(props: {
  readonly absence: Substitute;
  readonly standIn?: boolean;
  readonly whole?: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const person = usePeople();
  const now = useNow();
  const { absence, standIn = false, whole = false } = props;
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  const end = useMutation({
    mutationFn: () => removeSubstitute(absence.username),
    onSuccess: async () => {
      void message.success(t('absence.ended'));
      await queries.invalidateQueries({ queryKey: keys.substitutes });
    },
    onError: (error) => void message.error(problemText(error, t)),
  });
  const names = { absent: person(absence.username), user: person(absence.user) };
  return (
    <li>
      <div>
        <p>
          <strong>{standIn ? names.absent : whole ? t('absence.line', names) : names.user}</strong>{' '}
          {isOn(absence, now) ? t('absence.on') : <span className="soft">{t('absence.later')}</span>}
        </p>
        <p className="soft num">{t('absence.period', { from: time(absence.from), to: time(absence.to) })}</p>
      </div>
      {standIn ? (
        isOn(absence, now) && (
          <Link to={`/inbox?tab=for&of=${encodeURIComponent(absence.username)}`}>{t('absence.tasks')}</Link>
        )
      ) : (
        <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
          {t('absence.end')}
        </Button>
      )}
    </li>
  );
}
