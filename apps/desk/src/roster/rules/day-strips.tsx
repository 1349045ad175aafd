import type { DutyDay, DutyUnit } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../common/bilingual.js';
import { clockText, dutyDay } from './duty-day.js';

/** A key period lies over a day of another kind; where its rule leaves hours free, those of the day hold. */
const SHOWN: readonly { readonly label: DutyDay; readonly kinds: readonly DutyDay[] }[] = [
  { label: 'working-day', kinds: ['working-day'] },
  { label: 'weekend', kinds: ['weekend'] },
  { label: 'holiday', kinds: ['holiday'] },
  { label: 'key-period', kinds: ['working-day', 'key-period'] },
];

/** Every kind of day from change-over to change-over, with the rule that wins; hours without anybody stand out. */
export function DayStrips({ unit }: { readonly unit: Pick<DutyUnit, 'rules' | 'changeOver'> }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  return (
    <dl className="day-strips">
      {SHOWN.map(({ label, kinds }) => (
        <div key={label}>
          <dt>{t(`duty.day.${label}`)}</dt>
          <dd>
            {dutyDay(unit.rules, kinds, unit.changeOver).map((piece) => (
              <span key={piece.from} data-hole={piece.rule === null} style={{ flexGrow: piece.to - piece.from }}>
                {piece.rule === null ? `✕ ${t('duty.hole')}` : say(piece.rule.name)}
                <small className="num">
                  {clockText(piece.from)}–{clockText(piece.to)}
                </small>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
