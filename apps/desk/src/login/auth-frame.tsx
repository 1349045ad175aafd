import { LanguageSwitch } from '@pledge/web';
import type { ReactNode } from 'react';
import { useTitle } from '../common/use-title.js';
import { Brand } from '../common/brand.js';

/** Frame of every page without login: one narrow column, the language on top. */
export function AuthFrame(props: {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}): React.JSX.Element {
  useTitle(props.title);
  return (
    <div className="auth-page">
      <header>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="auth-main" data-wide={props.wide === true}>
        <h1>{props.title}</h1>
        {props.intro !== undefined && <p className="soft">{props.intro}</p>}
        {props.children}
      </main>
    </div>
  );
}
