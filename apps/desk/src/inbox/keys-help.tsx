import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const shown = ['j', 'k', 'enter', 'x', 'c', 'slash', 'search', 'help'] as const;
const signs: Readonly<Record<(typeof shown)[number], string>> = {
  j: 'j ↓',
  k: 'k ↑',
  enter: 'Enter',
  x: 'x',
  c: 'c',
  slash: '/',
  search: 'Ctrl K',
  help: '?',
};

/** The keys of the inbox. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <Modal open title={t('inboxKeys.title')} footer={null} onCancel={onClose} width={360}>
      <dl className="facts">
        {shown.map((key) => (
          <div key={key} className="key-line">
            <dt>
              <kbd>{signs[key]}</kbd>
            </dt>
            <dd>{t(`inboxKeys.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
