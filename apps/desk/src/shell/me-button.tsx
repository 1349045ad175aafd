import { useUser } from '@pledge/web';
import { Button, type ButtonProps } from 'antd';
import { useTranslation } from 'react-i18next';

/** The button that carries the person's name. */
export function MeButton(props: ButtonProps): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  return (
    <Button type="text" {...props} className="me-button" aria-label={t('shell.me', { name: user.displayName })}>
      <span className="me-name">{user.displayName}</span>
    </Button>
  );
}
