import type { DutyRule, DutySlot } from '@pledge/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { windowsText } from '../../calendars/month-days.js';
import { useBilingual } from '../../common/bilingual.js';
import { useGroupName } from '../../common/use-group-name.js';

/** The rules, highest precedence first; `onEdit` null: only to read. */
export function RuleTable({
  rules,
  onEdit,
  onRemove,
}: {
  readonly rules: readonly DutyRule[];
  readonly onEdit: ((rule: DutyRule) => void) | null;
  readonly onRemove: (rule: DutyRule) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const ordered = [...rules].sort((a, b) => b.precedence - a.precedence);
  return (
    <table className="work-table duty-rules">
      <thead>
        <tr>
          <th>{t('duty.precedence')}</th>
          <th>{t('duty.rule')}</th>
          <th>{t('duty.days')}</th>
          <th>{t('duty.hours')}</th>
          <th>{t('duty.places')}</th>
          <th>
            <span className="visually-hidden">{t('users.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((rule) => (
          <tr key={rule.id}>
            <td className="num" data-label={t('duty.precedence')}>
              {rule.precedence}
            </td>
            <td className="cell-title" data-label={t('duty.rule')}>
              <span>
                {say(rule.name)}
                {rule.forwardsHotline && <small className="soft"> {t('duty.forwards')}</small>}
              </span>
            </td>
            <td className="wrap-cell" data-label={t('duty.days')}>
              {rule.days.map((day) => t(`duty.day.${day}`)).join(' · ')}
            </td>
            <td className="num" data-label={t('duty.hours')}>
              {rule.hours.length === 0 ? t('duty.wholeDay') : windowsText(rule.hours)}
            </td>
            <td className="wrap-cell" data-label={t('duty.places')}>
              <ol className="duty-slots">
                {rule.slots.map((slot) => (
                  <SlotLine key={slot.id} slot={slot} />
                ))}
              </ol>
            </td>
            <td className="row-actions">
              {onEdit !== null && (
                <>
                  <Button size="small" type="link" onClick={() => onEdit(rule)}>
                    {t('common.change')}
                  </Button>
                  <Button size="small" type="link" danger disabled={rules.length === 1} onClick={() => onRemove(rule)}>
                    {t('common.remove')}
                  </Button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SlotLine({ slot }: { readonly slot: DutySlot }): React.JSX.Element {
  const { t } = useTranslation();
  const groupName = useGroupName();
  const more = [
    ...slot.skills,
    ...(slot.staysLocal ? [t('roster.staysLocal')] : []),
    ...(slot.weight > 0 ? [t('duty.weightLine', { points: slot.weight })] : []),
  ];
  return (
    <li>
      {t(`roster.roles.${slot.role}`)}: {slot.groups.map(groupName).join(' / ')}
      {more.length > 0 && <small className="soft"> {more.join(' · ')}</small>}
    </li>
  );
}
