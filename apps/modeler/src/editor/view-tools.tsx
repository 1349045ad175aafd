import { useTranslation } from 'react-i18next';
import type { StudioModeler } from './create-modeler.js';
import { zoomBy } from './first-view.js';

/** Nearer, farther, all of it; undo and redo. */
export function ViewTools({ modeler }: { readonly modeler: StudioModeler }): React.JSX.Element {
  const { t } = useTranslation();
  const stack = modeler.service('commandStack');
  return (
    <div className="view-tools" role="toolbar" aria-label={t('modeler.view.title')}>
      <button
        type="button"
        onClick={() => stack.canUndo() && stack.undo()}
        aria-label={t('modeler.view.undo')}
        title={t('modeler.view.undo')}
      >
        ↶
      </button>
      <button
        type="button"
        onClick={() => stack.canRedo() && stack.redo()}
        aria-label={t('modeler.view.redo')}
        title={t('modeler.view.redo')}
      >
        ↷
      </button>
      <button
        type="button"
        onClick={() => zoomBy(modeler, 0.8)}
        aria-label={t('modeler.view.farther')}
        title={t('modeler.view.farther')}
      >
        −
      </button>
      <button
        type="button"
        onClick={() => zoomBy(modeler, 1.25)}
        aria-label={t('modeler.view.nearer')}
        title={t('modeler.view.nearer')}
      >
        +
      </button>
      <button type="button" onClick={() => modeler.service('canvas').zoom('fit-viewport', 'auto')}>
        {t('modeler.view.all')}
      </button>
    </div>
  );
}
