import type { ContractDetail, SaveContractRequest } from '@pledge/contracts';
import { ApiProblem, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveContract } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { listProfiles } from '../api/profiles.js';
import { useBilingual } from '../common/bilingual.js';
import { DayInput } from '../common/day-input.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { useStaffOptions } from './use-staff-options.js';

const firstPhases = ['install', 'trial', 'warranty', 'maintenance'] as const;
type FirstPhase = (typeof firstPhases)[number];

/** Creates a contract as a draft, or changes the one given; a signed one keeps number, customer and profile. */
export function ContractForm(props: {
  readonly detail?: ContractDetail;
  readonly partyId?: string;
  readonly onClose: () => void;
  readonly onSaved: (detail: ContractDetail) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const queries = useQueryClient();
  const { detail } = props;
  const signed = detail?.state === 'active';
  const [contract, setContract] = useState(() => startOf(detail, props.partyId));
  const [tried, setTried] = useState(false);
  const parties = useQuery({ queryKey: keys.parties, queryFn: listParties });
  const profiles = useQuery({ queryKey: keys.profiles, queryFn: listProfiles });
  const staff = useStaffOptions();
  const save = useMutation({
    mutationFn: () => saveContract(detail?.number ?? null, bodyOf(contract, detail)),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: keys.contracts });
      await queries.invalidateQueries({ queryKey: keys.contract(saved.number) });
      props.onSaved(saved);
      props.onClose();
    },
  });
  const server = fieldErrors(save.error);
  const error = (name: keyof typeof contract, required = false): string =>
    tried && required && contract[name] === '' ? t('web.form.required') : (server[name] ?? '');
  const ready = ['number', 'name', 'partyId', 'profileId', 'startsOn', 'endsOn'] as const;
  const text = (
    name: 'number' | 'name' | 'customerLabel' | 'providerLabel' | 'scopeNote',
    label: string,
    required = false,
  ) => (
    <Field label={label} required={required} error={error(name, required)}>
      {(control) => (
        <Input
          {...control}
          disabled={name === 'number' && signed}
          value={contract[name]}
          onChange={(event) => setContract({ ...contract, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const day = (name: 'startsOn' | 'endsOn' | 'trialFrom' | 'acceptedOn', label: string, required = false) => (
    <Field label={label} required={required} error={error(name, required)}>
      {(control) => (
        <DayInput
          control={control}
          value={contract[name]}
          onChange={(chosen) => setContract({ ...contract, [name]: chosen })}
        />
      )}
    </Field>
  );
  return (
    <Modal
      open
      width={640}
      title={t(detail === undefined ? 'customers.addContract' : 'contract.change')}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (ready.every((name) => contract[name] !== '')) save.mutate();
        }}
      >
        <div className="form-row">
          {text('number', t('contract.number'), true)}
          {text('name', t('contract.name'), true)}
        </div>
        <Field label={t('case.customer')} required error={error('partyId', true)}>
          {(control) => (
            <Select
              id={control.id}
              status={control.status}
              showSearch={{ optionFilterProp: 'label' }}
              disabled={signed}
              value={contract.partyId === '' ? undefined : contract.partyId}
              options={parties.data?.items
                .filter((party) => party.kind === 'customer')
                .map((party) => ({ value: party.id, label: party.name }))}
              onChange={(partyId: string) => setContract({ ...contract, partyId })}
            />
          )}
        </Field>
        <Field label={t('contract.profile')} required hint={t('contract.profileHint')} error={error('profileId', true)}>
          {(control) => (
            <Select
              id={control.id}
              status={control.status}
              showSearch={{ optionFilterProp: 'label' }}
              disabled={signed}
              value={contract.profileId === '' ? undefined : contract.profileId}
              options={profiles.data?.items
                .filter((profile) => profile.published)
                .map((profile) => ({ value: profile.id, label: `${profile.id} · ${say(profile.name)}` }))}
              onChange={(profileId: string) => setContract({ ...contract, profileId })}
            />
          )}
        </Field>
        <div className="form-row">
          {day('startsOn', t('contract.startsOn'), true)}
          {day('endsOn', t('contract.endsOn'), true)}
        </div>
        <div className="form-row">
          <Field label={t('contract.firstPhase')} required error={error('firstPhase')}>
            {(control) => (
              <Select
                id={control.id}
                value={contract.firstPhase}
                options={firstPhases.map((phase) => ({ value: phase, label: t(`phase.${phase}`) }))}
                onChange={(firstPhase: FirstPhase) => setContract({ ...contract, firstPhase })}
              />
            )}
          </Field>
          {day('trialFrom', t('contract.trialFrom'))}
        </div>
        <div className="form-row">
          {day('acceptedOn', t('contract.acceptedOn'))}
          <Field label={t('contract.warrantyMonths')} required error={error('warrantyMonths')}>
            {(control) => (
              <InputNumber
                id={control.id}
                min={0}
                max={240}
                style={{ width: '100%' }}
                value={contract.warrantyMonths}
                onChange={(value) => setContract({ ...contract, warrantyMonths: value ?? 0 })}
              />
            )}
          </Field>
        </div>
        <div className="form-row">
          {text('customerLabel', t('contract.customerLabel'))}
          {text('providerLabel', t('contract.providerLabel'))}
        </div>
        <Field label={t('contract.dedicated')} error={error('dedicatedPerson')}>
          {(control) => (
            <Select
              id={control.id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={contract.dedicatedPerson === '' ? undefined : contract.dedicatedPerson}
              options={staff}
              onChange={(username: string | undefined) => setContract({ ...contract, dedicatedPerson: username ?? '' })}
            />
          )}
        </Field>
        {text('scopeNote', t('contract.scope'))}
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(detail === undefined ? 'contract.saveDraft' : 'contract.save')}
        </Button>
      </form>
    </Modal>
  );
}

interface Draft {
  readonly number: string;
  readonly name: string;
  readonly partyId: string;
  readonly profileId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly firstPhase: FirstPhase;
  readonly trialFrom: string;
  readonly acceptedOn: string;
  readonly warrantyMonths: number;
  readonly customerLabel: string;
  readonly providerLabel: string;
  readonly dedicatedPerson: string;
  readonly scopeNote: string;
}

function startOf(detail: ContractDetail | undefined, partyId: string | undefined): Draft {
  const phase = firstPhases.find((one) => one === detail?.firstPhase);
  return {
    number: detail?.number ?? '',
    name: detail?.name ?? '',
    partyId: detail?.partyId ?? partyId ?? '',
    profileId: detail?.profileId ?? '',
    startsOn: detail?.startsOn ?? '',
    endsOn: detail?.endsOn ?? '',
    firstPhase: phase ?? (detail === undefined ? 'install' : 'maintenance'),
    trialFrom: detail?.trialFrom ?? '',
    acceptedOn: detail?.acceptedOn ?? '',
    warrantyMonths: detail?.warrantyMonths ?? 12,
    customerLabel: detail?.partyLabels.customer.zh ?? '',
    providerLabel: detail?.partyLabels.provider.zh ?? '',
    dedicatedPerson: detail?.dedicatedPerson ?? '',
    scopeNote: detail?.scopeNote ?? '',
  };
}

function bodyOf(draft: Draft, detail: ContractDetail | undefined): SaveContractRequest {
  const { customerLabel, providerLabel, trialFrom, acceptedOn, dedicatedPerson, ...rest } = draft;
  const kept = detail?.partyLabels;
  const untouched = kept?.customer.zh === customerLabel && kept.provider.zh === providerLabel;
  // names that came with one profile do not stay when another is chosen
  const follows = untouched && detail !== undefined && detail.profileId !== rest.profileId;
  const own = !follows && customerLabel.trim() !== '' && providerLabel.trim() !== '';
  /** English labels stay as they are while the Chinese ones do. */
  const label = (zh: string, before: { zh: string; en: string } | undefined) =>
    before?.zh === zh ? before : { zh, en: zh };
  return {
    ...rest,
    number: rest.number.trim().toUpperCase(),
    trialFrom: trialFrom === '' ? null : trialFrom,
    acceptedOn: acceptedOn === '' ? null : acceptedOn,
    dedicatedPerson: dedicatedPerson === '' ? null : dedicatedPerson,
    partyLabels: own
      ? { customer: label(customerLabel.trim(), kept?.customer), provider: label(providerLabel.trim(), kept?.provider) }
      : null,
    ...(detail === undefined ? {} : { revision: detail.revision }),
    ...(detail?.state === 'active' ? { profileVersion: detail.profileVersion } : {}),
  };
}
