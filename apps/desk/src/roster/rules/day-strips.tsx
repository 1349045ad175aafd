import type { DutyUnit } from '@pledge/contracts';
import { ErrorState, LoadingState } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { cutDutyDays } from '../../api/rosters.js';
import { useBilingual } from '../../common/bilingual.js';

/** Every kind of day from change-over to change-over, with the rule that wins; hours without anybody stand out. */
export function DayStrips({ unit }: { readonly unit: Pick<DutyUnit, 'rules' | 'changeOver'> }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const { rules, changeOver } = unit;
  const strips = useQuery({
    queryKey: keys.dutyStrips({ rules, changeOver }),
    queryFn: () => cutDutyDays({ rules, changeOver }),
    placeholderData: keepPreviousData,
  });
  if (strips.isPending) return <LoadingState rows={4} />;
  if (strips.isError) return <ErrorState error={strips.error} onRetry={() => void strips.refetch()} />;
  return (
    <dl className="day-strips" aria-busy={strips.isFetching}>
      {strips.data.items.map(({ day, pieces }) => (
        <div key={day}>
          <dt>{t(`duty.day.${day}`)}</dt>
          <dd>
            {pieces.map((piece) => {
              const rule = rules.find((one) => one.id === piece.rule);
              return (
                <span key={piece.from} data-hole={piece.rule === null} style={{ flexGrow: piece.minutes }}>
                  {piece.rule === null ? `✕ ${t('duty.hole')}` : rule === undefined ? piece.rule : say(rule.name)}
                  <small className="num">
                    {piece.from}–{piece.to}
                  </small>
                </span>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
