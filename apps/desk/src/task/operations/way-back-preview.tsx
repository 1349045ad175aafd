import type { TaskView, WayBackAnswer } from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../common/use-people.js';
import { useTaskName } from '../../common/use-task-name.js';

/** What going back does: which open tasks end, which waiting branches are given up, which task opens, and for whom. */
export function WayBackPreview({
  task,
  answer,
}: {
  readonly task: TaskView;
  readonly answer: WayBackAnswer;
}): React.JSX.Element {
  const { t } = useTranslation();
  const person = usePeople();
  const nameOf = useTaskName([{ definitionId: task.definitionId, elementId: task.elementId, name: task.name }]);
  const say = (each: { readonly elementId: string; readonly name: string }): string =>
    nameOf({ ...each, definitionId: task.definitionId });
  const ended = new Set(answer.cancelledTasks.map((each) => each.elementId));
  const tokens = answer.cancelledTokens.filter((each) => !ended.has(each.elementId));
  return (
    <div className="way-back" role="status">
      <p>
        <strong>{t('operations.preview.title')}</strong>
      </p>
      <ul>
        {answer.cancelledTasks.map((each) => (
          <li key={each.id} data-kind="cancelled">
            {t('operations.preview.cancelled', {
              name: say(each),
              who: each.assignee === null ? t('inbox.unclaimed') : person(each.assignee),
            })}
          </li>
        ))}
        {tokens.map((each) => (
          <li key={each.elementInstanceId} data-kind="token">
            {t('operations.preview.token', { name: say(each) || t('operations.preview.join') })}
          </li>
        ))}
        {answer.openedTasks.map((each) => (
          <li key={each.id} data-kind="opened">
            {t('operations.preview.opened', {
              name: say(each),
              who: each.assignee === null ? t('inbox.unclaimed') : person(each.assignee),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
