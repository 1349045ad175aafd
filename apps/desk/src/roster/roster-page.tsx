import type { DutyShift } from '@pledge/contracts';
import { EmptyState, ErrorState, LoadingState, problemText, serverNow, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { approveRoster, draftRoster, getOnDuty, getRoster, listDutyUnits, listRosters } from '../api/rosters.js';
import { useBilingual } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
import { MonthRoster } from './month-roster.js';
import { monthBounds } from './month-shifts.js';
import { OnDutyCard } from './on-duty-card.js';
import { RosterTabs } from './roster-tabs.js';
import { RosterSteps } from './roster-steps.js';
import { RosterScores } from './roster-scores.js';
import { SendDialog } from './send-dialog.js';
import { ShiftDialog } from './shift-dialog.js';
import { Swaps } from './swaps.js';

const DEFAULT_UNIT = 'default';

/** The roster of a month: who is on duty now, the draft with its reasons, approval, swaps. */
export function RosterPage(): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  useTitle(t('nav.roster'));
  const user = useUser();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const now = serverNow();
  const [unit, setUnit] = useState(DEFAULT_UNIT);
  const [month, setMonth] = useState(() => new Date(now).getFullYear() * 12 + new Date(now).getMonth());
  const [sending, setSending] = useState(false);
  const [chosen, setChosen] = useState<DutyShift | null>(null);
  const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1];
  const { from, to } = monthBounds(year, inYear);
  const manager = userHasRole(user, 'manager');
  const units = useQuery({ queryKey: keys.dutyUnits, queryFn: listDutyUnits });
  const duty = useQuery({ queryKey: keys.onDuty(unit), queryFn: () => getOnDuty(unit), refetchInterval: 60_000 });
  const rosters = useQuery({
    queryKey: keys.rosterMonth(unit, from),
    queryFn: async () => {
      const { items } = await listRosters(unit, from, to);
      return Promise.all(items.map((one) => getRoster(one.id)));
    },
  });
  const change = useMutation({
    mutationFn: (step: () => Promise<unknown>) => step(),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.rosters }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const found = rosters.data ?? [];
  const roster = found.find((one) => one.from <= from && one.to >= from) ?? found[0];
  const draft = (): void => change.mutate(() => draftRoster({ unit, from, to }));
  const approve = (): void => {
    if (!roster) return;
    if (roster.scores.gaps === 0) return change.mutate(() => approveRoster(roster.id, false));
    void modal.confirm({
      title: t('roster.approveGaps', { count: roster.scores.gaps }),
      okText: t('roster.approve'),
      cancelText: t('common.cancel'),
      onOk: () => change.mutate(() => approveRoster(roster.id, true)),
    });
  };
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(year, inYear - 1, 1),
  );
  return (
    <div className="page roster-page">
      <RosterTabs />
      <header className="page-head">
        <h1>{t('nav.roster')}</h1>
        {(units.data?.items.length ?? 0) > 1 && (
          <Select
            value={unit}
            aria-label={t('roster.unit')}
            options={(units.data?.items ?? []).map((one) => ({ value: one.id, label: say(one.name) }))}
            onChange={setUnit}
          />
        )}
        <span className="year-switch">
          <Button aria-label={t('roster.previous')} onClick={() => setMonth(month - 1)}>
            ‹
          </Button>
          <strong className="num">{title}</strong>
          <Button aria-label={t('roster.next')} onClick={() => setMonth(month + 1)}>
            ›
          </Button>
        </span>
        {roster && (
          <span className="roster-state" data-state={roster.state}>
            {t(`roster.states.${roster.state}`)}
            {roster.state === 'approved' && ` · ${t('roster.version', { version: roster.version })}`}
            {roster.sentVersion !== null &&
              ` · ${t(roster.sentVersion === roster.version ? 'roster.sent' : 'roster.sentOld', { version: roster.sentVersion })}`}
          </span>
        )}
        <span className="frame-spacer" />
        {manager && rosters.isSuccess && roster?.state !== 'approved' && (
          <Button type={roster ? 'default' : 'primary'} loading={change.isPending} onClick={draft}>
            {t(roster ? 'roster.draftAgain' : 'roster.draft')}
          </Button>
        )}
        {roster?.state === 'approved' && userHasRole(user, 'manager', 'dispatcher') && (
          <Button onClick={() => setSending(true)}>{t('roster.send')}</Button>
        )}
        {manager && roster?.state === 'draft' && (
          <Button type="primary" loading={change.isPending} onClick={approve}>
            {t('roster.approve')}
          </Button>
        )}
      </header>
      {(roster?.missingYears ?? []).map((one) => (
        <p key={one} className="red-warning" role="alert">
          ✕ {t('roster.missing', { year: one })}
        </p>
      ))}
      {roster && <RosterSteps roster={roster} />}
      {duty.data !== undefined && <OnDutyCard duty={duty.data} />}
      <Swaps />
      {rosters.isPending && <LoadingState rows={8} />}
      {rosters.isError && <ErrorState error={rosters.error} onRetry={() => void rosters.refetch()} />}
      {rosters.isSuccess && !roster && (
        <EmptyState title={t('roster.emptyTitle')} body={t(manager ? 'roster.emptyManager' : 'roster.empty')} />
      )}
      {roster && (
        <>
          <MonthRoster
            year={year}
            month={inYear}
            shifts={found.flatMap((one) => one.shifts)}
            me={user.username}
            today={duty.data?.at.slice(0, 10) ?? ''}
            onChoose={setChosen}
          />
          <RosterScores roster={roster} />
        </>
      )}
      {roster && sending && <SendDialog roster={roster} onClose={() => setSending(false)} />}
      {roster && chosen !== null && (
        <ShiftDialog
          key={chosen.id}
          shift={chosen}
          roster={found.find((one) => one.id === chosen.rosterId) ?? roster}
          now={now}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}
