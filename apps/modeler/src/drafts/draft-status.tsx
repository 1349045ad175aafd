import { formatTime } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import type { KeeperState } from './draft-keeper.js';

/** One line: where the work is kept. */
export function DraftStatus({ state }: { readonly state: KeeperState }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const time = state.savedAt === null ? '' : formatTime(new Date(state.savedAt).toISOString(), i18n.language);
  return (
    <span className="soft draft-status" role="status" data-status={state.status}>
      {t(`modeler.draft.${state.status}`, { time, reason: state.reason })}
    </span>
  );
}
