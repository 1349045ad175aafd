import type { Emergency } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';

type Goal = Emergency['goals'][number];

/** Recovery goals of each service (S3-19); `cell` shows one of them, and what was reached where that is known. */
export function GoalsTable(props: {
  readonly goals: readonly Goal[];
  readonly cell: (goal: Goal, which: 'rto' | 'rpo') => React.ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const columns = ['rto', 'rpo'] as const;
  return (
    <table className="work-table goals">
      <thead>
        <tr>
          <th>{t('emergency.service')}</th>
          {columns.map((which) => (
            <th key={which}>{t(`emergency.${which}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.goals.map((goal) => (
          <tr key={goal.service.zh}>
            <td className="cell-title">{say(goal.service)}</td>
            {columns.map((which) => (
              <td key={which} className="num" data-label={t(`emergency.${which}`)}>
                {props.cell(goal, which)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
