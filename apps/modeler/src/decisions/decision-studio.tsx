import { Tabs } from 'antd';
import { lazy, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeeper } from '../drafts/use-keeper.js';
import { FindingsList } from '../findings/findings-list.js';
import { useCheck } from '../findings/use-check.js';
import { ResourceShell } from '../studio/resource-shell.js';
import type { Opened } from '../studio/use-opened.js';
import { decisionChanges } from './decision-changes.js';
import { DecisionTrialPanel } from './decision-trial.js';
import { useDecisionEditor } from './use-decision-editor.js';

const TextComparison = lazy(async () => ({ default: (await import('../versions/text-comparison.js')).TextComparison }));

/** A name for the tab of a view; a blank in it would break the tab's reference to its panel. */
const tabOf = (view: { readonly type: string; readonly element: { readonly id: string } }): string =>
  `${view.type}:${view.element.id}`;

interface DecisionStudioProps {
  readonly decisionKey: string;
  readonly opened: Opened;
  readonly fresh: () => string;
  readonly onPublished: () => Promise<void>;
}

/** dmn-js with the decision tables of a file, and beside it a trial of what the draft decides. */
export function DecisionStudio(props: DecisionStudioProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { decisionKey, opened } = props;
  const host = useRef<HTMLDivElement | null>(null);
  const [shown, setShown] = useState({ content: opened.draft.content, round: 0 });
  const editing = useDecisionEditor(host, decisionKey, shown.content, shown.round, i18n.language);
  const keeping = useKeeper('decision', decisionKey, opened.draft);
  const checking = useCheck('decision', decisionKey, editing.read, editing.changes, keeping.state.status !== 'clean');
  const replace = useCallback((content: string) => setShown((before) => ({ content, round: before.round + 1 })), []);
  const changesBetween = useCallback(
    (before: string, after: string) => Promise.resolve(decisionChanges(before, after)),
    [],
  );
  return (
    <ResourceShell
      kind="decision"
      resourceKey={decisionKey}
      opened={opened}
      title={editing.name ?? decisionKey}
      keeping={keeping}
      checking={checking}
      changes={editing.changes}
      read={editing.read}
      replace={replace}
      fresh={props.fresh}
      changesBetween={changesBetween}
      comparison={TextComparison}
      merge={null}
      nameOf={(id) => id}
      onPublished={() => void props.onPublished()}
    >
      {editing.error !== null && (
        <p className="notice-bar" role="alert">
          {t('modeler.importFailed', { reason: editing.error })}
        </p>
      )}
      <div className="split">
        <div className="decision-editor">
          {editing.views.length > 1 && (
            <Tabs
              size="small"
              activeKey={editing.active ? tabOf(editing.active) : ''}
              items={editing.views.map((view) => ({
                key: tabOf(view),
                label: view.type === 'drd' ? t('modeler.decision.graph') : (view.element.name ?? view.element.id),
              }))}
              onChange={(key) => {
                const view = editing.views.find((each) => tabOf(each) === key);
                if (view) editing.open(view);
              }}
            />
          )}
          <div className="dmn-host" ref={host} />
        </div>
        <aside className="split-side" aria-label={t('modeler.decision.trial')}>
          <h2>{t('modeler.decision.trial')}</h2>
          <DecisionTrialPanel xml={editing.text} />
        </aside>
      </div>
      <FindingsList findings={checking.findings} checking={checking.checking} />
    </ResourceShell>
  );
}
