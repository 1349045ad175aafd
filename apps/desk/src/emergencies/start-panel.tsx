import type { EmergencyPlan, StartedEmergency } from '@pledge/contracts';
import { newIdempotencyKey, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { proposePlans } from '../api/emergencies.js';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { useBilingual } from '../common/bilingual.js';
import { Choices, Field, FormError } from '../common/field.js';
import { useSendForAnswer } from '../offline/use-send-once.js';
import { PlanChoice } from './plan-choice.js';
import { newDraft, requestOf, type Cause, type Grade, type Scope, type StartDraft } from './start-draft.js';

const causes = ['power', 'network', 'server', 'storage', 'oa', 'sms', 'application', 'unknown'] as const;
const scopes = ['institution', 'departments', 'department', 'workstation'] as const;
const grades = ['high', 'medium', 'low'] as const;
/** The customer of the last report of this browser. */
const LAST_PARTY = 'pledge.emergency.party';

/** From the report to the running plan: what failed, then which plan. Everything else has an answer already (S3-24). */
export function StartPanel({ plans }: { readonly plans: readonly EmergencyPlan[] }): React.JSX.Element {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<StartDraft | null>(null);
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties });
  const customers = (parties.data?.items ?? []).filter((one) => one.kind === 'customer');
  const party = draft?.partyId ?? usual(customers);
  const choose = (cause: Cause): void => setDraft({ ...newDraft(cause, party), ...draft, cause });
  return (
    <section className="start-panel" aria-labelledby="start-title">
      <h2 id="start-title">{t('emergency.start.title')}</h2>
      <div className="cause-grid" role="group" aria-label={t('emergency.start.cause')}>
        {causes.map((cause) => (
          <button key={cause} type="button" aria-pressed={draft?.cause === cause} onClick={() => choose(cause)}>
            {t(`emergency.cause.${cause}`)}
          </button>
        ))}
      </div>
      {draft !== null && (
        <StartForm
          draft={draft}
          plans={plans}
          customers={customers}
          onChange={setDraft}
          onCancel={() => setDraft(null)}
        />
      )}
    </section>
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The customer of the last report here, or the only one there is. */
function usual(customers: readonly Named[]): string | undefined {
  const last = localStorage.getItem(LAST_PARTY);
  return (customers.find((one) => one.id === last) ?? (customers.length === 1 ? customers[0] : undefined))?.id;
}

function StartForm(props: {
  readonly draft: StartDraft;
  readonly plans: readonly EmergencyPlan[];
  readonly customers: readonly Named[];
  readonly onChange: (draft: StartDraft) => void;
  readonly onCancel: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const say = useBilingual();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const send = useSendForAnswer<StartedEmergency>();
  const { draft, plans, customers } = props;
  // A repeated click is the same report: it keeps its key until something is changed.
  const [key, setKey] = useState(newIdempotencyKey);
  const [other, setOther] = useState<string | undefined>();
  const change = (part: Partial<StartDraft>): void => {
    setKey(newIdempotencyKey());
    props.onChange({ ...draft, ...part });
  };
  const { cause, scope, impact, urgency } = draft;
  const report = { cause, scope, impact, urgency };
  const proposed = useQuery({ queryKey: keys.planProposals(report), queryFn: () => proposePlans(report) });
  const party = customers.find((one) => one.id === draft.partyId);
  const usualTitle = [party?.name, t(`emergency.causeTitle.${cause}`)].filter(Boolean).join(' · ');
  const alone = scope === 'workstation';
  const start = useMutation({
    mutationFn: (planKey: string | undefined) => {
      if (draft.partyId !== undefined) localStorage.setItem(LAST_PARTY, draft.partyId);
      return send({
        key: `${key}-${planKey ?? 'none'}`,
        path: '/emergencies',
        body: requestOf(draft, usualTitle, planKey),
        about: {
          link: '/emergencies',
          name: draft.title.trim() === '' ? usualTitle : draft.title.trim(),
          deed: 'start',
        },
      });
    },
    onSuccess: async (result) => {
      await queries.invalidateQueries({ queryKey: keys.emergencies });
      if (result.outcome === 'sent') return navigate(`/emergencies/${result.answer.number}`);
      props.onCancel();
      return void message.info(t('emergency.start.queued'));
    },
  });
  const proposals = (proposed.data?.items ?? []).flatMap(({ key: planKey, why, whyEn }) => {
    const plan = plans.find((one) => one.key === planKey);
    return plan === undefined ? [] : [{ plan, why: i18n.language === 'en' && whyEn !== '' ? whyEn : why }];
  });
  const others = plans.filter((plan) => plan.may.start && !proposals.some((one) => one.plan.key === plan.key));
  const shown = [
    ...proposals,
    ...others.filter((plan) => plan.key === other).map((plan) => ({ plan, why: t('emergency.start.byHand') })),
  ];
  return (
    <div className="start-form">
      <div className="start-facts">
        <Choices<Scope>
          label={t('emergency.scopeLabel')}
          required
          value={scope}
          options={scopes.map((value) => ({ value, label: t(`emergency.scope.${value}`) }))}
          onChange={(value) => change({ scope: value })}
        />
        <Grades label={t('emergency.impact')} value={impact} onChange={(value) => change({ impact: value })} />
        <Grades label={t('emergency.urgency')} value={urgency} onChange={(value) => change({ urgency: value })} />
        <div className="start-words">
          <Field
            label={t('emergency.start.customer')}
            hint={party === undefined ? t('emergency.start.noCustomer') : undefined}
          >
            {(control) => (
              <Select
                {...control}
                allowClear
                showSearch
                optionFilterProp="label"
                value={draft.partyId}
                options={customers.map((one) => ({ value: one.id, label: one.name }))}
                onChange={(value: string | undefined) => change({ partyId: value })}
              />
            )}
          </Field>
          <Field label={t('emergency.start.what')}>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={draft.title}
                placeholder={usualTitle}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
        </div>
      </div>
      <div className="start-plans" aria-live="polite">
        <h3>{t(alone ? 'emergency.start.aloneTitle' : 'emergency.start.proposed')}</h3>
        {alone && <p className="soft">{t('emergency.start.alone')}</p>}
        {!alone && proposed.isSuccess && proposals.length === 0 && (
          <p className="soft">{t('emergency.start.noProposal')}</p>
        )}
        {!alone && proposed.isError && <p className="soft">{t('emergency.start.offlineProposals')}</p>}
        <ul className="plan-choices">
          {!alone &&
            shown.map(({ plan, why }) => (
              <PlanChoice
                key={plan.key}
                plan={plan}
                why={why}
                busy={start.isPending}
                onStart={() => start.mutate(plan.key)}
              />
            ))}
        </ul>
        <FormError>{start.isError ? problemText(start.error, t) : ''}</FormError>
        <div className="start-rest">
          <Button loading={start.isPending && start.variables === undefined} onClick={() => start.mutate(undefined)}>
            {t(alone ? 'emergency.start.standby' : 'emergency.start.leader')}
          </Button>
          {!alone && (
            <Select
              className="other-plan"
              allowClear
              value={other}
              placeholder={t('emergency.start.other')}
              aria-label={t('emergency.start.other')}
              options={others.map((plan) => ({ value: plan.key, label: say(plan.content.name) }))}
              onChange={(value: string | undefined) => setOther(value)}
            />
          )}
          <Button type="text" onClick={props.onCancel}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Grades(props: {
  readonly label: string;
  readonly value: Grade;
  readonly onChange: (value: Grade) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <Choices<Grade>
      label={props.label}
      required
      inline
      value={props.value}
      options={grades.map((value) => ({ value, label: t(`emergency.grade.${value}`) }))}
      onChange={props.onChange}
    />
  );
}
