import { lazy, Suspense } from 'react';
import { LoadingState } from '../shell/states.js';

/** Where an instance stands, as the API tells it. */
export interface DiagramProgress {
  readonly activeElements: readonly string[];
  readonly completedElements: readonly string[];
  /** Sequence flow ids that were taken. */
  readonly takenFlows: readonly string[];
}
/** A sign on an element: how it differs, how often it was taken, how many stand there. */
export interface DiagramMark {
  readonly elementId: string;
  readonly tone: 'added' | 'removed' | 'changed' | 'moved' | 'heat' | 'count' | 'trouble';
  /** In the sign: a letter, a number. Empty: only the outline. */
  readonly text: string;
  /** Read out and shown on hover. */
  readonly title?: string;
  /** `heat` only: 0 to 1. */
  readonly strength?: number;
}
export interface DiagramViewerProps {
  /** BPMN 2.0 XML with diagram interchange. */
  readonly xml: string;
  readonly progress?: DiagramProgress;
  readonly marks?: readonly DiagramMark[];
  /** Height in CSS units. */
  readonly height?: string;
  /** Shows English names (`pledge:label.en`) where the language is English. */
  readonly language?: string;
  /** The element to bring into view and to outline. */
  readonly focus?: string;
  readonly onSelect?: (elementId: string) => void;
}

const Impl = lazy(async () => ({ default: (await import('./diagram-viewer-impl.js')).DiagramViewerImpl }));

/** Shows a BPMN diagram, the live token and the path taken; bpmn-js is fetched when the first diagram is. */
export function DiagramViewer(props: DiagramViewerProps): React.JSX.Element {
  return (
    <Suspense fallback={<LoadingState rows={4} />}>
      <Impl {...props} />
    </Suspense>
  );
}
