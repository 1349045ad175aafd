import { useEffect, useRef, useState } from 'react';
import { createModeler, type StudioModeler } from './create-modeler.js';
import type { DiagramElement } from './diagram-types.js';
import { selectOnTap } from './tap-select.js';
import { showBeginning } from './first-view.js';

export interface Studio {
  readonly modeler: StudioModeler | null;
  readonly selected: DiagramElement | null;
  /** More than one: what can be aligned. */
  readonly several: readonly DiagramElement[];
  /** Grows with every change of the diagram. */
  readonly revision: number;
  readonly importError: string | null;
}

/** Draws `xml` into the canvas and tells what is selected and when something changed. A new `round` starts over. */
export function useStudio(
  canvas: React.RefObject<HTMLDivElement | null>,
  xml: string,
  round: number,
  language: string,
): Studio {
  const [modeler, setModeler] = useState<StudioModeler | null>(null);
  const [selected, setSelected] = useState<DiagramElement | null>(null);
  const [several, setSeveral] = useState<readonly DiagramElement[]>([]);
  const [revision, setRevision] = useState(0);
  const [importError, setImportError] = useState<string | null>(null);
  // The language changes the texts of the tool, not the drawing: what was drawn so far is carried over.
  const current = useRef<{ round: number; text: string | null }>({ round: -1, text: null });

  useEffect(() => {
    if (!canvas.current) return;
    let gone = false;
    const made = createModeler(canvas.current, language);
    const stopTaps = selectOnTap(canvas.current, made);
    const text = current.current.round === round && current.current.text !== null ? current.current.text : xml;
    current.current = { round, text };
    made.importXML(text).then(
      () => {
        if (gone) return;
        showBeginning(made, matchMedia('(max-width: 760px)').matches);
        const bus = made.service('eventBus');
        bus.on('selection.changed', (event) => {
          const now = event.newSelection ?? [];
          setSelected(now.length === 1 ? (now[0] ?? null) : null);
          setSeveral(now.length > 1 ? now : []);
        });
        bus.on('commandStack.changed', () => {
          setRevision((before) => before + 1);
          void made.saveXML().then((saved) => {
            if (!gone) current.current.text = saved;
          });
        });
        setImportError(null);
        setModeler(made);
      },
      (error: unknown) => {
        if (!gone) setImportError(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      gone = true;
      stopTaps();
      setModeler(null);
      setSelected(null);
      setSeveral([]);
      made.destroy();
    };
  }, [canvas, xml, round, language]);

  return { modeler, selected, several, revision, importError };
}
