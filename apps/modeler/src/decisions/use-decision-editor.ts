import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import type { ModuleDeclaration } from 'didi';
import DmnModeler, { type DmnView } from 'dmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import { zhTexts } from './zh-texts.js';

export interface DecisionEditing {
  readonly changes: number;
  readonly error: string | null;
  /** Tables and expressions of the file, and the graph that connects them. */
  readonly views: readonly DmnView[];
  readonly active: DmnView | null;
  open(view: DmnView): void;
  /** The text of the file; null while it loads. */
  readonly read: (() => Promise<string>) | null;
  /** The text after the last change. */
  readonly text: string;
  readonly name: string | null;
}

function translator(language: string): ModuleDeclaration {
  const translate = (template: string, parts: Record<string, string> = {}): string => {
    const text = language === 'en' ? template : (zhTexts[template] ?? template);
    return text.replace(/\{\s*(\w+)\s*\}/g, (whole, name: string) => parts[name] ?? whole);
  };
  return { translate: ['value', translate] };
}

/** dmn-js in `host`, showing `content`; the table of `key` first. A new `round` starts over. */
export function useDecisionEditor(
  host: React.RefObject<HTMLDivElement | null>,
  key: string,
  content: string,
  round: number,
  language: string,
): DecisionEditing {
  const [changes, setChanges] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const [views, setViews] = useState<readonly DmnView[]>([]);
  const [active, setActive] = useState<DmnView | null>(null);
  const [ready, setReady] = useState(false);
  const [text, setText] = useState(content);
  const editor = useRef<DmnModeler | null>(null);
  const current = useRef<{ round: number; text: string | null }>({ round: -1, text: null });

  useEffect(() => {
    const place = host.current;
    if (!place) return;
    let gone = false;
    const part = { additionalModules: [translator(language)] };
    const made = new DmnModeler({
      container: place,
      drd: part,
      decisionTable: part,
      literalExpression: part,
      boxedExpression: part,
    });
    const start = current.current.round === round && current.current.text !== null ? current.current.text : content;
    current.current = { round, text: start };
    const changed = (): void => {
      void made.saveXML({ format: true }).then(({ xml }) => {
        // dmn-js also speaks up while it draws: only another text is a change
        if (gone || editor.current !== made || xml === current.current.text) return;
        current.current.text = xml;
        setText(xml);
        setChanges((before) => before + 1);
      });
    };
    made.on('viewer.created', ({ viewer }) => viewer?.on('elements.changed', changed));
    made.on('views.changed', () => {
      if (gone) return;
      setViews(made.getViews());
      setActive(made.getActiveView() ?? null);
    });
    made.importXML(start).then(
      async () => {
        if (gone) return;
        const table = made.getViews().find((view) => view.element.id === key && view.type !== 'drd');
        if (table) await made.open(table);
        const { xml } = await made.saveXML({ format: true });
        if (gone) return;
        current.current.text = xml;
        editor.current = made;
        setError(null);
        setText(start);
        setReady(true);
      },
      (failure: unknown) => {
        if (!gone) setError(failure instanceof Error ? failure.message : String(failure));
      },
    );
    return () => {
      gone = true;
      editor.current = null;
      setReady(false);
      made.destroy();
    };
  }, [host, key, content, round, language]);

  const [read] = useState(() => async () => {
    const made = editor.current;
    if (!made) throw new Error('the decision is not open');
    return (await made.saveXML({ format: true })).xml;
  });
  const own = views.find((view) => view.element.id === key) ?? views.find((view) => view.type !== 'drd');
  return {
    changes,
    error,
    views,
    active,
    open: (view) => void editor.current?.open(view),
    read: ready ? read : null,
    text,
    name: own?.element.name ?? null,
  };
}
