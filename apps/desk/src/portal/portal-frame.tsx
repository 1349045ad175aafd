import { LoadingState } from '@pledge/web';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { Brand } from '../common/brand.js';
import { useLiveRefresh } from '../common/use-live-refresh.js';
import { UnsentBar } from '../offline/unsent-bar.js';
import { DemoBanner } from '../shell/demo-banner.js';
import { MeMenu } from '../shell/me-menu.js';

const LiveBar = lazy(async () => ({ default: (await import('../emergencies/live-bar.js')).LiveBar }));

/** Frame of the customer's screens: one column, large type. */
export function PortalFrame(): React.JSX.Element {
  const { t } = useTranslation();
  useLiveRefresh();
  return (
    <div className="portal-frame">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <header className="frame-header">
        <Link to="/" className="brand-link">
          <Brand />
        </Link>
        <span className="frame-spacer" />
        <MeMenu />
      </header>
      <main id="main" tabIndex={-1} className="portal-main">
        <DemoBanner />
        <UnsentBar />
        <Suspense fallback={null}>
          <LiveBar />
        </Suspense>
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
