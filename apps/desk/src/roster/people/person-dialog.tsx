import type { DutyPerson } from '@pledge/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { saveDutyPerson } from '../../api/rosters.js';
import { fieldErrors } from '../../common/field-errors.js';
import { Field } from '../../common/field.js';
import { RegisterDialog } from '../../common/register.js';
import { PersonPicker } from '../../common/person-picker.js';
import { isCode } from '../rules/codes.js';

/** A line of the contact list; the mobile belongs to the account. `person` null: somebody new. */
export function PersonDialog({
  person,
  taken,
  units,
  onClose,
}: {
  readonly person: DutyPerson | null;
  /** Usernames on the list. */
  readonly taken: readonly string[];
  readonly units: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [username, setUsername] = useState(person?.username ?? null);
  const [unit, setUnit] = useState(person?.unit ?? units[0]?.value ?? '');
  const [skills, setSkills] = useState<readonly string[]>(person?.skills ?? []);
  const [inRotation, setInRotation] = useState(person?.inRotation ?? true);
  const [homePhone, setHomePhone] = useState(person?.homePhone ?? '');
  const [place, setPlace] = useState(person?.place ?? '');
  const [tried, setTried] = useState(false);
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const save = useMutation({
    mutationFn: (who: string) =>
      saveDutyPerson(who, {
        unit,
        skills: [...skills],
        inRotation,
        homePhone: orNull(homePhone),
        place: orNull(place),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.rosters });
      onClose();
    },
  });
  const server = fieldErrors(save.error);
  return (
    <RegisterDialog
      title={person === null ? t('duty.people.add') : person.displayName}
      save={t('duty.people.save')}
      saving={save.isPending}
      error={save.error}
      onSave={() => {
        setTried(true);
        if (username !== null) save.mutate(username);
      }}
      onClose={onClose}
    >
      {person === null && (
        <Field
          label={t('duty.person')}
          required
          error={tried && username === null ? t('web.form.required') : server['username']}
        >
          {(control) => <PersonPicker control={control} self without={taken} value={username} onChange={setUsername} />}
        </Field>
      )}
      <Field label={t('roster.unit')} required error={server['unit']}>
        {(control) => <Select {...control} value={unit} options={[...units]} onChange={setUnit} />}
      </Field>
      <Field label={t('duty.skills')} hint={t('duty.people.skillsHint')} error={server['skills']}>
        {(control) => (
          <Select
            {...control}
            mode="tags"
            value={[...skills]}
            notFoundContent={null}
            onChange={(chosen) => setSkills(chosen.filter(isCode))}
          />
        )}
      </Field>
      <div className="form-row">
        <Field label={t('duty.people.homePhone')} error={server['homePhone']}>
          {(control) => (
            <Input
              {...control}
              value={homePhone}
              maxLength={60}
              onChange={(event) => setHomePhone(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('duty.people.place')} error={server['place']}>
          {(control) => (
            <Input {...control} value={place} maxLength={100} onChange={(event) => setPlace(event.target.value)} />
          )}
        </Field>
      </div>
      <Checkbox checked={inRotation} onChange={(event) => setInRotation(event.target.checked)}>
        {t('duty.people.inLong')}
      </Checkbox>
    </RegisterDialog>
  );
}
