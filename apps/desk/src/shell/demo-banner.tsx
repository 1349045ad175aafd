import { useSession } from '@pledge/web';
import { useTranslation } from 'react-i18next';

/** Says that the data is a demonstration. */
export function DemoBanner(): React.JSX.Element | null {
  const { t } = useTranslation();
  const { demo } = useSession();
  return demo ? <div className="demo-banner">{t('shell.demo')}</div> : null;
}
