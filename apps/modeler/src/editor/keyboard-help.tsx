import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const lines: readonly (readonly [string, readonly string[]])[] = [
  ['search', ['Ctrl', 'F']],
  ['undo', ['Ctrl', 'Z']],
  ['redo', ['Ctrl', 'Y']],
  ['copy', ['Ctrl', 'C']],
  ['paste', ['Ctrl', 'V']],
  ['all', ['Ctrl', 'A']],
  ['remove', ['Delete']],
  ['label', ['E']],
  ['replace', ['R']],
  ['move', ['← ↑ → ↓']],
  ['faster', ['Shift', '← ↑ → ↓']],
  ['scroll', ['Ctrl', '← ↑ → ↓']],
  ['hand', ['H']],
  ['lasso', ['L']],
  ['space', ['S']],
  ['connect', ['C']],
  ['nearer', ['Ctrl', '+']],
  ['farther', ['Ctrl', '−']],
  ['fit', ['Ctrl', '0']],
];

/** What the keys do on the canvas. */
export function KeyboardHelp({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <Modal open={open} title={t('modeler.keyboard.title')} onCancel={onClose} footer={null} width={480}>
      <dl className="keyboard-help">
        {lines.map(([what, keys]) => (
          <div key={what}>
            <dt>{t(`modeler.keyboard.${what}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
