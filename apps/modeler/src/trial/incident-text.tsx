import { useTranslation } from 'react-i18next';

/**
 * What stopped a step and what mends it, in the reader's language; what the engine said of it stands behind, for those who
 * look closer. A code without a text of its own is told in the engine's words alone.
 */
export function IncidentText({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const key = `modeler.incidents.${code}`;
  if (!i18n.exists(key)) return <>{message}</>;
  return (
    <>
      {t(key)} <span className="soft">{t('modeler.incidents.told', { message })}</span>
    </>
  );
}
