import { useUser } from '@pledge/web';
import { Button, type ButtonProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const MeMenuOpen = lazy(async () => ({ default: (await import('./me-menu.js')).MeMenuOpen }));

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

/** The person: a button until it is pressed, so that the first page need not fetch a menu. */
export function MeMenu(): React.JSX.Element {
  const [asked, setAsked] = useState(false);
  const button = <MeButton aria-expanded={false} onClick={() => setAsked(true)} />;
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <MeMenuOpen />
    </Suspense>
  );
}
