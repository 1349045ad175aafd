import { EmptyState, ErrorState, LoadingState, problemText } from '@pledge/web';
import { useMutation, useQueryClient, type QueryKey, type UseQueryResult } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from './field.js';

/** A list that people keep, as a table: loading, failure, and nothing there are said in the same way everywhere. */
export function RegisterTable<T>(props: {
  readonly list: UseQueryResult<{ readonly items: readonly T[] }>;
  /** Heads of the columns; the last column holds the actions and is named for screen readers only. */
  readonly heads: readonly string[];
  readonly empty: { readonly title: string; readonly body: string };
  /** A `tr` with its key. */
  readonly row: (item: T) => ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { list, heads, empty, row } = props;
  if (list.isPending) return <LoadingState rows={6} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.items.length === 0) return <EmptyState title={empty.title} body={empty.body} />;
  return (
    <table className="work-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          <th>
            <span className="visually-hidden">{t('users.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{list.data.items.map(row)}</tbody>
    </table>
  );
}

/** Change and remove, at the end of a row; removing asks first and says what it causes. */
export function RegisterActions(props: {
  readonly onEdit: () => void;
  readonly remove: { readonly title: string; readonly body: string; readonly run: () => Promise<unknown> };
  /** What is asked for again afterwards. */
  readonly queryKey: QueryKey;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => props.remove.run(),
    onSuccess: () => queries.invalidateQueries({ queryKey: props.queryKey }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  return (
    <>
      <Button size="small" type="link" onClick={props.onEdit}>
        {t('common.change')}
      </Button>
      <Button
        size="small"
        type="link"
        danger
        loading={remove.isPending}
        onClick={() =>
          void modal.confirm({
            title: props.remove.title,
            content: props.remove.body,
            okText: t('common.remove'),
            cancelText: t('common.cancel'),
            onOk: () => remove.mutate(),
          })
        }
      >
        {t('common.remove')}
      </Button>
    </>
  );
}

/** An entry of such a list in a dialog: its fields, what was wrong with the whole, and one button that names the deed. */
export function RegisterDialog(props: {
  readonly title: string;
  /** Words of the button. */
  readonly save: string;
  readonly saving: boolean;
  /** What the server said against it; null: nothing. */
  readonly error: Error | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <Modal open title={props.title} footer={null} onCancel={props.onClose} mask={{ closable: false }}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSave();
        }}
      >
        {props.children}
        <FormError>{props.error === null ? '' : problemText(props.error, t)}</FormError>
        <Button type="primary" htmlType="submit" loading={props.saving}>
          {props.save}
        </Button>
      </form>
    </Modal>
  );
}
