import { DiagramViewer, englishLabels, type DiagramMark } from '@pledge/web';
import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namesOf } from './element-names.js';
import { diffModels, type ModelDifference } from './diff-models.js';

/** Two diagrams: the newer drawn with what was added, changed and moved, the older with what is gone; and the list of it in words. */
export function DiagramComparison(props: { readonly before: string; readonly after: string }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { before, after } = props;
  const [difference, setDifference] = useState<ModelDifference | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [shown, setShown] = useState<'after' | 'before'>('after');
  useEffect(() => {
    let gone = false;
    diffModels(before, after).then(
      (found) => {
        if (!gone) setDifference(found);
      },
      (error: unknown) => {
        if (!gone) setFailed(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [before, after]);
  const marks = useMemo<readonly DiagramMark[]>(() => {
    if (!difference) return [];
    const of = (ids: readonly string[], tone: DiagramMark['tone'], sign: string): DiagramMark[] =>
      ids.map((elementId) => ({ elementId, tone, text: sign, title: t(`modeler.publish.${tone}`) }));
    return shown === 'after'
      ? [
          ...of(difference.added, 'added', '+'),
          ...of(difference.changed, 'changed', '~'),
          ...of(difference.moved, 'moved', '↔'),
        ]
      : [...of(difference.removed, 'removed', '−'), ...of(difference.changed, 'changed', '~')];
  }, [difference, shown, t]);
  const names = useMemo(() => {
    const english = i18n.language === 'en';
    return {
      before: namesOf(before, english, englishLabels(before)),
      after: namesOf(after, english, englishLabels(after)),
    };
  }, [before, after, i18n.language]);
  if (failed !== null) return <p role="alert">{t('modeler.importFailed', { reason: failed })}</p>;
  const lines = difference
    ? [
        ...difference.added.map((id) => ['added', id, names.after] as const),
        ...difference.removed.map((id) => ['removed', id, names.before] as const),
        ...difference.changed.map((id) => ['changed', id, names.after] as const),
      ].filter(([, id, of]) => of.has(id))
    : [];
  return (
    <div className="diagram-comparison">
      <div className="comparison-head">
        <Segmented
          value={shown}
          onChange={setShown}
          options={[
            { value: 'after', label: t('modeler.versions.after') },
            { value: 'before', label: t('modeler.versions.before') },
          ]}
        />
        <span className="soft" role="status">
          {difference &&
            t('modeler.versions.summary', {
              added: difference.added.length,
              removed: difference.removed.length,
              changed: difference.changed.length,
              moved: difference.moved.length,
            })}
        </span>
      </div>
      <DiagramViewer xml={shown === 'after' ? after : before} marks={marks} language={i18n.language} height="46vh" />
      <ul className="publish-changes">
        {lines.map(([kind, id, of]) => (
          <li key={`${kind} ${id}`}>
            <span className="soft">{t(`modeler.publish.${kind}`)}</span> <strong>{of.get(id)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
