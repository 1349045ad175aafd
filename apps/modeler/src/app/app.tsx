import { EmptyState, LanguageSwitch, LoadingState, useSession, userHasRole, useTheme } from '@pledge/web';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, Route, Routes } from 'react-router';
import { OverviewPage } from '../resources/overview-page.js';
import { ResourceSidebar } from '../resources/resource-sidebar.js';

// Each editor is a library of its own: fetched when somebody opens a resource of its kind.
const processEditor = () => import('../editor/editor-page.js');
const EditorPage = lazy(async () => ({ default: (await processEditor()).EditorPage }));
const NewProcessPage = lazy(async () => ({ default: (await processEditor()).NewProcessPage }));
const formEditor = () => import('../forms/form-page.js');
const FormPage = lazy(async () => ({ default: (await formEditor()).FormPage }));
const NewFormPage = lazy(async () => ({ default: (await formEditor()).NewFormPage }));
const decisionEditor = () => import('../decisions/decision-page.js');
const DecisionPage = lazy(async () => ({ default: (await decisionEditor()).DecisionPage }));
const NewDecisionPage = lazy(async () => ({ default: (await decisionEditor()).NewDecisionPage }));
const templateEditor = () => import('../templates/template-page.js');
const TemplatePage = lazy(async () => ({ default: (await templateEditor()).TemplatePage }));
const NewTemplatePage = lazy(async () => ({ default: (await templateEditor()).NewTemplatePage }));
const ruleEditor = () => import('../rules/rule-page.js');
const RulePage = lazy(async () => ({ default: (await ruleEditor()).RulePage }));
const NewRulePage = lazy(async () => ({ default: (await ruleEditor()).NewRulePage }));

const ImportPage = lazy(async () => ({ default: (await import('../import/import-page.js')).ImportPage }));
const CockpitPage = lazy(async () => ({ default: (await import('../cockpit/cockpit-page.js')).CockpitPage }));

/** The administrators' studio: a list of everything that is data, and an editor for each kind. */
export function App(): React.JSX.Element {
  const { t } = useTranslation();
  const session = useSession();
  const theme = useTheme();
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
        <Link to="/cockpit">{t('modeler.cockpit.title')}</Link>
        <span className="studio-spacer" />
        <button
          type="button"
          className="plain-button"
          aria-pressed={theme.mode === 'dark'}
          title={t('modeler.theme')}
          aria-label={t('modeler.theme')}
          onClick={() => theme.setMode(theme.mode === 'dark' ? 'light' : 'dark')}
        >
          ◐
        </button>
        <LanguageSwitch onChange={(language) => void session.setLanguage(language)} />
        <span className="soft studio-user">{session.user.displayName}</span>
        <a href="/">{t('modeler.toDesk')}</a>
      </header>
      <main id="main" className="studio-main">
        <Suspense fallback={<LoadingState rows={8} />}>
          <Routes>
            <Route index element={<OverviewPage />} />
            <Route path="import" element={<ImportPage />} />
            <Route path="cockpit/:key?" element={<CockpitPage />} />
            <Route element={<WithList />}>
              <Route path="processes/new" element={<NewProcessPage />} />
              <Route path="processes/:key" element={<EditorPage />} />
              <Route path="forms/new" element={<NewFormPage />} />
              <Route path="forms/:key" element={<FormPage />} />
              <Route path="decisions/new" element={<NewDecisionPage />} />
              <Route path="decisions/:key" element={<DecisionPage />} />
              <Route path="templates/new" element={<NewTemplatePage />} />
              <Route path="templates/:key" element={<TemplatePage />} />
              <Route path="rules/new" element={<NewRulePage />} />
              <Route path="rules/:key" element={<RulePage />} />
            </Route>
            <Route
              path="*"
              element={
                <EmptyState title={t('modeler.notFound')} body={t('modeler.notFoundHint')}>
                  <Link to="/">{t('modeler.toList')}</Link>
                </EmptyState>
              }
            />
          </Routes>
        </Suspense>
      </main>
    </div>
  );
}

/** An editor with the list of everything beside it. */
function WithList(): React.JSX.Element {
  return (
    <div className="with-list">
      <ResourceSidebar />
      <div className="with-list-main">
        <Suspense fallback={<LoadingState rows={8} />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
