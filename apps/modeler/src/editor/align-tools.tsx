import { useTranslation } from 'react-i18next';
import type { StudioModeler } from './create-modeler.js';
import type { DiagramElement } from './diagram-types.js';

const ways = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const;

/** Lines up what is selected, or spaces it evenly. */
export function AlignTools(props: {
  readonly modeler: StudioModeler;
  readonly elements: readonly DiagramElement[];
}): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, elements } = props;
  const shapes = elements.filter((element) => !element.waypoints && !element.labelTarget);
  return (
    <div className="align-tools" role="toolbar" aria-label={t('modeler.align.title')}>
      <p>{t('modeler.align.selected', { count: elements.length })}</p>
      {ways.map((way) => (
        <button key={way} type="button" onClick={() => modeler.service('alignElements').trigger(shapes, way)}>
          {t(`modeler.align.${way}`)}
        </button>
      ))}
      {(['horizontal', 'vertical'] as const).map((axis) => (
        <button
          key={axis}
          type="button"
          disabled={shapes.length < 3}
          onClick={() => modeler.service('distributeElements').trigger(shapes, axis)}
        >
          {t(`modeler.align.${axis}`)}
        </button>
      ))}
    </div>
  );
}
