import { lazy, Suspense, useState } from 'react';
import { MeButton } from './me-button.js';

const MeMenuOpen = lazy(async () => ({ default: (await import('./me-menu-open.js')).MeMenuOpen }));

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
