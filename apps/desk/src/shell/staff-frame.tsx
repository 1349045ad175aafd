import { LoadingState, useUser } from '@pledge/web';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { Brand } from '../common/brand.js';
import { useLiveRefresh } from '../common/use-live-refresh.js';
import { UnsentBar } from '../offline/unsent-bar.js';
import { DemoBanner } from './demo-banner.js';
import { MeMenu } from './me-menu.js';
import { NavigationBar } from './navigation-bar.js';
import { navigationFor } from './navigation.js';
import { OnDutyBadge } from './on-duty-badge.js';
import { NoticesButton } from './notices.js';

const LiveBar = lazy(async () => ({ default: (await import('../emergencies/live-bar.js')).LiveBar }));
const SearchDialog = lazy(async () => ({ default: (await import('./search-dialog.js')).SearchDialog }));

/** Frame of the staff's screens: rail, header with search, notices and the person; on a phone a bar at the thumb. */
export function StaffFrame(): React.JSX.Element {
  const { t } = useTranslation();
  const user = useUser();
  const location = useLocation();
  const [searching, setSearching] = useState(false);
  useLiveRefresh();
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching(true);
      }
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, []);
  const items = navigationFor(user);
  const onCase = /^\/cases\/./.test(location.pathname);
  return (
    <div className="staff-frame" data-case={onCase}>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <header className="frame-header">
        <Link to="/inbox" className="brand-link">
          <Brand />
        </Link>
        <Button className="search-button" onClick={() => setSearching(true)}>
          <svg className="search-sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path
              d="M13.5 13.5 18 18M9 15A6 6 0 1 1 9 3a6 6 0 0 1 0 12Z"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.6"
            />
          </svg>
          <span>{t('search.open')}</span>
          <kbd>Ctrl K</kbd>
        </Button>
        <span className="frame-spacer" />
        <OnDutyBadge />
        <NoticesButton />
        <MeMenu />
      </header>
      <NavigationBar items={items} />
      <main id="main" tabIndex={-1}>
        <DemoBanner />
        <UnsentBar />
        <Suspense fallback={null}>
          <LiveBar />
        </Suspense>
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </main>
      {searching && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </div>
  );
}
