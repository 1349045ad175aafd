import type { TaskView } from '@pledge/contracts';
import {
  ApiProblem,
  asksFor,
  currentLanguage,
  FormView,
  formatTime,
  isoWithOffset,
  localizeSchema,
  newIdempotencyKey,
  problemText,
  serverNow,
  submitLabel,
  withoutButtons,
  useUser,
  withoutKeys,
  type FormSchema,
  type FormViewHandle,
} from '@pledge/web';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { FormError } from '../common/field.js';
import { SignaturePad } from '../common/signature-pad.js';
import { useUnsent } from '../offline/unsent-bar.js';
import { useKeep, useSendOnce, type NewWrite } from '../offline/use-send-once.js';
import { ArrivalField } from './arrival-field.js';
import { dropLocalDraft } from './local-draft.js';
import { SignLink } from './sign-link.js';
import { useDraft } from './use-draft.js';

/** Fields that this screen draws itself, by the key of the form: a canvas to sign on, and "now" as the time of arrival. */
const own = { signature: 'signature', arrival: 'arrivedAt' } as const;

export interface TaskFormProps {
  readonly task: TaskView;
  /** The task's name in the page's language. */
  readonly name: string;
  readonly schema: FormSchema | null;
  readonly initial: Readonly<Record<string, unknown>>;
  readonly forCustomer: boolean;
}

/** The form of a task with draft, signature, arrival and the primary button that names the deed. */
export function TaskForm({ task, name, schema, initial, forCustomer }: TaskFormProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const form = useRef<FormViewHandle>(null);
  const [signature, setSignature] = useState('');
  const [arrival, setArrival] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const [key] = useState(newIdempotencyKey);
  const [drawn, setDrawn] = useState(false);
  const { username } = useUser();
  const sendOnce = useSendOnce();
  const keep = useKeep();
  const unsent = useUnsent().some(
    (item) => item.about.taskId === task.id && item.about.deed === 'complete' && item.refused === undefined,
  );
  const draft = useDraft(task.id, task.may.complete);
  const signs = schema !== null && asksFor(schema, own.signature);
  const arrives = schema !== null && asksFor(schema, own.arrival);
  const shown = useMemo(
    () => (schema === null ? null : withoutKeys(withoutButtons(schema), new Set<string>(Object.values(own)))),
    [schema],
  );
  const hasFields = shown !== null && (shown.components ?? []).length > 0;
  const label =
    submitLabel(schema === null ? null : localizeSchema(schema, i18n.language)) ??
    (arrives ? t('task.arrive') : signs ? t('task.sign') : t('task.complete', { name }));

  const complete = async (): Promise<void> => {
    setFailure('');
    const filled = !hasFields ? { data: {}, valid: true } : (form.current?.submit() ?? { data: {}, valid: false });
    if (!filled.valid) return setFailure(t('task.checkFields'));
    if (signs && signature === '') return setFailure(t('task.signFirst'));
    const variables = {
      ...filled.data,
      ...(signs ? { [own.signature]: signature } : {}),
      ...(arrives ? { [own.arrival]: arrival === '' ? isoWithOffset(serverNow()) : arrival } : {}),
    };
    setBusy(true);
    try {
      draft.stop();
      const answer: NewWrite = {
        key: `${key}-${hash(JSON.stringify(variables))}`,
        path: `/tasks/${task.id}/complete`,
        body: { variables },
        about: { taskId: task.id, name, deed: 'complete' },
      };
      // Without a connection the claim waits too, and the answer behind it.
      const claim = task.may.complete
        ? 'sent'
        : await sendOnce({
            key: `${key}-claim`,
            path: `/tasks/${task.id}/claim`,
            body: undefined,
            about: { taskId: task.id, name, deed: 'claim' },
          });
      if (claim === 'queued') keep(answer);
      if (claim === 'queued' || (await sendOnce(answer)) === 'queued') return;
      dropLocalDraft(username, task.id);
      void message.success(t('task.done', { name }));
      await queries.invalidateQueries({ queryKey: keys.tasks });
      if (task.caseNumber !== null) {
        await queries.invalidateQueries({ queryKey: keys.caseAll(task.caseNumber) });
        await queries.invalidateQueries({ queryKey: keys.contract(task.caseNumber) });
      }
    } catch (error) {
      const rest = error instanceof ApiProblem ? (form.current?.showErrors(error.errors) ?? error.errors) : [];
      const sentences = new Set([problemText(error, t), ...rest.map((problem) => problem.message)]);
      setFailure([...sentences].filter((text) => text !== '').join(' '));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="task-form" data-signs={signs} data-quick={arrives}>
      {hasFields && (
        <FormView ref={form} schema={shown} data={initial} onChange={draft.keep} onReady={() => setDrawn(true)} />
      )}
      {signs && (
        <div className="field">
          <span className="field-label">{t('sign.signature')}</span>
          <SignaturePad onChange={setSignature} />
        </div>
      )}
      <FormError>{failure}</FormError>
      <div className="thumb-bar">
        {arrives && <ArrivalField value={arrival} onChange={setArrival} />}
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={unsent || (hasFields && !drawn)}
          onClick={() => void complete()}
        >
          {label}
        </Button>
        {signs && !forCustomer && task.caseNumber !== null && (
          <SignLink taskId={task.id} caseNumber={task.caseNumber} />
        )}
        <span className="soft draft-state" role="status">
          {draft.state.kind === 'saved' &&
            t('task.draftSaved', { time: formatTime(new Date(draft.state.at).toISOString(), currentLanguage()) })}
          {draft.state.kind === 'local' && !unsent && t('task.draftLocal')}
          {draft.state.kind === 'failed' && t('task.draftFailed')}
          {unsent && t('unsent.here')}
        </span>
      </div>
    </div>
  );
}

/** A short fingerprint: a corrected answer is another request, the same answer sent twice is one. */
function hash(text: string): string {
  let value = 5381;
  for (let index = 0; index < text.length; index += 1) value = ((value << 5) + value + text.charCodeAt(index)) >>> 0;
  return value.toString(36);
}
