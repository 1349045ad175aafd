import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.js';
import { SessionProvider } from '../session/session.js';
import { antdThemeFor } from '../theme/antd-theme.js';
import { applyTheme, rememberedTheme } from '../theme/apply-theme.js';
import type { ThemeMode } from '../theme/tokens.js';
import { OfflineBanner } from './offline-banner.js';
import { useMedia, usePhone } from './use-phone.js';

const ThemeContext = createContext<{ readonly mode: ThemeMode; readonly setMode: (mode: ThemeMode) => void }>({
  mode: 'light',
  setMode: () => undefined,
});

/** Light or dark, and the switch. */
export function useTheme(): { readonly mode: ThemeMode; readonly setMode: (mode: ThemeMode) => void } {
  return useContext(ThemeContext);
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => !(error instanceof ApiProblem && error.status > 0 && error.status < 500) && count < 2,
      },
      mutations: { retry: false },
    },
  });
}

/** Everything both web apps stand in: theme, antd's language, queries, session, offline bar. */
export function AppRoot({ children }: { readonly children: ReactNode }): React.JSX.Element {
  const { i18n } = useTranslation();
  const [mode, setMode] = useState<ThemeMode>(rememberedTheme);
  const [queries] = useState(makeQueryClient);
  const phone = usePhone();
  useEffect(() => applyTheme(mode), [mode]);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => antdThemeFor(mode, phone ? 16 : 14, !still), [mode, phone, still]);
  const themeValue = useMemo(() => ({ mode, setMode }), [mode]);
  return (
    <ThemeContext.Provider value={themeValue}>
      <ConfigProvider
        theme={theme}
        locale={i18n.language === 'en' ? enUS : zhCN}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <AntdApp message={{ maxCount: 2 }}>
          <QueryClientProvider client={queries}>
            <OfflineBanner />
            <SessionProvider>{children}</SessionProvider>
          </QueryClientProvider>
        </AntdApp>
      </ConfigProvider>
    </ThemeContext.Provider>
  );
}
