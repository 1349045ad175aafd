import type { MyNotificationList } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';

/** What came for this person, newest first, page by page. */
export function useNotices(unread: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.notifications, 'pages', unread],
    queryFn: ({ pageParam }) =>
      api.get<MyNotificationList>('/notifications/mine', {
        query: { limit: 50, cursor: pageParam, ...(unread ? { unread: 'true' } : {}) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Acknowledging and marking as read. */
export function useNoticeDeeds() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const after = {
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.notifications }),
    onError: (error: Error) => void message.error(problemText(error, t)),
  };
  const acknowledge = useMutation({
    mutationFn: (id: string) => api.post(`/notifications/${id}/acknowledge`),
    ...after,
  });
  /** Without ids: all of them. */
  const read = useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      api.post('/notifications/read', ids === undefined ? {} : { ids }),
    ...after,
  });
  return { acknowledge, read };
}
