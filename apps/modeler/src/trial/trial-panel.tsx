import type { ModelingCatalogue } from '@pledge/contracts';
import { formatInstant, formatSpan, serverNow } from '@pledge/web';
import { Button, Segmented, Tabs } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import { showElement } from '../editor/first-view.js';
import { knownVariables } from '../properties/known-variables.js';
import { askedAfter, withLiterals } from './asked-after.js';
import { drawnProcesses, drawStanding } from './draw-standing.js';
import { ManyRuns } from './many-runs.js';
import { PastCases } from './past-cases.js';
import { Refused } from './refused.js';
import { nowOf, offsetOf } from './play-session.js';
import { standingOf } from './standing.js';
import { ClockChoice, ClockList } from './trial-clocks.js';
import { IncidentText } from './incident-text.js';
import { TrialHistory, TrialVariables } from './trial-record.js';
import { sessionOf, TrialSetup, type Setup } from './trial-setup.js';
import { useTrial } from './use-trial.js';
import { useTrialClocks } from './use-trial-clocks.js';
import { walkFlows } from './walking-token.js';
import { WaitCard } from './wait-card.js';

const MINUTE = 60_000;
const LEAPS = [
  { key: 'quarter', ms: 15 * MINUTE },
  { key: 'hour', ms: 60 * MINUTE },
  { key: 'day', ms: 24 * 60 * MINUTE },
] as const;

export interface TrialPanelProps {
  readonly modeler: StudioModeler;
  readonly processKey: string;
  readonly catalogue: ModelingCatalogue;
  /** Grows with every change of the diagram. */
  readonly revision: number;
  readonly nameOf: (elementId: string) => string;
}

/** Plays a case on the draft, before anybody is affected: tasks, time, messages, clocks; step by step and back. */
export function TrialPanel(props: TrialPanelProps): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { modeler, processKey, catalogue, revision, nameOf } = props;
  const [setup, setSetup] = useState<Setup>(() => ({
    startAt: Math.floor(serverNow() / MINUTE) * MINUTE,
    rows: [{ name: 'caseNumber', text: 'TRY-0001' }],
    holdJobs: true,
  }));
  const read = useMemo(() => () => modeler.saveXML(), [modeler]);
  const trial = useTrial(processKey, read, revision);
  const { session, result } = trial;
  const [mode, setMode] = useState<'hand' | 'many' | 'past'>('hand');
  const now = session === null ? null : nowOf(session);
  const clocks = useTrialClocks(result, session?.startAt ?? setup.startAt, now);
  const known = withLiterals(modeler, knownVariables(modeler, catalogue));
  useDrawing(modeler, result?.trace ?? null);
  const moments = [
    ...(clocks.next === null ? [] : [clocks.next]),
    ...(result?.open ?? []).filter(({ kind }) => kind === 'timer').map(({ dueAt }) => Date.parse(dueAt ?? '')),
  ].filter((at) => now !== null && at > now);
  const next = moments.length === 0 ? null : Math.min(...moments);
  const words = { day: t('modeler.trial.day'), hour: t('modeler.trial.hour') };
  const titleOf = (id: string, title?: string): string => {
    const own = nameOf(id);
    return own === id && title ? title : own;
  };
  const refused = (
    <Refused findings={trial.refused} nameOf={nameOf} show={(elementId) => showElement(modeler, elementId)} />
  );
  if (session === null || result === null || now === null)
    return (
      <>
        {refused}
        <Segmented
          block
          className="trial-mode"
          value={mode}
          onChange={setMode}
          options={[
            { value: 'hand', label: t('modeler.manyRuns.byHand') },
            { value: 'many', label: t('modeler.manyRuns.title') },
            { value: 'past', label: t('modeler.replay.title') },
          ]}
        />
        {mode === 'past' && <PastCases modeler={modeler} processKey={processKey} clocks={clocks} nameOf={nameOf} />}
        {mode === 'many' && (
          <ManyRuns
            modeler={modeler}
            processKey={processKey}
            known={known}
            setup={setup}
            clocks={clocks}
            nameOf={nameOf}
            onChange={setSetup}
          />
        )}
        {mode === 'hand' && (
          <TrialSetup
            setup={setup}
            known={known}
            clocks={clocks}
            running={trial.running}
            onChange={setSetup}
            onBegin={() => trial.begin(sessionOf(setup))}
          />
        )}
      </>
    );
  return (
    <div className="trial" aria-busy={trial.running}>
      {refused}
      <div className="trial-time">
        <p aria-live="polite">
          <strong className="num">{formatInstant(new Date(now).toISOString(), i18n.language, serverNow())}</strong>{' '}
          <span className="soft num">{t('modeler.trial.since', { span: formatSpan(offsetOf(session), words) })}</span>
        </p>
        <div className="trial-buttons">
          <Button
            disabled={next === null}
            loading={trial.running}
            onClick={() => next !== null && trial.jump(next)}
            title={next === null ? t('modeler.trial.nothingDue') : undefined}
          >
            {next === null
              ? t('modeler.trial.next')
              : t('modeler.trial.nextAt', { at: formatInstant(new Date(next).toISOString(), i18n.language, now) })}
          </Button>
          <Button disabled={session.actions.length === 0 || trial.running} onClick={trial.back}>
            {t('modeler.trial.back')}
          </Button>
        </div>
        <div className="trial-buttons">
          {LEAPS.map(({ key, ms }) => (
            <Button key={key} disabled={trial.running} onClick={() => trial.jump(now + ms)}>
              {t(`modeler.trial.leaps.${key}`)}
            </Button>
          ))}
          <Button disabled={trial.running} onClick={trial.leave}>
            {t('modeler.trial.startAgain')}
          </Button>
        </div>
      </div>
      {trial.outdated && (
        <p role="status" className="trial-note">
          {t('modeler.trial.outdated')}
          <button type="button" className="link" onClick={trial.again}>
            {t('modeler.trial.again')}
          </button>
        </p>
      )}
      {result.skipped.length > 0 && (
        <p role="status" className="trial-note">
          {t('modeler.trial.skipped', { count: result.skipped.length })}
        </p>
      )}
      {result.state === 'completed' && (
        <p role="status" className="trial-note">
          <strong>{t('modeler.trial.completed')}</strong>
        </p>
      )}
      {result.incident && (
        <p role="alert" className="trial-refused">
          <strong>{t('modeler.trial.incident', { name: nameOf(result.incident.elementId) })}</strong>{' '}
          <IncidentText {...result.incident} />
        </p>
      )}
      {result.open.length > 0 && (
        <ul className="wait-list" aria-label={t('modeler.trial.open')}>
          {result.open.map((wait) => (
            <WaitCard
              key={`${wait.processId} ${wait.elementId} ${wait.kind} ${wait.visit}`}
              wait={wait}
              name={titleOf(wait.elementId, wait.title)}
              catalogue={catalogue}
              known={known}
              asked={
                wait.kind === 'job' || wait.kind === 'call' ? askedAfter(modeler, wait.elementId, wait.variables) : []
              }
              running={trial.running}
              now={now}
              onAnswer={trial.answer}
              onJump={trial.jump}
              onShow={() => showElement(modeler, wait.elementId)}
            />
          ))}
        </ul>
      )}
      <Tabs
        size="small"
        items={[
          {
            key: 'clocks',
            label: t('modeler.trial.clocks'),
            children: (
              <>
                <ClockChoice clocks={clocks} />
                <ClockList clocks={clocks} now={now} />
              </>
            ),
          },
          {
            key: 'variables',
            label: t('modeler.trial.variables'),
            children: <TrialVariables variables={result.variables} known={known} />,
          },
          {
            key: 'history',
            label: t('modeler.trial.history'),
            children: <TrialHistory result={result} nameOf={nameOf} now={now} />,
          },
        ]}
      />
    </div>
  );
}

/** The token on the diagram; it walks what it has not walked before. */
function useDrawing(modeler: StudioModeler, trace: Parameters<typeof standingOf>[0] | null): void {
  const seen = useRef(0);
  useEffect(() => {
    if (trace === null) {
      seen.current = 0;
      return;
    }
    const drawn = drawnProcesses(modeler);
    const fresh = trace
      .slice(Math.min(seen.current, trace.length))
      .filter(({ type, processId }) => type === 'flow' && drawn.has(processId))
      .map(({ elementId }) => elementId);
    seen.current = trace.length;
    const standing = standingOf(trace, drawn);
    const erase = drawStanding(modeler, standing);
    const halt = walkFlows(modeler, fresh);
    const last = [...standing.active.keys()].findLast((id) => modeler.service('elementRegistry').get(id));
    if (last !== undefined) {
      modeler.service('canvas').resized();
      modeler.service('canvas').scrollToElement(last, 60);
    }
    return () => {
      halt();
      erase();
    };
  }, [modeler, trace]);
}
