import { joined } from '@pledge/web';
import type { DutyUnit } from '@pledge/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../common/bilingual.js';

/** What holds for the whole unit; `onChange` null: only to read. */
export function UnitFacts({
  unit,
  onChange,
}: {
  readonly unit: DutyUnit;
  readonly onChange: (() => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const early = unit.earlyLeave;
  const facts: readonly (readonly [string, string])[] = [
    [t('duty.hotline'), unit.hotline],
    [t('duty.changeOver'), unit.changeOver],
    [t('duty.restHours'), t('duty.hoursCount', { count: unit.restHours })],
    [t('duty.minPeople'), t('duty.peopleCount', { count: unit.minPeople })],
    [t('duty.sticky'), joined(unit.stickyTiers) || t('common.none')],
    [
      t('duty.early'),
      early === null ? t('common.none') : t('duty.earlyLine', { days: early.daysBefore, people: early.minPresent }),
    ],
  ];
  return (
    <section className="duty-section">
      <div className="section-head">
        <h2>{say(unit.name)}</h2>
        {onChange !== null && <Button onClick={onChange}>{t('duty.changeUnit')}</Button>}
      </div>
      <dl className="duty-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="soft">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
