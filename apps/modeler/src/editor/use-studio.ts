import { useEffect, useRef, useState } from 'react';
import { createModeler, type StudioModeler } from './create-modeler.js';
import type { DiagramElement } from './diagram-types.js';
import { selectOnTap } from './tap-select.js';
import { showBeginning } from './first-view.js';

export interface Studio {
  readonly modeler: StudioModeler | null;
  readonly selected: DiagramElement | null;
  /** Grows with every change of the diagram. */
  readonly revision: number;
  readonly importError: string | null;
}

/** Draws `xml` into the canvas and tells what is selected and when something changed. A new `xml` starts over. */
export function useStudio(
  canvas: React.RefObject<HTMLDivElement | null>,
  xml: string | null,
  language: string,
): Studio {
  const [modeler, setModeler] = useState<StudioModeler | null>(null);
  const [selected, setSelected] = useState<DiagramElement | null>(null);
  const [revision, setRevision] = useState(0);
  const [importError, setImportError] = useState<string | null>(null);
  // The language changes the texts of the tool, not the drawing: what was drawn so far is carried over.
  const current = useRef<{ xml: string | null; text: string | null }>({ xml: null, text: null });

  useEffect(() => {
    if (!canvas.current || xml === null) return;
    let gone = false;
    const made = createModeler(canvas.current, language);
    const stopTaps = selectOnTap(canvas.current, made);
    const text = current.current.xml === xml && current.current.text !== null ? current.current.text : xml;
    current.current = { xml, text };
    made.importXML(text).then(
      () => {
        if (gone) return;
        showBeginning(made, matchMedia('(max-width: 760px)').matches);
        const bus = made.service('eventBus');
        bus.on('selection.changed', (event) =>
          setSelected(event.newSelection?.length === 1 ? (event.newSelection[0] ?? null) : null),
        );
        bus.on('commandStack.changed', () => {
          setRevision((before) => before + 1);
          void made.saveXML().then((saved) => (current.current.text = saved));
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
      made.destroy();
    };
  }, [canvas, xml, language]);

  return { modeler, selected, revision, importError };
}
