import { ErrorState } from '@pledge/web';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { listCases } from '../api/cases.js';
import { keys } from '../api/keys.js';
import { useSeverityLabel } from '../common/bilingual.js';
import { useDebounced } from '../common/use-debounced.js';

/** Search over everything with Ctrl K: number, title, customer, serial. Arrow keys choose, Enter opens. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  const severity = useSeverityLabel();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const q = useDebounced(text.trim(), 200);
  const found = useQuery({
    queryKey: keys.caseList({ q, limit: 12 }),
    queryFn: ({ signal }) => listCases({ q, limit: 12 }, signal),
    placeholderData: keepPreviousData,
  });
  const items = found.data?.items ?? [];
  const open = (number: string | undefined): void => {
    if (number === undefined) return;
    onClose();
    void navigate(`/cases/${number}`);
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={640}
      style={{ top: 64 }}
      title={null}
      aria-label={t('search.open')}
    >
      <Input
        size="large"
        autoFocus
        value={text}
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        aria-controls="search-results"
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setChosen((index) => Math.min(index + 1, items.length - 1));
          else if (event.key === 'ArrowUp') setChosen((index) => Math.max(index - 1, 0));
          else if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(items[chosen]?.number);
          else return;
          event.preventDefault();
        }}
      />
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      <ul id="search-results" className="search-results" aria-live="polite">
        {items.map((item, index) => (
          <li key={item.number}>
            <button
              type="button"
              data-chosen={index === chosen}
              onMouseMove={() => setChosen(index)}
              onClick={() => open(item.number)}
            >
              <span className="num">{item.number}</span>
              <strong>{item.title}</strong>
              <span className="soft">
                {[item.customerName, severity(item.severity), t(`caseStatus.${item.status}`)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.isSuccess && items.length === 0 && <p className="soft search-none">{t('search.none', { text: q })}</p>}
    </Modal>
  );
}
