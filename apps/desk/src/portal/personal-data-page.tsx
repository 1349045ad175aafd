import { useTranslation } from 'react-i18next';
import { useTitle } from '../common/use-title.js';
import { AccessList } from '../personal-data/access-list.js';
import { BackHome } from './back-home.js';

/** The customer sees who of the provider looked at the data of its people, at what and when. */
export function PersonalDataPage(): React.JSX.Element {
  const { t } = useTranslation();
  useTitle(t('personalData.title'));
  return (
    <>
      <BackHome />
      <h1>{t('personalData.title')}</h1>
      <p className="soft">{t('personalData.body')}</p>
      <AccessList />
    </>
  );
}
