import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addContractEntry, contractEntries } from '../api/customers.js';
import { keys } from '../api/keys.js';
import { EntryForm } from './entry-form.js';
import { EntryList } from './entry-list.js';

/** Papers of a contract: the signed text, the document set, minutes. */
export function ContractPapers({ number }: { readonly number: string }): React.JSX.Element {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const queryKey = [...keys.contract(number), 'entries'];
  const entries = useQuery({ queryKey, queryFn: () => contractEntries(number) });
  return (
    <section aria-labelledby="papers-title">
      <header className="section-head">
        <h2 id="papers-title">{t('entry.papers')}</h2>
        <Button size="small" onClick={() => setAdding(true)}>
          {t('entry.add')}
        </Button>
      </header>
      <EntryList entries={entries.data?.items ?? []} none={t('entry.noPapers')} />
      {adding && (
        <EntryForm
          kinds={['document', 'note', 'visit']}
          save={(body) => addContractEntry(number, body)}
          onClose={() => setAdding(false)}
          onSaved={() => void queries.invalidateQueries({ queryKey })}
        />
      )}
    </section>
  );
}
