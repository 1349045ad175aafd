import type { Site } from '@pledge/contracts';
import { ApiProblem, problemText, userHasRole, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listRegions, saveSite } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { useBilingual } from '../common/bilingual.js';
import { fieldErrors } from '../common/field-errors.js';
import { Field, FormError } from '../common/field.js';
import { SheetActions } from './sheet-actions.js';

const distances = ['city', 'other', 'local'] as const;

/** Sites with their region and support centre. */
export function SitesSection(props: {
  readonly partyId: string;
  readonly sites: readonly Site[];
  readonly contractNumber?: string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const user = useUser();
  const [form, setForm] = useState<Site | 'new' | null>(null);
  const mayWrite = userHasRole(user, 'dispatcher', 'pm', 'manager');
  return (
    <section aria-labelledby="sites-title">
      <header className="section-head">
        <h2 id="sites-title">{t('site.title')}</h2>
        {mayWrite && (
          <>
            <SheetActions partyId={props.partyId} kind="sites" />
            <Button size="small" onClick={() => setForm('new')}>
              {t('site.add')}
            </Button>
          </>
        )}
      </header>
      {props.sites.length === 0 && <p className="soft">{t('site.none')}</p>}
      <ul className="plain-list">
        {props.sites.map((site) => (
          <li key={site.id}>
            <div>
              <p>
                <strong>{site.name}</strong>{' '}
                <span className="soft">
                  {say(site.regionName)} · {t(`distance.${site.distance}`, { defaultValue: site.distance })}
                </span>
              </p>
              <p className="soft">
                {[site.address, say(site.centre), site.zone === 'Asia/Shanghai' ? '' : site.zone]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </p>
            </div>
            {mayWrite && (
              <Button size="small" type="link" onClick={() => setForm(site)}>
                {t('people.change')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {form !== null && (
        <SiteForm {...(form === 'new' ? {} : { site: form })} partyId={props.partyId} onClose={() => setForm(null)} />
      )}
    </section>
  );
}

function SiteForm(props: {
  readonly site?: Site;
  readonly partyId: string;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const queries = useQueryClient();
  const { site } = props;
  const [cells, setCells] = useState({
    name: site?.name ?? '',
    address: site?.address ?? '',
    regionCode: site?.regionCode ?? '',
    distance: site?.distance ?? 'city',
    zone: site?.zone ?? 'Asia/Shanghai',
  });
  const [tried, setTried] = useState(false);
  const regions = useQuery({ queryKey: keys.regions, queryFn: listRegions });
  const save = useMutation({
    mutationFn: () =>
      saveSite(site?.id ?? null, {
        ...cells,
        partyId: props.partyId,
        ...(site === undefined ? {} : { revision: site.revision }),
      }),
    onSuccess: async () => {
      await Promise.all([keys.contracts, keys.customers].map((queryKey) => queries.invalidateQueries({ queryKey })));
      props.onClose();
    },
  });
  const server = fieldErrors(save.error);
  const need = (name: 'name' | 'regionCode'): string =>
    tried && cells[name].trim() === '' ? t('web.form.required') : (server[name] ?? '');
  const text = (name: 'name' | 'address' | 'zone', required = false): React.JSX.Element => (
    <Field label={t(`cell.${name}`)} required={required} error={name === 'name' ? need('name') : server[name]}>
      {(control) => (
        <Input
          {...control}
          value={cells[name]}
          onChange={(event) => setCells({ ...cells, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Modal
      open
      title={t(site === undefined ? 'site.add' : 'site.change')}
      footer={null}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (cells.name.trim() !== '' && cells.regionCode !== '') save.mutate();
        }}
      >
        {text('name', true)}
        {text('address')}
        <div className="form-row">
          <Field label={t('cell.regionCode')} required hint={t('site.regionHint')} error={need('regionCode')}>
            {(control) => (
              <Select
                id={control.id}
                status={control.status}
                value={cells.regionCode === '' ? undefined : cells.regionCode}
                options={regions.data?.items.map((region) => ({
                  value: region.code,
                  label: `${say(region.name)} · ${say(region.centre)}`,
                }))}
                onChange={(regionCode: string) => setCells({ ...cells, regionCode })}
              />
            )}
          </Field>
          <Field label={t('cell.distance')} required error={server['distance']}>
            {(control) => (
              <Select
                id={control.id}
                value={cells.distance}
                options={distances.map((distance) => ({ value: distance, label: t(`distance.${distance}`) }))}
                onChange={(distance: string) => setCells({ ...cells, distance })}
              />
            )}
          </Field>
        </div>
        {text('zone')}
        <FormError>{save.error instanceof ApiProblem ? problemText(save.error, t) : ''}</FormError>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('site.save')}
        </Button>
      </form>
    </Modal>
  );
}
