import type { ModelingCatalogue, PlayWait } from '@pledge/contracts';
import { currentLanguage, formatInstant, type FormSchema, FormView, type FormViewHandle, joined } from '@pledge/web';
import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownVariable } from '../properties/known-variables.js';
import type { Deed } from './play-session.js';
import { VariableRows, valuesOf, type VariableRow } from './variable-rows.js';

interface WaitCardProps {
  readonly wait: PlayWait;
  /** Name of the element. */
  readonly name: string;
  readonly catalogue: ModelingCatalogue;
  readonly known: readonly KnownVariable[];
  readonly running: boolean;
  /** What the way after it is decided by, and is not known yet. */
  readonly asked: readonly string[];
  /** Virtual, epoch ms. */
  readonly now: number;
  readonly onAnswer: (deed: Deed) => void;
  readonly onJump: (to: number) => void;
  readonly onShow: () => void;
}

/** One thing the case waits for, and what answers it. */
export function WaitCard(props: WaitCardProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { wait, name, catalogue, now } = props;
  const english = currentLanguage() === 'en';
  const label = (list: keyof ModelingCatalogue, value: string): string => {
    const found = (catalogue[list] as readonly { value: string; zh: string; en: string }[]).find(
      (each) => each.value === value,
    );
    return found ? (english ? found.en : found.zh) : value;
  };
  const about = (): string => {
    switch (wait.kind) {
      case 'task':
        return joined((wait.candidateGroups ?? []).map((role) => label('roles', role)));
      case 'job':
        return label('delegates', wait.jobType ?? '');
      case 'message':
        return label('messages', wait.name ?? '');
      case 'signal':
        return label('signals', wait.name ?? '');
      case 'call':
        return label('processes', wait.calledProcess ?? '');
      case 'timer':
        return '';
    }
  };
  return (
    <li className="wait-card" data-kind={wait.kind}>
      <div className="wait-head">
        <span className="soft">{t(`modeler.trial.kinds.${wait.kind}`)}</span>
        <button type="button" className="link" onClick={props.onShow}>
          <strong>{name}</strong>
        </button>
        {wait.loopCounter !== undefined && (
          <span className="soft num">{t('modeler.trial.repetition', { number: wait.loopCounter })}</span>
        )}
      </div>
      {about() !== '' && <p className="soft">{about()}</p>}
      {wait.dueAt !== undefined && (
        <p className="soft num">
          {t('modeler.trial.dueAt', { at: formatInstant(wait.dueAt, i18n.language, now) })}
          {Date.parse(wait.dueAt) > now && (
            <button
              type="button"
              className="link"
              disabled={props.running}
              onClick={() => props.onJump(Date.parse(wait.dueAt ?? ''))}
            >
              {t('modeler.trial.jumpHere')}
            </button>
          )}
        </p>
      )}
      {wait.kind === 'task' ? <TaskAnswer {...props} /> : wait.kind !== 'timer' && <OtherAnswer {...props} />}
    </li>
  );
}

function deedFor(wait: PlayWait, variables: Record<string, unknown>, error?: string): Deed {
  const { elementId, processId, visit } = wait;
  return {
    do: 'answer',
    elementId,
    processId,
    visit,
    variables,
    ...(error === undefined ? {} : { error: { code: error } }),
  };
}

/** The task's own form, checked as in the inbox; without one a single button. */
function TaskAnswer({ wait, name, running, onAnswer }: WaitCardProps): React.JSX.Element {
  const { t } = useTranslation();
  const form = useRef<FormViewHandle | null>(null);
  const [open, setOpen] = useState(false);
  const complete = (): void => {
    if (!wait.form) return onAnswer(deedFor(wait, {}));
    const submitted = form.current?.submit();
    if (submitted?.valid) onAnswer(deedFor(wait, submitted.data));
  };
  if (wait.form && !open)
    return (
      <Button onClick={() => setOpen(true)} aria-label={`${t('modeler.trial.fillIn')} · ${name}`}>
        {t('modeler.trial.fillIn')}
      </Button>
    );
  return (
    <>
      {wait.formId !== undefined && !wait.form && (
        <p role="alert">{t('modeler.trial.formMissing', { form: wait.formId })}</p>
      )}
      {wait.form && <FormView ref={form} schema={wait.form.schema as FormSchema} data={wait.form.variables} />}
      <Button
        type="primary"
        loading={running}
        onClick={complete}
        aria-label={`${t('modeler.trial.complete')} · ${name}`}
      >
        {t('modeler.trial.complete')}
      </Button>
    </>
  );
}

/** What comes from outside: a result or an error of a system task or call, a message, a signal. */
function OtherAnswer(props: WaitCardProps): React.JSX.Element {
  const { wait, name, catalogue, known, running, onAnswer } = props;
  const { t } = useTranslation();
  const english = currentLanguage() === 'en';
  const [rows, setRows] = useState<readonly VariableRow[]>(() =>
    props.asked.map((variable) => ({ name: variable, text: '' })),
  );
  const [error, setError] = useState<string | undefined>(undefined);
  const deed = t(error === undefined ? `modeler.trial.answer.${wait.kind}` : 'modeler.trial.fail');
  const fails = wait.kind === 'job' || wait.kind === 'call';
  return (
    <>
      <VariableRows rows={rows} known={known} onChange={setRows} />
      <div className="wait-actions">
        <Button
          loading={running}
          aria-label={`${deed} · ${name}`}
          onClick={() => onAnswer(deedFor(wait, valuesOf(rows), error))}
        >
          {deed}
        </Button>
        {fails && catalogue.errors.length > 0 && (
          <Select
            aria-label={t('modeler.trial.withError')}
            placeholder={t('modeler.trial.withError')}
            allowClear
            value={error}
            options={catalogue.errors.map(({ value, zh, en }) => ({ value, label: english ? en : zh }))}
            onChange={setError}
          />
        )}
      </div>
    </>
  );
}
