import { EmptyState, LanguageSwitch, LoadingState, useSession, userHasRole } from '@pledge/web';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Routes } from 'react-router';
import { DefinitionsPage } from '../definitions/definitions-page.js';

// The editor carries bpmn-js and the properties panels: fetched when somebody opens a process.
const EditorPage = lazy(async () => ({ default: (await import('../editor/editor-page.js')).EditorPage }));

/** The administrators' studio: a list of processes, and the editor. */
export function App(): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  if (session.status === 'loading') return <LoadingState rows={6} />;
  if (session.user === null) {
    return (
      <EmptyState title={t('modeler.signIn')} body={t('modeler.signInHint')}>
        <Button type="primary" href={`/login?next=${encodeURIComponent('/modeler/')}`}>
          {t('modeler.toLogin')}
        </Button>
      </EmptyState>
    );
  }
  if (!userHasRole(session.user, 'operator')) {
    return (
      <EmptyState title={t('modeler.noPermission')} body={t('modeler.noPermissionHint')}>
        <Button href="/">{t('modeler.toDesk')}</Button>
      </EmptyState>
    );
  }
  return (
    <div className="studio">
      <header className="studio-header">
        <a className="skip-link" href="#main">
          {t('modeler.skip')}
        </a>
        <Link to="/" className="studio-brand">
          Pledge <span className="wide-only">{t('modeler.brand')}</span>
        </Link>
        <span className="studio-spacer" />
        <LanguageSwitch onChange={(language) => void session.setLanguage(language)} />
        <span className="soft studio-user">{session.user.displayName}</span>
        <a href="/">{t('modeler.toDesk')}</a>
      </header>
      <main id="main" className="studio-main">
        <Suspense fallback={<LoadingState rows={8} />}>
          <Routes>
            <Route index element={<DefinitionsPage />} />
            <Route path="processes/:key" element={<EditorPage />} />
            <Route path="*" element={<EmptyState title={t('modeler.notFound')} body={t('modeler.notFoundHint')} />} />
          </Routes>
        </Suspense>
      </main>
    </div>
  );
}
