import type { EmergencyPlan, ReadinessItem } from '@pledge/contracts';
import { formatInstant, newIdempotencyKey, problemText, useNow, useUser } from '@pledge/web';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { Choices, Field, FormError } from '../common/field.js';
import { usePeople } from '../common/use-people.js';
import { useSendOnce } from '../offline/use-send-once.js';

/** What has to be ready before anything happens, with due dates; late and unfit ones say so (S3-20..23). */
export function PlanReadiness({ plan }: { readonly plan: EmergencyPlan }): React.JSX.Element {
  const { t } = useTranslation();
  const staff = useUser().side === 'provider';
  return (
    <section aria-labelledby="readiness-title">
      <h2 id="readiness-title">{t('emergency.readiness')}</h2>
      {plan.readiness.length === 0 && <p className="soft">{t('common.none')}</p>}
      <ul className="readiness">
        {plan.readiness.map((item) => (
          <Item key={item.id} planKey={plan.key} item={item} acts={staff} />
        ))}
      </ul>
    </section>
  );
}

function Item(props: {
  readonly planKey: string;
  readonly item: ReadinessItem;
  readonly acts: boolean;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const person = usePeople();
  const [open, setOpen] = useState(false);
  const { item } = props;
  const time = (iso: string | null): string => formatInstant(iso, i18n.language, now);
  return (
    <li data-bad={item.overdue || item.result === 'unfit'}>
      <div className="section-head">
        <h3>{say(item.name)}</h3>
        {props.acts && !open && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('emergency.check')}
          </Button>
        )}
      </div>
      <p>
        {item.overdue ? (
          <strong className="late">✕ {t('emergency.overdueSince', { time: time(item.dueAt) })}</strong>
        ) : (
          <span className="num">{t('emergency.dueAt', { time: time(item.dueAt) })}</span>
        )}{' '}
        <span className="soft">{item.source}</span>
      </p>
      {item.checkedAt !== null && (
        <p className="soft">
          {item.result === 'unfit' ? (
            <strong>✕ {t('emergency.result.unfit')}</strong>
          ) : (
            <>✓ {t('emergency.result.fit')}</>
          )}{' '}
          {time(item.checkedAt)} {props.acts && person(item.checkedBy)} {item.note}
        </p>
      )}
      {open && <CheckForm planKey={props.planKey} item={item} onClose={() => setOpen(false)} />}
    </li>
  );
}

function CheckForm(props: {
  readonly planKey: string;
  readonly item: ReadinessItem;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const queries = useQueryClient();
  const send = useSendOnce();
  const { planKey, item } = props;
  const [key] = useState(newIdempotencyKey);
  const [result, setResult] = useState<'fit' | 'unfit' | undefined>();
  const [note, setNote] = useState('');
  const check = useMutation({
    mutationFn: (found: 'fit' | 'unfit') =>
      send({
        key: `${key}-${found}-${note.trim().length}`,
        path: `/emergency-plans/${planKey}/readiness/${item.id}`,
        body: { result: found, note: note.trim() },
        about: { link: `/emergencies/plans/${planKey}`, name: say(item.name), deed: 'check' },
      }),
    onSuccess: async () => {
      props.onClose();
      await queries.invalidateQueries({ queryKey: keys.emergencyPlans });
    },
  });
  return (
    <form
      className="operation-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (result !== undefined) check.mutate(result);
      }}
    >
      <Choices
        label={t('emergency.found')}
        required
        inline
        value={result}
        options={(['fit', 'unfit'] as const).map((value) => ({ value, label: t(`emergency.result.${value}`) }))}
        onChange={setResult}
      />
      <Field label={t('emergency.note')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <FormError>{check.isError ? problemText(check.error, t) : ''}</FormError>
      <div className="start-rest">
        <Button type="primary" htmlType="submit" loading={check.isPending} disabled={result === undefined}>
          {t('emergency.register')}
        </Button>
        <Button type="text" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
