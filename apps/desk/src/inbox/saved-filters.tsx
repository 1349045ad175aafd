import type { SavedFilters } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { isFiltering, noFilter, type InboxFilter } from './task-filter.js';

/** Filters that the person keeps, as buttons; the one shown now can be kept under a name. They follow the person to any device. */
export function SavedFilterBar(props: {
  readonly filter: InboxFilter;
  readonly onChoose: (filter: InboxFilter) => void;
}): React.JSX.Element | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { filter, onChoose } = props;
  const [naming, setNaming] = useState(false);
  const [name, setName] = useState('');
  const saved = useQuery({
    queryKey: keys.savedFilters,
    queryFn: () => api.get<SavedFilters>('/inbox/filters'),
    staleTime: Infinity,
  });
  const items = saved.data?.items ?? [];
  const save = useMutation({
    mutationFn: (body: SavedFilters) => api.put<SavedFilters>('/inbox/filters', body),
    onSuccess: (body) => {
      queries.setQueryData(keys.savedFilters, body);
      setNaming(false);
      setName('');
    },
    onError: (error) => void message.error(problemText(error, t)),
  });
  const shown = items.find((item) => item.words === filter.words.trim() && item.due === filter.due);
  const keepable = isFiltering(filter) && shown === undefined && saved.isSuccess;
  if (items.length === 0 && !keepable) return null;
  return (
    <div className="saved-filters">
      {items.map((item) => (
        <Button
          key={item.name}
          size="small"
          aria-pressed={item === shown}
          type={item === shown ? 'default' : 'text'}
          onClick={() => onChoose(item === shown ? noFilter : { words: item.words, due: item.due })}
        >
          {item.name}
        </Button>
      ))}
      {shown !== undefined && (
        <Button
          size="small"
          type="link"
          loading={save.isPending}
          onClick={() => save.mutate({ items: items.filter((item) => item !== shown) })}
        >
          {t('filters.forget', { name: shown.name })}
        </Button>
      )}
      {keepable && !naming && (
        <Button size="small" type="link" onClick={() => setNaming(true)}>
          {t('filters.keep')}
        </Button>
      )}
      {keepable && naming && (
        <form
          className="filter-name"
          onSubmit={(event) => {
            event.preventDefault();
            const own = name.trim();
            if (own === '') return;
            const rest = items.filter((item) => item.name !== own);
            save.mutate({ items: [...rest, { name: own, words: filter.words.trim(), due: filter.due }] });
          }}
        >
          <Input
            size="small"
            autoFocus
            maxLength={40}
            value={name}
            placeholder={t('filters.name')}
            aria-label={t('filters.name')}
            onChange={(event) => setName(event.target.value)}
          />
          <Button size="small" type="primary" htmlType="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {t('filters.save')}
          </Button>
        </form>
      )}
    </div>
  );
}
