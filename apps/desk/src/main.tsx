import '@pledge/web/theme/base.css';
import './desk.css';
import './changes/changes.css';
import './confirmations/confirmations.css';
import './inbox/inbox.css';
import { applyTheme, AppRoot, rememberedTheme, startI18n } from '@pledge/web';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { DeskRoutes } from './app/desk-routes.js';
import en from './locales/en.json' with { type: 'json' };
import zh from './locales/zh-CN.json' with { type: 'json' };

applyTheme(rememberedTheme());
await startI18n({ 'zh-CN': zh, en });
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
