import type { ModelingCatalogue } from '@pledge/contracts';
import { lazy, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeeper } from '../drafts/use-keeper.js';
import { FindingsList } from '../findings/findings-list.js';
import { useCheck } from '../findings/use-check.js';
import { ResourceShell } from '../studio/resource-shell.js';
import type { Opened } from '../studio/use-opened.js';
import { isComplete, readRule, ruleChanges, writeRule, type RuleContent } from './rule-content.js';
import { RuleFields } from './rule-fields.js';

const TextComparison = lazy(async () => ({ default: (await import('../versions/text-comparison.js')).TextComparison }));

interface RuleStudioProps {
  readonly ruleKey: string;
  readonly name: string;
  readonly opened: Opened;
  readonly catalogue: ModelingCatalogue;
  readonly fresh: () => string;
  readonly onPublished: () => Promise<void>;
}

/** A service rule: one sentence made from lists, and below it which processes do not keep it. */
export function RuleStudio(props: RuleStudioProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { ruleKey, opened } = props;
  const [rule, setRule] = useState<RuleContent | null>(() => readRule(opened.draft.content));
  const [changes, setChanges] = useState(0);
  const latest = useRef(rule);
  const read = useMemo(() => () => Promise.resolve(latest.current ? writeRule(latest.current) : '{}'), []);
  const keeping = useKeeper('rule', ruleKey, opened.draft);
  // A rule that is not complete yet has nothing to be checked for.
  const ready = rule !== null && isComplete(rule);
  const checking = useCheck('rule', ruleKey, ready ? read : null, changes, true);
  const replace = useCallback((content: string) => {
    const next = readRule(content);
    latest.current = next;
    setRule(next);
  }, []);
  const change = (next: RuleContent): void => {
    latest.current = next;
    setRule(next);
    setChanges((before) => before + 1);
  };
  const changesBetween = useCallback(
    (before: string, after: string) =>
      Promise.resolve(ruleChanges(before, after, (field) => t(`modeler.rule.fields.${field}`))),
    [t],
  );
  const title = rule === null ? props.name : i18n.language === 'en' ? rule.name.en : rule.name.zh;
  return (
    <ResourceShell
      kind="rule"
      resourceKey={ruleKey}
      opened={opened}
      title={title}
      keeping={keeping}
      checking={checking}
      changes={changes}
      read={rule ? read : null}
      replace={replace}
      fresh={props.fresh}
      changesBetween={changesBetween}
      comparison={TextComparison}
      merge={null}
      nameOf={(id) => id}
      onPublished={() => void props.onPublished()}
    >
      {rule === null ? (
        <p className="notice-bar" role="alert">
          {t('modeler.rule.broken')}
        </p>
      ) : (
        <div className="rule-page">
          <RuleFields rule={rule} catalogue={props.catalogue} onChange={change} />
          {!ready && <p className="soft">{t('modeler.rule.incomplete')}</p>}
        </div>
      )}
      {ready && <FindingsList findings={checking.findings} checking={checking.checking} />}
    </ResourceShell>
  );
}
