import { useTranslation } from 'react-i18next';
import type { StudioModeler } from './create-modeler.js';
import { showAll, zoomBy } from './first-view.js';

interface ViewToolsProps {
  readonly modeler: StudioModeler;
  /** Grows with every change: whether something can be undone is asked anew. */
  readonly revision: number;
}

/** Undo and redo, search, alignment of what is selected; nearer, farther, all of it. */
export function ViewTools({ modeler }: ViewToolsProps): React.JSX.Element {
  const { t } = useTranslation();
  const stack = modeler.service('commandStack');
  const tool = (key: string, sign: string, run: () => void): React.JSX.Element => (
    <button type="button" onClick={run} aria-label={t(`modeler.view.${key}`)} title={t(`modeler.view.${key}`)}>
      {sign}
    </button>
  );
  return (
    <div className="view-tools" role="toolbar" aria-label={t('modeler.view.title')}>
      {tool('undo', '↶', () => stack.canUndo() && stack.undo())}
      {tool('redo', '↷', () => stack.canRedo() && stack.redo())}
      {tool('search', '⌕', () => modeler.service('searchPad').toggle())}
      {tool('farther', '−', () => zoomBy(modeler, 0.8))}
      {tool('nearer', '+', () => zoomBy(modeler, 1.25))}
      <button type="button" onClick={() => showAll(modeler)}>
        {t('modeler.view.all')}
      </button>
    </div>
  );
}
