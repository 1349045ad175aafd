import '@pledge/web/theme/base.css';
import './app/modeler.css';
import { applyTheme, AppRoot, rememberedTheme, startI18n } from '@pledge/web';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app.js';
import en from './locales/en.json' with { type: 'json' };
import zh from './locales/zh-CN.json' with { type: 'json' };

applyTheme(rememberedTheme());
await startI18n({ 'zh-CN': zh, en });
createRoot(document.getElementById('root') as HTMLElement).render(
  <AppRoot>
    <BrowserRouter basename="/modeler">
      <App />
    </BrowserRouter>
  </AppRoot>,
);
