import type { ReplayedCase, ReplayResponse } from '@pledge/contracts';
import { api, currentLanguage, formatInstant, formatSpan, joined, serverNow } from '@pledge/web';
import { Button, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudioModeler } from '../editor/create-modeler.js';
import { showElement } from '../editor/first-view.js';
import { filesWithNamed } from '../findings/check-draft.js';
import { drawnProcesses } from './draw-standing.js';
import { IncidentText } from './incident-text.js';
import { drawDifference } from './replay-difference.js';
import { Refused } from './refused.js';
import { ClockChoice } from './trial-clocks.js';
import { useServerRun } from './use-server-run.js';
import type { TrialClocks } from './use-trial-clocks.js';

/** The last finished cases played again on the draft: other ways, where they get stuck, how long, how many promises late. */
export function PastCases(props: {
  readonly modeler: StudioModeler;
  readonly processKey: string;
  readonly clocks: TrialClocks;
  readonly nameOf: (elementId: string) => string;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { modeler, processKey, clocks, nameOf } = props;
  const id = useId();
  const [last, setLast] = useState(20);
  const { busy, refused, result, run } = useServerRun<ReplayResponse>();
  useEffect(() => {
    if (!result) return;
    return drawDifference(modeler, result, drawnProcesses(modeler), (counts) =>
      t('modeler.replay.change', { ...counts }),
    );
  }, [modeler, result, t]);
  const send = async () =>
    api.post<ReplayResponse>('/simulations/replays', {
      resources: await filesWithNamed('process', processKey, await modeler.saveXML()),
      last,
      ...(clocks.profileId === null ? {} : { profileId: clocks.profileId }),
      ...(clocks.severity === null ? {} : { severity: clocks.severity }),
    });
  return (
    <>
      <Refused findings={refused} nameOf={nameOf} show={(elementId) => showElement(modeler, elementId)} />
      <div className="panel-fields">
        <p className="soft">{t('modeler.replay.intro')}</p>
        <div className="field">
          <label htmlFor={id}>{t('modeler.replay.last')}</label>
          <Select
            id={id}
            value={last}
            options={[5, 10, 20, 50].map((value) => ({ value, label: String(value) }))}
            onChange={setLast}
          />
        </div>
        <ClockChoice clocks={clocks} />
        <Button type="primary" loading={busy} onClick={() => void run(send)}>
          {t('modeler.replay.begin')}
        </Button>
      </div>
      {result && (
        <ReplayResult
          result={result}
          nameOf={nameOf}
          measured={clocks.profileId !== null}
          show={(elementId) => showElement(modeler, elementId)}
        />
      )}
    </>
  );
}

function ReplayResult(props: {
  readonly result: ReplayResponse;
  readonly nameOf: (elementId: string) => string;
  readonly measured: boolean;
  readonly show: (elementId: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { result, nameOf, measured, show } = props;
  const english = currentLanguage() === 'en';
  const words = { day: t('modeler.trial.day'), hour: t('modeler.trial.hour') };
  const span = (ms: number): string => formatSpan(ms, words);
  const { cases, durations } = result;
  if (cases.length === 0) return <p className="soft">{t('modeler.replay.none')}</p>;
  const stuck = cases.filter((each) => each.after === null).length;
  return (
    <div className="run-result" role="status">
      <p>
        {t('modeler.replay.outcome', {
          count: cases.length,
          same: cases.filter((each) => each.same).length,
          other: cases.filter((each) => !each.same && each.after !== null).length,
          stuck,
        })}
      </p>
      {result.cut && <p>{t('modeler.replay.cut')}</p>}
      {durations && (
        <table className="replay-table num">
          <thead>
            <tr>
              <th scope="col">{t('modeler.replay.durations', { count: durations.after.count })}</th>
              <th scope="col">{t('modeler.replay.before')}</th>
              <th scope="col">{t('modeler.replay.after')}</th>
            </tr>
          </thead>
          <tbody>
            {(['median', 'p90', 'longest'] as const).map((figure) => (
              <tr key={figure}>
                <th scope="row">{t(`modeler.replay.figures.${figure}`)}</th>
                <td>{span(durations.before[figure])}</td>
                <td>{span(durations.after[figure])}</td>
              </tr>
            ))}
            {result.promises.map(({ metric, name, before, after }) => (
              <tr key={metric}>
                <th scope="row">{t('modeler.replay.late', { name: english ? name.en : name.zh })}</th>
                <td>{before}</td>
                <td>
                  <span className="countdown" data-tone={after > before ? 'breach' : after < before ? 'met' : 'run'}>
                    {after}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!measured && <p className="soft">{t('modeler.manyRuns.noProfile')}</p>}
      <ul className="trial-list">
        {cases.map((each) => (
          <CaseLine key={each.instanceId} one={each} nameOf={nameOf} span={span} show={show} />
        ))}
      </ul>
    </div>
  );
}

/** One case: the same way, another one, or where it stands and what it lacks. */
function CaseLine(props: {
  readonly one: ReplayedCase;
  readonly nameOf: (elementId: string) => string;
  readonly span: (ms: number) => string;
  readonly show: (elementId: string) => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const { one, nameOf, span, show } = props;
  const link = (elementId: string): React.JSX.Element => (
    <button type="button" className="link" key={elementId} onClick={() => show(elementId)}>
      {nameOf(elementId)}
    </button>
  );
  const named = (places: ReplayedCase['gone']): readonly string[] =>
    [...new Set(places.map(({ elementId }) => elementId))].filter((id) => nameOf(id) !== id).slice(0, 4);
  const [gone, added] = [named(one.gone), named(one.added)];
  return (
    <li>
      <span>
        <strong className="num">{one.businessKey ?? formatInstant(one.startedAt, i18n.language, serverNow())}</strong>{' '}
        <span className="soft num">v{one.version}</span>{' '}
        {one.after === null ? t('modeler.replay.stuck') : t(one.same ? 'modeler.replay.same' : 'modeler.replay.other')}
        {one.unanswered.map(({ elementId, fields }) => (
          <span key={elementId} className="replay-why">
            {link(elementId)} {t('modeler.replay.asks', { fields: joined(fields) })}
          </span>
        ))}
        {one.unanswered.length === 0 && one.waiting.length > 0 && (
          <span className="replay-why">
            {t('modeler.replay.waits')} {one.waiting.map(link)}
          </span>
        )}
        {one.incident && (
          <span className="replay-why">
            {link(one.incident.elementId)} <IncidentText {...one.incident} />
          </span>
        )}
        {gone.length > 0 && <span className="replay-why">− {joined(gone.map(nameOf))}</span>}
        {added.length > 0 && <span className="replay-why">+ {added.map(link)}</span>}
        {!one.faithful && <span className="replay-why soft">{t('modeler.replay.unfaithful')}</span>}
      </span>
      <span className="soft num">
        {span(one.before)} → {one.after === null ? '—' : span(one.after)}
      </span>
    </li>
  );
}
