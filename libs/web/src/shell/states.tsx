import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text.js';

/** An empty list: what will appear here and how. */
export function EmptyState(props: {
  readonly title: string;
  readonly body?: string;
  readonly children?: ReactNode;
}): React.JSX.Element {
  return (
    <div className="state">
      <h2>{props.title}</h2>
      {props.body !== undefined && <p>{props.body}</p>}
      {props.children !== undefined && <div className="state-actions">{props.children}</div>}
    </div>
  );
}

/** Something could not be loaded: what happened, what is safe, what to do. */
export function ErrorState(props: { readonly error: unknown; readonly onRetry?: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert">
      <h2>{t('web.error.load')}</h2>
      <p>{problemText(props.error, t)}</p>
      {props.onRetry !== undefined && (
        <div className="state-actions">
          <Button type="primary" onClick={props.onRetry}>
            {t('web.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The shape of a page while it loads. */
export function LoadingState({ rows = 6 }: { readonly rows?: number }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 16 }} aria-busy="true" role="status" aria-label={t('web.loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
