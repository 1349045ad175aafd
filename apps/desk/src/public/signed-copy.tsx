import type { PublicServiceForm } from '@pledge/contracts';
import { apiUrl, formatInstant, useNow } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** After the signature: who, when, and the signed copy at once. */
export function SignedCopy(props: {
  readonly path: string;
  readonly signed: NonNullable<PublicServiceForm['signed']>;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { signed } = props;
  return (
    <div className="receipt" role="status">
      <h2>{t('sign.thanks')}</h2>
      <p>{t('sign.signedBy', { name: signed.signerName, time: formatInstant(signed.signedAt, i18n.language, now) })}</p>
      <p>
        {t(`satisfaction.${signed.satisfaction}`)} · {signed.confirmed ? t('sign.confirmedYes') : t('sign.confirmedNo')}
      </p>
      <div className="state-actions">
        <a className="button-link" href={apiUrl(`${props.path}/document`)} target="_blank" rel="noreferrer">
          {t('sign.copy')}
        </a>
      </div>
    </div>
  );
}
