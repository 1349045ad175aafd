import '@pledge/web/theme/base.css';
import './desk.css';
import './changes/changes.css';
import './confirmations/confirmations.css';
import './inbox/inbox.css';
import './monitoring/monitoring.css';
import './spares/spares.css';
import './drills/drills.css';
import './roster/duty.css';
import './written-notices/written-notices.css';
import { applyTheme, AppRoot, rememberedTheme, startI18n } from '@pledge/web';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { DeskRoutes } from './app/desk-routes.js';
import { startShellWorker } from './offline/shell-worker.js';

applyTheme(rememberedTheme());
startShellWorker();
await startI18n({
  'zh-CN': async () => (await import('./locales/zh-CN.json')).default,
  en: async () => (await import('./locales/en.json')).default,
});
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <AppRoot>
      <BrowserRouter>
        <DeskRoutes />
      </BrowserRouter>
    </AppRoot>,
  );
}
