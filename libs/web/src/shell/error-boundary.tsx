import { Button } from 'antd';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface State {
  readonly error: Error | null;
}

/** Catches what a screen throws and says what is safe; a change of `resetKey` (the address) tries again. */
export class ErrorBoundary extends Component<{ readonly resetKey?: string; readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override componentDidUpdate(previous: { readonly resetKey?: string }): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Failed error={this.state.error} />;
  }
}

function Failed({ error }: { readonly error: Error }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert">
      <h2>{t('web.error.title')}</h2>
      <p>{t('web.error.body')}</p>
      <p className="num">{error.message}</p>
      <div className="state-actions">
        <Button type="primary" onClick={() => globalThis.location.reload()}>
          {t('web.error.reload')}
        </Button>
      </div>
    </div>
  );
}
