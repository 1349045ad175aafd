import {
  COMPONENTS,
  type DeviceFile,
  type DeviceStatus,
  type Licence,
  type Site,
  type TopologyLink,
} from '@pledge/contracts';
import { ApiProblem, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getCustomer, saveDevice } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { DayInput } from '../common/day-input.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';

const statuses: readonly DeviceStatus[] = ['in-service', 'standby', 'in-repair', 'retired'];

/** Registers a device, or changes the one given; the reason of a change stands in the archive. */
export function DeviceForm(props: {
  readonly file?: DeviceFile;
  readonly partyId: string;
  readonly sites?: readonly Site[];
  readonly contractNumber?: string;
  readonly onClose: () => void;
  readonly onSaved: (file: DeviceFile) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const queries = useQueryClient();
  const { file } = props;
  const customer = useQuery({ queryKey: keys.customer(props.partyId), queryFn: () => getCustomer(props.partyId) });
  const [cells, setCells] = useState({
    serialNumber: file?.serialNumber ?? '',
    name: file?.name ?? '',
    model: file?.model ?? '',
    component: file?.component ?? '',
    siteId: file?.siteId ?? '',
    contractNumber: file === undefined ? (props.contractNumber ?? '') : (file.contractNumber ?? ''),
    firmware: file?.firmware ?? '',
    location: file?.location ?? '',
    warrantyUntil: file?.warrantyUntil ?? '',
    note: '',
  });
  const [status, setStatus] = useState<DeviceStatus>(file?.status ?? 'in-service');
  const [licences, setLicences] = useState<readonly Licence[]>(file?.licences ?? []);
  const [links, setLinks] = useState<readonly TopologyLink[]>(file?.topology ?? []);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      saveDevice(file?.serialNumber ?? null, {
        ...cells,
        serialNumber: cells.serialNumber.trim().toUpperCase(),
        partyId: props.partyId,
        contractNumber: cells.contractNumber === '' ? null : cells.contractNumber,
        warrantyUntil: cells.warrantyUntil === '' ? null : cells.warrantyUntil,
        status,
        licences: licences.filter((one) => one.name.trim() !== ''),
        topology: links.filter((one) => one.port.trim() !== '' && one.peer.trim() !== ''),
        topologyFileId: file?.topologyFileId ?? null,
        ...(file === undefined ? {} : { revision: file.revision }),
      }),
    onSuccess: async (saved) => {
      await Promise.all(
        [keys.contracts, keys.customers, keys.devices].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      props.onSaved(saved);
      props.onClose();
    },
  });
  const server = fieldErrors(save.error);
  const needed = ['serialNumber', 'name', 'model', 'component', 'siteId'] as const;
  type Cell = keyof typeof cells;
  const error = (name: Cell): string =>
    tried && needed.some((one) => one === name) && cells[name].trim() === ''
      ? t('web.form.required')
      : (server[name] ?? '');
  const text = (name: Cell): React.JSX.Element => (
    <Field label={t(`cell.${name}`)} required={needed.some((one) => one === name)} error={error(name)}>
      {(control) => (
        <Input
          {...control}
          value={cells[name]}
          onChange={(event) => setCells({ ...cells, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const choice = (name: Cell, options: { value: string; label: string }[]): React.JSX.Element => (
    <Field label={t(`cell.${name}`)} required={needed.some((one) => one === name)} error={error(name)}>
      {(control) => (
        <Select
          id={control.id}
          status={control.status}
          allowClear={name === 'contractNumber'}
          showSearch={{ optionFilterProp: 'label' }}
          value={cells[name] === '' ? undefined : cells[name]}
          options={options}
          onChange={(value: string | undefined) => setCells({ ...cells, [name]: value ?? '' })}
        />
      )}
    </Field>
  );
  const sites = props.sites ?? customer.data?.sites ?? [];
  return (
    <Modal
      open
      width={680}
      title={t(file === undefined ? 'device.add' : 'device.change')}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (needed.every((name) => cells[name].trim() !== '')) save.mutate();
        }}
      >
        <div className="form-row">
          {text('serialNumber')}
          {text('name')}
        </div>
        <div className="form-row">
          {text('model')}
          {choice(
            'component',
            COMPONENTS.map(({ code, label }) => ({ value: code, label: say(label) })),
          )}
        </div>
        <div className="form-row">
          {choice(
            'siteId',
            sites.map((site) => ({ value: site.id, label: site.name })),
          )}
          {text('location')}
        </div>
        <div className="form-row">
          {choice(
            'contractNumber',
            (customer.data?.contracts ?? []).map(({ number, name }) => ({
              value: number,
              label: `${number} · ${name}`,
            })),
          )}
          <Field label={t('cell.status')} required>
            {(control) => (
              <Select
                id={control.id}
                value={status}
                options={statuses.map((one) => ({ value: one, label: t(`deviceStatus.${one}`) }))}
                onChange={setStatus}
              />
            )}
          </Field>
        </div>
        <div className="form-row">
          {text('firmware')}
          <Field label={t('cell.warrantyUntil')} error={error('warrantyUntil')}>
            {(control) => (
              <DayInput
                control={control}
                value={cells.warrantyUntil}
                onChange={(warrantyUntil) => setCells({ ...cells, warrantyUntil })}
              />
            )}
          </Field>
        </div>
        <fieldset className="field row-field">
          <legend>{t('device.licences')}</legend>
          {licences.map((licence, position) => (
            <div key={position} className="row-inputs">
              {(['name', 'key'] as const).map((name) => (
                <Input
                  key={name}
                  value={licence[name]}
                  placeholder={t(`licence.${name}`)}
                  aria-label={t(`licence.${name}`)}
                  onChange={(event) =>
                    setLicences(replaced(licences, position, { ...licence, [name]: event.target.value }))
                  }
                />
              ))}
              <DayInput
                label={t('licence.expiresOn')}
                value={licence.expiresOn ?? ''}
                onChange={(day) =>
                  setLicences(replaced(licences, position, { ...licence, expiresOn: day === '' ? null : day }))
                }
              />
              <Button type="text" onClick={() => setLicences(licences.filter((_, other) => other !== position))}>
                {t('common.remove')}
              </Button>
            </div>
          ))}
          <Button
            size="small"
            onClick={() => setLicences([...licences, { name: '', key: '', count: null, expiresOn: null }])}
          >
            {t('device.addLicence')}
          </Button>
        </fieldset>
        <fieldset className="field row-field">
          <legend>{t('device.topology')}</legend>
          {links.map((link, position) => (
            <div key={position} className="row-inputs">
              {(['port', 'peer', 'peerPort', 'medium'] as const).map((name) => (
                <Input
                  key={name}
                  value={link[name]}
                  placeholder={t(`topology.${name}`)}
                  aria-label={t(`topology.${name}`)}
                  onChange={(event) => setLinks(replaced(links, position, { ...link, [name]: event.target.value }))}
                />
              ))}
              <Button type="text" onClick={() => setLinks(links.filter((_, other) => other !== position))}>
                {t('common.remove')}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => setLinks([...links, { port: '', peer: '', peerPort: '', medium: '' }])}>
            {t('device.addLink')}
          </Button>
        </fieldset>
        {file !== undefined && text('note')}
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('device.save')}
        </Button>
      </form>
    </Modal>
  );
}

function replaced<T>(list: readonly T[], position: number, value: T): readonly T[] {
  return list.map((old, other) => (other === position ? value : old));
}
