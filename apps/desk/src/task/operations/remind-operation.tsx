import type { TaskView } from '@pledge/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remindTask } from '../../api/task-operations.js';
import { Field } from '../../common/field.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';

/** 催办: whoever has it is told again, with a word of one's own. */
export function RemindOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const work = useOperation<string>(
    task,
    (words, key) => remindTask(task.id, words, key),
    t('operations.remind.done'),
    onClose,
  );
  return (
    <OperationForm
      title={t('operations.remind.name')}
      explanation={t('operations.remind.explanation')}
      deed={t('operations.remind.deed')}
      ready
      busy={work.isPending}
      error={work.error}
      onSubmit={() => work.mutate(text.trim())}
      onClose={onClose}
    >
      <Field label={t('operations.words')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </OperationForm>
  );
}
