import { useTranslation } from 'react-i18next';

/** Who is asked for what, and until when: label and value, one row each. */
export function ConfirmationHead({
  rows,
}: {
  readonly rows: readonly (readonly [label: string, value: string])[];
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <table className="paper" aria-label={t('confirm.title')}>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="num">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
