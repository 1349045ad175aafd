import '@pledge/web/theme/base.css';
import { applyTheme, AppRoot, DiagramViewer, FormView, rememberedTheme, startI18n } from '@pledge/web';
import { createRoot } from 'react-dom/client';
applyTheme(rememberedTheme());
await startI18n({ 'zh-CN': {}, en: {} });
createRoot(document.getElementById('root') as HTMLElement).render(
  <AppRoot>
    <DiagramViewer xml="" />
    <FormView schema={{}} data={{}} />
  </AppRoot>,
);
