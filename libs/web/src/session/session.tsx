import type { LoginResponse, MeUser, Role, VisitorResponse } from '@pledge/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { api, configureApi } from '../api/client.js';
import { chooseLanguage, currentLanguage, languageWasChosen, type Language } from '../i18n/i18n.js';
import { syncServerClock } from '../time/sync-server-clock.js';
import { ReloginDialog } from './relogin-dialog.js';

export type SessionStatus = 'loading' | 'anonymous' | 'active' | 'failed';

/** Who is signed in and what changes it. */
export interface Session {
  readonly status: SessionStatus;
  readonly user: MeUser | null;
  /** Demo data is on: the banner says so. */
  readonly demo: boolean;
  /** Why the session could not be asked for, when `status` is `failed`. */
  readonly error: unknown;
  /** Throws `ApiProblem`. */
  login(username: string, password: string): Promise<MeUser>;
  logout(): Promise<void>;
  /** Asks again who is signed in, after a password change or when the first try failed. */
  refresh(): Promise<void>;
  /** Changes the language here and in the account. */
  setLanguage(language: Language): Promise<void>;
}

/** Whose kept work is shown while the server cannot be asked who is there. */
const lastUserKey = 'pledge.lastUser';

function remember(username: string | null): void {
  if (username === null) localStorage.removeItem(lastUserKey);
  else localStorage.setItem(lastUserKey, username);
}

/** User name of whoever was signed in last in this browser and has not signed out. */
export function lastUser(): string | null {
  return localStorage.getItem(lastUserKey);
}

const SessionContext = createContext<Session | null>(null);

/** Holds the session of the page, and on a lost session asks for the password without leaving what the person does. */
export function SessionProvider({ children }: { readonly children: ReactNode }): React.JSX.Element {
  const queries = useQueryClient();
  const [state, setState] = useState<{ status: SessionStatus; user: MeUser | null; demo: boolean; error: unknown }>({
    status: 'loading',
    user: null,
    demo: false,
    error: null,
  });
  const [expired, setExpired] = useState(false);
  const waiting = useRef<((again: boolean) => void)[]>([]);
  const user = useRef<MeUser | null>(null);
  useEffect(() => {
    user.current = state.user;
  }, [state.user]);

  const refresh = useCallback(async () => {
    try {
      const [{ user, demo }] = await Promise.all([
        api.get<VisitorResponse>('/auth/session', { anonymous: true }),
        syncServerClock(),
      ]);
      remember(user?.username ?? null);
      if (user === null) return setState({ status: 'anonymous', user: null, demo: false, error: null });
      if (!languageWasChosen()) await chooseLanguage(user.language, false);
      setState({ status: 'active', user, demo, error: null });
    } catch (error) {
      setState((before) => ({ ...before, status: 'failed', error }));
    }
  }, []);

  useEffect(() => {
    configureApi({
      language: currentLanguage,
      renewSession: () => {
        // nobody was signed in on this page: the login page is the answer, not a dialog
        if (user.current === null) return Promise.resolve(false);
        setExpired(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      },
    });
    void refresh();
  }, [refresh]);

  const login = useCallback(
    async (username: string, password: string) => {
      const answer = await api.post<LoginResponse>('/auth/login', { username, password }, { anonymous: true });
      const before = user.current;
      if (before !== null && before.username !== answer.user.username) queries.clear();
      await refresh();
      return answer.user;
    },
    [queries, refresh],
  );

  const settle = useCallback((again: boolean) => {
    setExpired(false);
    for (const resolve of waiting.current.splice(0)) resolve(again);
  }, []);

  const session = useMemo<Session>(
    () => ({
      ...state,
      login,
      refresh,
      logout: async () => {
        await api.post('/auth/logout', undefined, { anonymous: true }).catch(() => undefined);
        navigator.serviceWorker?.controller?.postMessage('forget');
        remember(null);
        queries.clear();
        setState({ status: 'anonymous', user: null, demo: false, error: null });
      },
      setLanguage: async (language) => {
        await chooseLanguage(language);
        if (user.current !== null) await api.patch('/auth/me', { language }).catch(() => undefined);
        await queries.invalidateQueries();
      },
    }),
    [state, login, refresh, queries],
  );

  return (
    <SessionContext.Provider value={session}>
      {children}
      {expired && state.user !== null && (
        <ReloginDialog
          username={state.user.username}
          onLogin={async (password) => {
            await login(state.user?.username ?? '', password);
            settle(true);
          }}
          onLeave={() => {
            settle(false);
            queries.clear();
            setState({ status: 'anonymous', user: null, demo: false, error: null });
          }}
        />
      )}
    </SessionContext.Provider>
  );
}

/** The session of the page. Throws outside of {@link SessionProvider}. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionProvider');
  return session;
}

/** The signed-in person; only for screens behind the login. Throws when nobody is signed in. */
export function useUser(): MeUser {
  const { user } = useSession();
  if (user === null) throw new Error('useUser needs a signed-in person');
  return user;
}

/** True when the person has one of the roles; an administrator has every role. */
export function userHasRole(user: Pick<MeUser, 'roles'> | null, ...roles: readonly Role[]): boolean {
  return user !== null && (user.roles.includes('admin') || roles.some((role) => user.roles.includes(role)));
}
