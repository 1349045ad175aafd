import type { Emergency } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, LoadingState, useUser } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useTitle } from '../common/use-title.js';
import { EmergencyBand } from './emergency-band.js';
import { MeansPanel } from './means-panel.js';
import { ModeFrame } from './mode.js';
import { NoticesPanel } from './notices-panel.js';
import { RecoveryPanel } from './recovery-panel.js';
import { RunDiagram } from './run-diagram.js';
import { StepsDone } from './steps-done.js';
import { Tracks } from './tracks.js';
import { useEmergency, useModels } from './use-emergency.js';

/** One emergency or drill, readable from across the room: time, tracks, who was not reached, where it stands (F-08). */
export function EmergencyPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useEmergency(number);
  useTitle(found.data === undefined ? number : `${number} ${found.data.title}`);
  if (found.isPending) return <LoadingState rows={10} />;
  // What was fetched stays readable while the network is lost.
  if (found.data === undefined) {
    if (found.error instanceof ApiProblem && found.error.status === 404) {
      return (
        <EmptyState title={t('emergency.notFound', { number })} body={t('emergency.notFoundBody')}>
          <Link to="/emergencies">{t('nav.emergencies')}</Link>
        </EmptyState>
      );
    }
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <EmergencyView emergency={found.data} />;
}

function EmergencyView({ emergency }: { readonly emergency: Emergency }): React.JSX.Element {
  const { side } = useUser();
  const models = useModels(emergency);
  return (
    <ModeFrame mode={emergency.mode}>
      <EmergencyBand emergency={emergency} nameOf={models.nameOf} />
      <Tracks emergency={emergency} nameOf={models.nameOf} />
      <div className="emergency-columns">
        <div className="emergency-column">
          <RunDiagram emergency={emergency} />
          <RecoveryPanel emergency={emergency} />
          <StepsDone emergency={emergency} nameOf={models.nameOf} />
        </div>
        <div className="emergency-column">
          <NoticesPanel emergency={emergency} models={models} acts={side === 'provider'} />
          <MeansPanel emergency={emergency} />
        </div>
      </div>
    </ModeFrame>
  );
}
