import { ApiProblem, problemText } from '@pledge/web';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../common/field.js';

export interface OperationFormProps {
  readonly title: string;
  /** One sentence: what happens then. */
  readonly explanation: string;
  /** Names the deed. */
  readonly deed: string;
  readonly danger?: boolean;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** The dialog of an operation: what it does, its fields, what went wrong, the deed. Enter in a one-line field is the deed. */
export function OperationForm(props: OperationFormProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <Modal open title={props.title} footer={null} onCancel={props.onClose} width={520}>
      <form
        className="operation-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (props.ready && !props.busy) props.onSubmit();
        }}
      >
        <p className="soft">{props.explanation}</p>
        {props.children}
        <FormError>{props.error === null ? '' : sentences(props.error, t)}</FormError>
        <div className="operation-foot">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={props.busy}
            disabled={!props.ready}
            danger={props.danger === true}
          >
            {props.deed}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The problem in words, with what it says of single fields. */
function sentences(error: unknown, t: Parameters<typeof problemText>[1]): string {
  const fields = error instanceof ApiProblem ? error.errors.map((each) => each.message) : [];
  return [problemText(error, t), ...fields].filter((text) => text !== '').join(' ');
}
