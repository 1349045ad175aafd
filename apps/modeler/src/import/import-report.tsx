import type { ImportedModelView, ImportLineView } from '@pledge/contracts';
import { DiagramViewer, type DiagramMark } from '@pledge/web';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeepDraft } from './keep-draft.js';

type Outcome = ImportLineView['outcome'];
const OUTCOMES: readonly Outcome[] = ['needsYou', 'translated', 'ignored'];

interface Group {
  readonly elementId: string | null;
  readonly title: string;
  readonly type: string;
  readonly lines: readonly ImportLineView[];
}

/** Lines of one element together, in the order of the file. */
function grouped(lines: readonly ImportLineView[]): readonly Group[] {
  const groups = new Map<string, { head: ImportLineView; lines: ImportLineView[] }>();
  for (const line of lines) {
    const key = line.elementId ?? '';
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { head: line, lines: [line] });
  }
  return [...groups.values()].map(({ head, lines: own }) => ({
    elementId: head.elementId,
    title: own.find((line) => line.elementName !== '')?.elementName ?? head.elementId ?? '',
    type: own.find((line) => line.elementType !== '')?.elementType ?? '',
    lines: own,
  }));
}

/** What became of everything, beside the drawing: an element that is chosen in one is shown in the other. */
export function ImportReport(props: {
  readonly text: string;
  readonly model: ImportedModelView;
  readonly onBack: () => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { model } = props;
  const count = (outcome: Outcome): number => model.lines.filter((line) => line.outcome === outcome).length;
  const [outcome, setOutcome] = useState<Outcome>(count('needsYou') > 0 ? 'needsYou' : 'translated');
  const [chosen, setChosen] = useState<string | null>(null);
  const marks = useMemo<readonly DiagramMark[]>(() => {
    const perElement = new Map<string, number>();
    for (const line of model.lines)
      if (line.outcome === 'needsYou' && line.elementId !== null)
        perElement.set(line.elementId, (perElement.get(line.elementId) ?? 0) + 1);
    return [...perElement].map(([elementId, lines]) => ({
      elementId,
      tone: 'trouble',
      text: String(lines),
      title: t('modeler.import.needs', { count: lines }),
    }));
  }, [model, t]);
  const shown = grouped(model.lines.filter((line) => line.outcome === outcome));
  const visible = chosen === null ? shown : shown.filter((group) => group.elementId === chosen);
  const typeName = (type: string): string =>
    t(`modeler.types.${type.replace('bpmn:', '')}`, { defaultValue: t('modeler.types.other') });
  return (
    <div className="page wide-page">
      <div className="page-head">
        <div>
          <h1>{model.name}</h1>
          <p className="soft">{t(`modeler.import.vendors.${model.vendor}`)}</p>
        </div>
        <Button onClick={props.onBack}>{t('modeler.import.another')}</Button>
      </div>
      <div className="import-report">
        <DiagramViewer
          xml={model.content}
          marks={marks}
          height="56vh"
          language={i18n.language}
          onSelect={setChosen}
          {...(chosen === null ? {} : { focus: chosen })}
        />
        <section aria-label={t('modeler.import.report')}>
          <Segmented<Outcome>
            block
            value={outcome}
            onChange={setOutcome}
            options={OUTCOMES.map((each) => ({
              value: each,
              label: `${t(`modeler.import.outcomes.${each}`)} ${count(each)}`,
            }))}
          />
          {chosen !== null && (
            <p className="soft import-only">
              {t('modeler.import.only')}{' '}
              <Button size="small" type="link" onClick={() => setChosen(null)}>
                {t('modeler.import.all')}
              </Button>
            </p>
          )}
          {visible.length === 0 && <p className="soft">{t(`modeler.import.none.${outcome}`)}</p>}
          <ul className="import-groups">
            {visible.map((group) => (
              <li key={group.elementId ?? ''}>
                <button
                  type="button"
                  className="plain-button import-element"
                  aria-pressed={chosen !== null && group.elementId === chosen}
                  disabled={group.elementId === null}
                  onClick={() => setChosen(group.elementId === chosen ? null : group.elementId)}
                >
                  <strong>{group.title === '' ? t('modeler.import.wholeFile') : group.title}</strong>{' '}
                  <span className="soft">{typeName(group.type)}</span>
                </button>
                <ul>
                  {group.lines.map((line, index) => (
                    <Line key={`${line.subject} ${index}`} line={line} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <KeepDraft text={props.text} model={model} />
    </div>
  );
}

/** One thing: what it was in plain words and as it stood there, what it became, and why. */
function Line({ line }: { readonly line: ImportLineView }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const words = line.subject.replace(/^\w+:/, '').split(' ');
  const key = `modeler.import.subjects.${words[0] ?? ''}`;
  const rest = words.slice(1).join(' ');
  const plain = i18n.exists(key) ? `${t(key)}${rest === '' ? '' : ` · ${rest}`}` : null;
  return (
    <li className="import-line">
      <div>
        {plain ?? <code>{line.subject}</code>}
        {line.reason !== '' && <span className="soft"> {line.reason}</span>}
      </div>
      <div className="import-words">
        {line.value !== '' && <code title={line.subject}>{line.value}</code>}
        {line.becomes !== '' && (
          <>
            <span aria-label={t('modeler.import.becomes')}>→</span> <code>{line.becomes}</code>
          </>
        )}
      </div>
    </li>
  );
}
