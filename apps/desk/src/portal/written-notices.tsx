import { apiUrl, problemText } from '@pledge/web';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { WrittenNotice } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { acknowledgeNotice, getWrittenNotice, listWrittenNotices } from '../api/written-notices.js';
import { useBilingual } from '../common/bilingual.js';

/** How many notices the first page shows. */
const SHOWN = 3;

/** Written notices that the customer was sent: text, letter, and one tap to say that it arrived. Nothing where there is none. */
export function PortalNotices(): React.JSX.Element | null {
  const { t } = useTranslation();
  const list = useQuery({ queryKey: keys.writtenNotices, queryFn: listWrittenNotices });
  const newest = (list.data?.items ?? []).slice(0, SHOWN);
  const whole = useQueries({
    queries: newest.map(({ number }) => ({
      queryKey: keys.writtenNotice(number),
      queryFn: () => getWrittenNotice(number),
    })),
  });
  const notices = whole.flatMap((one) => (one.data === undefined ? [] : [one.data]));
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="written-title">
      <h2 id="written-title">{t('written.title')}</h2>
      <ul className="portal-rosters">
        {notices.map((notice) => (
          <One key={notice.number} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

function One({ notice }: { readonly notice: WrittenNotice }): React.JSX.Element | null {
  const { t } = useTranslation();
  const say = useBilingual();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: () => acknowledgeNotice(notice.number),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.writtenNotices }),
    onError: (error: unknown) => void message.error(problemText(error, t)),
  });
  const [own] = notice.deliveries;
  if (own === undefined) return null;
  return (
    <li>
      <strong>{notice.title}</strong>
      <span className="notice-text">{say(notice.text)}</span>
      <span className="clause-answer">
        <a href={apiUrl(`/documents/${own.documentId}`)} target="_blank" rel="noreferrer">
          {own.documentNumber} (PDF)
        </a>
      </span>
      {own.state === 'delivered' ? (
        <span className="soft">{t('written.received')}</span>
      ) : (
        <Button type="primary" loading={read.isPending} onClick={() => read.mutate()}>
          {t('written.receive')}
        </Button>
      )}
    </li>
  );
}
