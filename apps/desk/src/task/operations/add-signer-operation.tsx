import type { AddSigner, TaskView } from '@pledge/contracts';
import { keyedComponents, localizeSchema, type FormSchema } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { InputNumber, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { addSigner } from '../../api/task-operations.js';
import { getTaskForm } from '../../api/tasks.js';
import { Choices, Field } from '../../common/field.js';
import { PeoplePicker } from '../../common/person-picker.js';
import { usePeople } from '../../common/use-people.js';
import { OperationForm } from './operation-form.js';
import { useOperation } from './use-operation.js';

type Rule = 'all' | 'any' | 'vote';

/** Yes/no questions of the task's form: what a vote can be about. */
export function questionsOf(schema: FormSchema | null): { readonly value: string; readonly label: string }[] {
  if (schema === null) return [];
  return keyedComponents(schema).flatMap((component) =>
    component.type === 'checkbox' && component.key !== undefined
      ? [{ value: component.key, label: component.label ?? component.key }]
      : [],
  );
}

/** 加签: who, where they stand to the holder, and when they have signed enough (会签, 或签, 票签). */
export function AddSignerOperation({
  task,
  onClose,
}: {
  readonly task: TaskView;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const person = usePeople();
  const [users, setUsers] = useState<readonly string[]>([]);
  const [position, setPosition] = useState<AddSigner['position']>('before');
  const [rule, setRule] = useState<Rule>('all');
  const [variable, setVariable] = useState<string | null>(null);
  const [threshold, setThreshold] = useState<number | null>(null);
  const [weights, setWeights] = useState<Readonly<Record<string, number>>>({});
  const form = useQuery({ queryKey: keys.taskForm(task.id), queryFn: () => getTaskForm(task.id) });
  const questions = useMemo(() => {
    const schema = (form.data?.schema ?? null) as FormSchema | null;
    return questionsOf(schema === null ? null : localizeSchema(schema, i18n.language));
  }, [form.data, i18n.language]);
  const asked = variable ?? questions[0]?.value ?? null;
  const weightOf = (user: string): number => weights[user] ?? 1;
  const all = users.reduce((sum, user) => sum + weightOf(user), 0);
  const needed = threshold ?? Math.floor(all / 2) + 1;
  const work = useOperation<AddSigner>(
    task,
    (body, key) => addSigner(task.id, body, key),
    t('operations.add-signer.done'),
    onClose,
  );
  const submit = (): void => {
    const votes = rule === 'vote' && asked !== null;
    work.mutate({
      users: [...users],
      position,
      ...(users.length < 2
        ? {}
        : {
            rule: votes
              ? { kind: 'vote', variable: asked, threshold: needed }
              : { kind: rule === 'any' ? 'any' : 'all' },
          }),
      ...(votes && users.length > 1
        ? { weights: Object.fromEntries(users.map((user) => [user, weightOf(user)])) }
        : {}),
    });
  };
  return (
    <OperationForm
      title={t('operations.add-signer.name')}
      explanation={t('operations.add-signer.explanation')}
      deed={t('operations.add-signer.deed')}
      ready={users.length > 0 && (rule !== 'vote' || needed <= all)}
      busy={work.isPending}
      error={work.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t('operations.signers')} required>
        {(control) => <PeoplePicker control={control} value={users} onChange={setUsers} />}
      </Field>
      <Choices
        label={t('operations.position.label')}
        required
        value={position}
        onChange={setPosition}
        options={(['before', 'parallel', 'after'] as const).map((value) => ({
          value,
          label: t(`operations.position.${value}`),
          hint: t(`operations.positionHint.${value}`),
        }))}
      />
      {users.length > 1 && (
        <Choices
          label={t('operations.rule.label')}
          required
          value={rule}
          onChange={setRule}
          options={(questions.length > 0 ? (['all', 'any', 'vote'] as const) : (['all', 'any'] as const)).map(
            (value) => ({ value, label: t(`operations.rule.${value}`), hint: t(`operations.ruleHint.${value}`) }),
          )}
        />
      )}
      {users.length > 1 && rule === 'vote' && (
        <div className="vote">
          <Field label={t('operations.question')} required>
            {(control) => <Select {...control} value={asked} options={questions} onChange={setVariable} />}
          </Field>
          <fieldset className="field">
            <legend>{t('operations.weights')}</legend>
            {users.map((user) => (
              <label key={user} className="vote-weight">
                <span>{person(user)}</span>
                <InputNumber
                  min={0}
                  max={1000}
                  value={weightOf(user)}
                  onChange={(value) => setWeights((before) => ({ ...before, [user]: value ?? 0 }))}
                />
              </label>
            ))}
          </fieldset>
          <Field
            label={t('operations.threshold')}
            required
            hint={t('operations.thresholdHint', { all })}
            error={needed > all ? t('operations.thresholdTooHigh', { all }) : ''}
          >
            {({ status, ...control }) => (
              <InputNumber {...control} status={status} min={1} value={needed} onChange={setThreshold} />
            )}
          </Field>
        </div>
      )}
    </OperationForm>
  );
}
