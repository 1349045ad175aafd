import type { Drill, TaskView } from '@pledge/contracts';
import { ApiProblem, EmptyState, ErrorState, formatInstant, joined, LoadingState, useNow, useUser } from '@pledge/web';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { editDrill, getDrill } from '../api/drills.js';
import { keys } from '../api/keys.js';
import { useCaseTasks } from '../case-page/use-case-tasks.js';
import { useBilingual } from '../common/bilingual.js';
import { useTitle } from '../common/use-title.js';
import { TaskPanel } from '../task/task-panel.js';
import { DrillEditor } from './drill-editor.js';
import { DrillFindings } from './drill-findings.js';
import { DrillInjects } from './drill-injects.js';
import { DrillPlan } from './drill-plan.js';
import { DrillRun } from './drill-run.js';
import { DrillComparison, DrillScoreView } from './drill-score.js';
import { DrillSignatures } from './drill-signatures.js';
import { DrillFrame, DrillStateText } from './drill-words.js';
import { RehearsalView } from './rehearsal-view.js';

/** How often a running drill is read without an event, ms: injects come by the server's clock. */
const look = 15_000;

/** One drill, from its plan to its signed report; for staff and, on a phone, for the customer who takes part. */
export function DrillPage(): React.JSX.Element {
  const { t } = useTranslation();
  const { number = '' } = useParams();
  const found = useQuery({
    queryKey: keys.drill(number),
    queryFn: () => getDrill(number),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? look : false),
  });
  // what waits stands above the rest: the page appears with it, and nothing moves under a hand later
  const tasks = useCaseTasks(number);
  useTitle(found.data === undefined ? number : `${t('drill.mark')} ${found.data.number} ${found.data.title}`);
  if (found.isPending || tasks.isPending) return <LoadingState rows={10} />;
  if (found.isError) {
    if (found.error instanceof ApiProblem && found.error.status === 404)
      return <EmptyState title={t('drill.notFound')} body={t('drill.notFoundBody')} />;
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  return <One drill={found.data} />;
}

function One({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const save = useMutation({
    mutationFn: (content: Drill['content']) => editDrill(drill.number, drill.revision, content),
    onSuccess: async () => {
      void message.success(t('drill.saved'));
      setEditing(false);
      await queries.invalidateQueries({ queryKey: keys.drills });
    },
  });
  const ran = drill.runNumber !== null && drill.steps.length > 0;
  return (
    <div className="plan-page drill-page">
      <DrillFrame>
        <Head drill={drill} />
        <RealFirst drill={drill} />
        <div className="plan-columns" data-editing={editing}>
          <div className="plan-main">
            {!editing && <DrillTasks drill={drill} />}
            {drill.state === 'running' && <DrillRun drill={drill} />}
            {drill.score !== null && <DrillScoreView drill={drill} />}
            {(drill.findings.length > 0 || drill.may.find) && <DrillFindings drill={drill} />}
            {ran && drill.state !== 'running' && drill.score === null && <DrillRun drill={drill} />}
            {drill.score !== null && <DrillComparison drill={drill} />}
            <section aria-labelledby="drill-plan-title">
              <div className="section-head">
                <h2 id="drill-plan-title">{t('drill.planTitle')}</h2>
                {drill.may.edit && !editing && <Button onClick={() => setEditing(true)}>{t('drill.edit')}</Button>}
              </div>
              {editing ? (
                <DrillEditor
                  content={drill.content}
                  isNew={false}
                  saving={save.isPending}
                  error={save.error}
                  onSave={(content) => save.mutate(content)}
                  onCancel={() => setEditing(false)}
                />
              ) : (
                <DrillPlan drill={drill} />
              )}
            </section>
            {drill.may.edit && !editing && <RehearsalView drill={drill} />}
          </div>
          <aside className="plan-side">
            <DrillSignatures drill={drill} />
            <DrillInjects drill={drill} />
          </aside>
        </div>
      </DrillFrame>
    </div>
  );
}

function Head({ drill }: { readonly drill: Drill }): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const say = useBilingual();
  const now = useNow();
  const time = (iso: string): string => formatInstant(iso, i18n.language, now);
  return (
    <header className="plan-head">
      <p className="soft">
        <Link to="/drills">{t('nav.drills')}</Link> · <span className="num">{drill.number}</span> ·{' '}
        <DrillStateText drill={drill} />
      </p>
      <h1>{drill.title}</h1>
      <p className="soft">
        {say(drill.planName)}
        {drill.planVersion !== null && ` V${String(drill.planVersion)}`} · {t(`drill.kind.${drill.kind}`)} ·{' '}
        {drill.partyName ?? t('drill.noParty')}
        {drill.startedAt !== null && ` · ${t('drill.startedAt', { time: time(drill.startedAt) })}`}
        {drill.startedAt === null && drill.windowFrom !== null && ` · ${time(drill.windowFrom)}`}
      </p>
    </header>
  );
}

/** A real emergency has the screen: it stands above everything of the drill. */
function RealFirst({ drill }: { readonly drill: Drill }): React.JSX.Element | null {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { stopped, realEmergencies } = drill;
  if (stopped === null && realEmergencies.length === 0) return null;
  return (
    <div className="drill-real" role="alert">
      {realEmergencies.map((number) => (
        <p key={number}>
          <strong>✕ {t('drill.real', { number })}</strong>{' '}
          <Link to={`/emergencies/${number}`}>{t('drill.toReal')}</Link>
        </p>
      ))}
      {stopped !== null && (
        <p>
          {stopped.emergencyNumber === null
            ? t('drill.stoppedBy', {
                name: stopped.by,
                reason: stopped.reason,
                time: formatInstant(stopped.at, i18n.language, now),
              })
            : t('drill.stoppedForReal', {
                number: stopped.emergencyNumber,
                time: formatInstant(stopped.at, i18n.language, now),
              })}
        </p>
      )}
    </div>
  );
}

/** What waits now: of the drill, and of its run, which participants work on. */
function DrillTasks({ drill }: { readonly drill: Drill }): React.JSX.Element | null {
  const { t } = useTranslation();
  const customer = useUser().side === 'customer';
  const about = useCaseTasks(drill.number);
  const run = useCaseTasks(drill.state === 'running' ? (drill.runNumber ?? drill.number) : drill.number);
  const tasks = [
    ...new Map([...(about.data?.items ?? []), ...(run.data?.items ?? [])].map((task) => [task.id, task])).values(),
  ];
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="drill-tasks-title" className="current-tasks">
      <h2 id="drill-tasks-title">{t('case.now')}</h2>
      {tasks.map((task) => (
        <div key={task.id}>
          <Found drill={drill} task={task} />
          <TaskPanel task={task} forCustomer={customer} />
        </div>
      ))}
    </section>
  );
}

/** What the scenario says people find at this step. */
function Found({ drill, task }: { readonly drill: Drill; readonly task: TaskView }): React.JSX.Element | null {
  const { t } = useTranslation();
  const facts = drill.content.facts[task.elementId];
  if (facts === undefined || drill.state !== 'running') return null;
  return (
    <p className="drill-found" role="note">
      {t('drill.found')} {joined(Object.values(facts).map(String))}
    </p>
  );
}
