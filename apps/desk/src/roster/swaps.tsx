import type { DutySwap } from '@pledge/contracts';
import { problemText, useUser, userHasRole } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { decideSwap, listSwaps } from '../api/rosters.js';
import { clockOf, shortName } from './month-shifts.js';

/** Swaps that wait for me, or for a manager. Nothing is shown where none waits. */
export function Swaps(): React.JSX.Element | null {
  const { t } = useTranslation();
  const swaps = useQuery({ queryKey: keys.dutySwaps, queryFn: listSwaps, refetchInterval: 30_000 });
  const items = swaps.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="roster-swaps">
      <h2>{t('roster.swaps')}</h2>
      <ul>
        {items.map((one) => (
          <SwapRow key={one.id} swap={one} />
        ))}
      </ul>
    </section>
  );
}

function SwapRow({ swap }: { readonly swap: DutySwap }): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: 'accept' | 'refuse' | 'approve') => decideSwap(swap.id, decision),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.rosters }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const accepts = swap.state === 'asked' && swap.other === user.username;
  const approves = swap.state === 'accepted' && userHasRole(user, 'manager');
  return (
    <li>
      <span>
        {t('roster.swapLine', {
          asker: shortName(swap.askerName),
          other: shortName(swap.otherName),
          date: swap.shift.date,
          time: clockOf(swap.shift.from),
        })}
        <small className="soft">
          {swap.reason} · {t(`roster.swapStates.${swap.state}`)}
        </small>
      </span>
      <span className="clause-answer">
        {accepts && (
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate('accept')}>
            {t('roster.swapAccept')}
          </Button>
        )}
        {approves && (
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate('approve')}>
            {t('roster.swapApprove')}
          </Button>
        )}
        <Button loading={decide.isPending} onClick={() => decide.mutate('refuse')}>
          {t('roster.swapRefuse')}
        </Button>
      </span>
    </li>
  );
}
