import '@pledge/web/theme/base.css';
import './app/modeler.css';
import { applyTheme, AppRoot, rememberedTheme, startI18n } from '@pledge/web';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app.js';

applyTheme(rememberedTheme());
await startI18n({
  'zh-CN': async () => (await import('./locales/zh-CN.json')).default,
  en: async () => (await import('./locales/en.json')).default,
});
createRoot(document.getElementById('root') as HTMLElement).render(
  <AppRoot>
    <BrowserRouter basename="/modeler">
      <App />
    </BrowserRouter>
  </AppRoot>,
);
