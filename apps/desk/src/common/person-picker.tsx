import type { UserPick } from '@pledge/contracts';
import { api, useUser } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import type { FieldControl } from './field.js';
import { useDebounced } from './use-debounced.js';

interface Colleague extends UserPick {
  /** Administrators are told this of everybody. */
  readonly disabled?: boolean;
}
interface Common {
  readonly control: FieldControl;
  /** Usernames that make no sense here. The person who asks is never offered unless `self`. */
  readonly without?: readonly string[];
  readonly self?: boolean;
}

/** Colleagues by name, as one types. */
function useColleagues({ without = [], self = false }: Pick<Common, 'without' | 'self'>) {
  const { t } = useTranslation();
  const user = useUser();
  const [text, setText] = useState('');
  const search = useDebounced(text.trim(), 200);
  const found = useQuery({
    queryKey: [...keys.people, 'search', search],
    queryFn: () =>
      api.get<{ readonly items: readonly Colleague[] }>('/users', {
        query: { limit: 50, ...(search === '' ? {} : { search }) },
      }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? [])
    .filter((each) => each.partyId === null && each.disabled !== true)
    .filter((each) => (self || each.username !== user.username) && !without.includes(each.username))
    .map((each) => ({
      value: each.username,
      label: each.displayName,
      roles: each.roles.map((role) => t(`roles.${role}`)).join(' / '),
    }));
  return { options, setText, loading: found.isFetching };
}

const optionRender = (option: {
  readonly label?: React.ReactNode;
  readonly data: { readonly roles: string };
}): React.JSX.Element => (
  <span>
    {option.label} <span className="soft">{option.data.roles}</span>
  </span>
);

/** One colleague. */
export function PersonPicker(
  props: Common & { readonly value: string | null; readonly onChange: (username: string | null) => void },
): React.JSX.Element {
  const { t } = useTranslation();
  const { options, setText, loading } = useColleagues(props);
  return (
    <Select
      {...props.control}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={options}
      optionRender={optionRender}
      loading={loading}
      value={props.value}
      placeholder={t('picker.find')}
      notFoundContent={t('picker.none')}
      onChange={props.onChange}
    />
  );
}

/** Several colleagues. */
export function PeoplePicker(
  props: Common & { readonly value: readonly string[]; readonly onChange: (usernames: readonly string[]) => void },
): React.JSX.Element {
  const { t } = useTranslation();
  const { options, setText, loading } = useColleagues(props);
  return (
    <Select
      {...props.control}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setText }}
      options={options}
      optionRender={optionRender}
      loading={loading}
      value={[...props.value]}
      placeholder={t('picker.find')}
      notFoundContent={t('picker.none')}
      onChange={props.onChange}
    />
  );
}
