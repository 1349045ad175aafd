import type { TaskView, UserPick } from '@pledge/contracts';
import {
  api,
  ErrorState,
  formatInstant,
  joined,
  LoadingState,
  newIdempotencyKey,
  problemText,
  useNow,
} from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Mentions } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { taskActivity } from '../api/task-operations.js';
import { FormError } from '../common/field.js';
import { useDebounced } from '../common/use-debounced.js';
import { usePeople } from '../common/use-people.js';
import { useSendOnce } from '../offline/use-send-once.js';

/** What was said of a task, who was told of it, follows it and has seen it; and a box to say something, with @ for people. */
export function TaskActivity({ task }: { readonly task: TaskView }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const person = usePeople();
  const activity = useQuery({ queryKey: keys.taskActivity(task.id), queryFn: () => taskActivity(task.id) });
  const names = (users: readonly string[]): string => joined(users.map(person));
  return (
    <section className="task-activity">
      {activity.isPending && <LoadingState rows={2} />}
      {activity.isError && <ErrorState error={activity.error} onRetry={() => void activity.refetch()} />}
      {activity.data !== undefined && (
        <>
          {activity.data.comments.length === 0 && <p className="soft">{t('activity.none')}</p>}
          <ol className="comments">
            {activity.data.comments.map((comment) => (
              <li key={comment.id}>
                <p className="soft">
                  <strong>
                    {comment.onBehalfOf === null
                      ? person(comment.author)
                      : t('workLog.onBehalfOf', {
                          actor: person(comment.author),
                          absent: person(comment.onBehalfOf),
                        })}
                  </strong>{' '}
                  <span className="num">{formatInstant(comment.createdAt, i18n.language, now)}</span>
                </p>
                <p className="comment-text">{withNames(comment.text, comment.mentions, person)}</p>
              </li>
            ))}
          </ol>
          {task.may.comment && <CommentBox task={task} />}
          <dl className="facts">
            {activity.data.copiedTo.length > 0 && (
              <>
                <dt>{t('activity.copiedTo')}</dt>
                <dd>{names(activity.data.copiedTo)}</dd>
              </>
            )}
            {activity.data.followers.length > 0 && (
              <>
                <dt>{t('activity.followers')}</dt>
                <dd>{names(activity.data.followers)}</dd>
              </>
            )}
            {activity.data.reads.length > 0 && (
              <>
                <dt>{t('activity.reads')}</dt>
                <dd>{names(activity.data.reads.map((read) => read.username))}</dd>
              </>
            )}
          </dl>
        </>
      )}
    </section>
  );
}

/** `@username` of people who were really told reads as their name. */
function withNames(text: string, mentions: readonly string[], person: (username: string) => string): string {
  return mentions.reduce((said, username) => said.replaceAll(`@${username}`, `@${person(username)}`), text);
}

function CommentBox({ task }: { readonly task: TaskView }): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const queries = useQueryClient();
  const sendOnce = useSendOnce();
  const [text, setText] = useState('');
  const [key, setKey] = useState(newIdempotencyKey);
  const [search, setSearch] = useState('');
  const wanted = useDebounced(search, 200);
  const people = useQuery({
    queryKey: [...keys.people, 'search', wanted],
    queryFn: () =>
      api.get<{ readonly items: readonly UserPick[] }>('/users', {
        query: { limit: 50, ...(wanted === '' ? {} : { search: wanted }) },
      }),
  });
  const comment = useMutation({
    mutationFn: (words: string) =>
      sendOnce({
        key,
        path: `/tasks/${task.id}/comment`,
        body: { text: words },
        about: { taskId: task.id, name: task.name, deed: 'comment' },
      }),
    onSuccess: async () => {
      setText('');
      setKey(newIdempotencyKey());
      await queries.invalidateQueries({ queryKey: keys.taskActivity(task.id) });
      await queries.invalidateQueries({ queryKey: keys.instanceHistory(task.processInstanceId) });
    },
  });
  return (
    <form
      className="comment-box"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') comment.mutate(text.trim());
      }}
    >
      <label htmlFor={id}>{t('activity.say')}</label>
      <Mentions
        id={id}
        rows={2}
        maxLength={2000}
        value={text}
        placeholder={t('activity.hint')}
        options={(people.data?.items ?? [])
          .filter((each) => each.partyId === null)
          .map((each) => ({ value: each.username, label: `${each.displayName} ${each.username}` }))}
        filterOption={false}
        onSearch={setSearch}
        onChange={setText}
      />
      <FormError>{comment.isError ? problemText(comment.error, t) : ''}</FormError>
      <div>
        <Button htmlType="submit" loading={comment.isPending} disabled={text.trim() === ''}>
          {t('activity.send')}
        </Button>
      </div>
    </form>
  );
}
