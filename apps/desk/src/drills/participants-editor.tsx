import type { DrillContent, UserPick } from '@pledge/contracts';
import { api } from '@pledge/web';
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { listParties } from '../api/people.js';
import { Field } from '../common/field.js';
import { replaced } from '../changes/plan-content.js';
import { RowList } from '../changes/row-list.js';

/** Everybody who could take part: people of the provider and representatives of the customer. */
export function useDrillPeople(partyId: string | null): readonly UserPick[] {
  const people = useQuery({
    queryKey: [...keys.people, 'drill'],
    queryFn: () => api.get<{ readonly items: readonly UserPick[] }>('/users', { query: { limit: 200 } }),
  });
  return (people.data?.items ?? []).filter((one) => one.partyId === null || one.partyId === partyId);
}

/** Customers as choices. */
export function useCustomers() {
  const found = useQuery({ queryKey: keys.parties, queryFn: listParties });
  return {
    isPending: found.isPending,
    options: (found.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
  };
}

/** Who takes part, of both sides, and with what duty. */
export function ParticipantsEditor(props: {
  readonly content: DrillContent;
  readonly onChange: (participants: DrillContent['participants']) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { content, onChange } = props;
  const rows = content.participants;
  const people = useDrillPeople(content.partyId);
  const taken = new Set(rows.map((one) => one.username));
  return (
    <RowList
      title={t('drill.participants')}
      addLabel={t('drill.addParticipant')}
      rows={rows}
      empty={{ username: people.find((one) => !taken.has(one.username))?.username ?? '', duty: '' }}
      onChange={onChange}
    >
      {(row, index) => (
        <div className="form-row">
          <Field label={t('drill.person')} required>
            {(control) => (
              <Select
                id={control.id}
                showSearch={{ optionFilterProp: 'label' }}
                value={row.username}
                options={people
                  .filter((one) => one.username === row.username || !taken.has(one.username))
                  .map((one) => ({
                    value: one.username,
                    label: `${one.displayName} · ${t(one.partyId === null ? 'drill.side.provider' : 'drill.side.customer')}`,
                  }))}
                onChange={(username: string) => onChange(replaced(rows, index, { ...row, username }))}
              />
            )}
          </Field>
          <Field label={t('drill.duty')}>
            {(control) => (
              <Input
                {...control}
                maxLength={100}
                value={row.duty}
                onChange={(event) => onChange(replaced(rows, index, { ...row, duty: event.target.value }))}
              />
            )}
          </Field>
        </div>
      )}
    </RowList>
  );
}
