import type { PublicServiceForm } from '@pledge/contracts';
import { formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** The service form as it will be printed, to be read before signing. */
export function ServiceFormPaper({ form }: { readonly form: PublicServiceForm }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now) || t('common.none');
  const rows: readonly (readonly [string, string | null])[] = [
    [t('case.number'), form.case.number],
    [form.customer.label || t('case.customer'), form.customer.name],
    [form.provider.label || t('sign.provider'), form.provider.name],
    [t('case.contract'), form.case.contractNumber],
    [t('case.site'), form.case.siteName],
    [t('sign.fault'), form.case.title],
    [t('report.description'), form.case.description],
    [t('case.receivedAt'), time(form.case.receivedAt)],
    [t('sign.engineer'), form.engineer],
    [t('sign.arrivedAt'), time(form.arrivedAt)],
    [t('sign.restoredAt'), time(form.restoredAt)],
    [t('sign.content'), form.content],
    [t('sign.result'), form.result],
  ];
  return (
    <table className="paper">
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="num">{value === null || value === '' ? t('common.none') : value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
