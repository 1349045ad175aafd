import type { SimulationRunsResponse } from '@pledge/contracts';
import { api, currentLanguage, formatSpan } from '@pledge/web';
import { Button, InputNumber, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import { showElement } from '../editor/first-view.js';
import { filesWithNamed } from '../findings/check-draft.js';
import type { KnownVariable } from '../properties/known-variables.js';
import { alternativesOf } from './alternatives.js';
import { drawnProcesses } from './draw-standing.js';
import { drawHeat } from './run-heat.js';
import { Refused } from './refused.js';
import { ClockChoice } from './trial-clocks.js';
import type { Setup } from './trial-setup.js';
import { useServerRun } from './use-server-run.js';
import type { TrialClocks } from './use-trial-clocks.js';
import { VariableRows, valuesOf } from './variable-rows.js';

interface ManyRunsProps {
  readonly modeler: StudioModeler;
  readonly processKey: string;
  readonly known: readonly KnownVariable[];
  readonly setup: Setup;
  readonly clocks: TrialClocks;
  readonly nameOf: (elementId: string) => string;
  readonly onChange: (setup: Setup) => void;
}

/** The draft many times by chance: heat on the diagram, how long it takes, how many promises would be late. */
export function ManyRuns(props: ManyRunsProps): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, processKey, known, setup, clocks, nameOf, onChange } = props;
  const id = useId();
  const [runs, setRuns] = useState(100);
  const [seed, setSeed] = useState(1);
  const [work, setWork] = useState({ min: 5, max: 240 });
  const { busy, refused, result, run } = useServerRun<SimulationRunsResponse>();
  useEffect(() => {
    if (!result) return;
    return drawHeat(modeler, result, drawnProcesses(modeler), (counts) => t('modeler.manyRuns.heat', { ...counts }));
  }, [modeler, result, t]);

  const send = async () =>
    api.post<SimulationRunsResponse>('/simulations/runs', {
      resources: await filesWithNamed('process', processKey, await modeler.saveXML()),
      withDeployed: true,
      scenario: {
        variables: valuesOf(setup.rows),
        startAt: new Date(setup.startAt).toISOString(),
        answers: alternativesOf(modeler, known),
      },
      runs,
      seed,
      work: { min: `PT${work.min}M`, max: `PT${Math.max(work.min, work.max)}M` },
      ...(clocks.profileId === null ? {} : { profileId: clocks.profileId }),
      ...(clocks.severity === null ? {} : { severity: clocks.severity }),
    });
  return (
    <>
      <Refused findings={refused} nameOf={nameOf} show={(elementId) => showElement(modeler, elementId)} />
      <div className="panel-fields">
        <p className="soft">{t('modeler.manyRuns.intro')}</p>
        <fieldset className="field plain-fieldset">
          <legend>{t('modeler.trial.begins')}</legend>
          <VariableRows rows={setup.rows} known={known} onChange={(rows) => onChange({ ...setup, rows })} />
        </fieldset>
        <ClockChoice clocks={clocks} />
        <div className="run-numbers">
          <div className="field">
            <label htmlFor={`${id}-runs`}>{t('modeler.manyRuns.runs')}</label>
            <Select
              id={`${id}-runs`}
              value={runs}
              options={[20, 50, 100, 200].map((value) => ({ value, label: String(value) }))}
              onChange={setRuns}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-seed`}>{t('modeler.manyRuns.seed')}</label>
            <InputNumber
              id={`${id}-seed`}
              precision={0}
              min={0}
              max={1_000_000}
              title={t('modeler.manyRuns.seedHint')}
              value={seed}
              onChange={(value) => setSeed(value ?? 1)}
            />
          </div>
          {(['min', 'max'] as const).map((end) => (
            <div className="field" key={end}>
              <label htmlFor={`${id}-${end}`}>
                {t('modeler.manyRuns.work')} · {t(end === 'min' ? 'modeler.manyRuns.from' : 'modeler.manyRuns.to')}
              </label>
              <InputNumber
                id={`${id}-${end}`}
                precision={0}
                min={1}
                max={100_000}
                suffix={t('modeler.manyRuns.minutes')}
                value={work[end]}
                onChange={(value) => setWork({ ...work, [end]: value ?? 1 })}
              />
            </div>
          ))}
        </div>
        <Button type="primary" loading={busy} onClick={() => void run(send)}>
          {t('modeler.manyRuns.begin', { count: runs })}
        </Button>
      </div>
      {result && <RunResult result={result} nameOf={nameOf} measured={clocks.profileId !== null} />}
    </>
  );
}

function RunResult(props: {
  readonly result: SimulationRunsResponse;
  readonly nameOf: (elementId: string) => string;
  readonly measured: boolean;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { result, nameOf, measured } = props;
  const english = currentLanguage() === 'en';
  const words = { day: t('modeler.trial.day'), hour: t('modeler.trial.hour') };
  const span = (ms: number): string => formatSpan(ms, words);
  const { durations } = result;
  const most = Math.max(1, ...(durations?.histogram ?? []).map(({ count }) => count));
  return (
    <div className="run-result" role="status">
      <p>
        {t('modeler.manyRuns.outcome', {
          runs: result.runs,
          completed: result.completed,
          waiting: result.waiting,
          incidents: result.incidents,
        })}{' '}
        <span className="soft num">{t('modeler.manyRuns.repeat', { seed: result.seed })}</span>
      </p>
      {result.cut && <p>{t('modeler.manyRuns.cut', { runs: result.runs })}</p>}
      {durations && (
        <section>
          <h3>{t('modeler.manyRuns.durations')}</h3>
          <ol className="run-bars">
            {durations.histogram.map(({ upTo, count }) => (
              <li
                key={upTo}
                style={{ height: `${(count / most) * 100}%` }}
                title={t('modeler.manyRuns.bar', { upTo: span(upTo), count })}
              >
                <span className="visually-hidden">{t('modeler.manyRuns.bar', { upTo: span(upTo), count })}</span>
              </li>
            ))}
          </ol>
          <p className="soft num">
            {t('modeler.manyRuns.median', {
              median: span(durations.median),
              p90: span(durations.p90),
              longest: span(durations.longest),
            })}
          </p>
        </section>
      )}
      <section>
        <h3>{t('modeler.manyRuns.promises')}</h3>
        {!measured && <p className="soft">{t('modeler.manyRuns.noProfile')}</p>}
        <ul className="trial-list">
          {result.promises.map(({ metric, name, kept, broken, open }) => (
            <li key={metric}>
              <span>
                <strong>{english ? name.en : name.zh}</strong>{' '}
                <span className="soft num">{t('modeler.manyRuns.promiseCounts', { kept, broken, open })}</span>
              </span>
              <span className="countdown num" data-tone={broken > 0 ? 'breach' : 'met'}>
                {t('modeler.manyRuns.broken', { share: Math.round((broken / Math.max(1, kept + broken)) * 100) })}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {result.troubles.length > 0 && (
        <section>
          <h3>{t('modeler.manyRuns.troubles')}</h3>
          <ul className="trial-list">
            {result.troubles.map(({ code, elementId, message, count, run }) => (
              <li key={`${code} ${elementId}`}>
                <span>
                  <strong>{nameOf(elementId)}</strong> {message}
                </span>
                <span className="soft num">{t('modeler.manyRuns.trouble', { count, run: run + 1 })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {result.stuck.length > 0 && (
        <section>
          <h3>{t('modeler.manyRuns.stuck')}</h3>
          <ul className="trial-list">
            {result.stuck.map(({ elementId, count }) => (
              <li key={elementId}>
                <span>{nameOf(elementId)}</span>
                <span className="soft num">{t('modeler.manyRuns.times', { count })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
