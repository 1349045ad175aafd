import type { SimulationResponse } from '@pledge/contracts';
import { api, problemText } from '@pledge/web';
import { AutoComplete, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { typedValue } from '../studio/typed-value.js';
import { trialProcess, trialsOf } from './decision-inputs.js';

/** Fills in the conditions and shows what the draft decides, a moment after each change. */
export function DecisionTrialPanel({ xml }: { readonly xml: string }): React.JSX.Element {
  const { t } = useTranslation();
  const trials = trialsOf(xml);
  const [chosen, setChosen] = useState<string | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [answer, setAnswer] = useState<{ readonly text: string; readonly failed: boolean } | null>(null);
  const trial = trials.find((each) => each.id === chosen) ?? trials[0];
  const id = trial?.id;
  useEffect(() => {
    if (id === undefined) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const variables = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, typedValue(text)]));
      const resources = [
        { name: 'trial.bpmn', content: trialProcess(id) },
        { name: 'draft.dmn', content: xml },
      ];
      api
        .post<SimulationResponse>(
          '/simulations',
          { resources, scenario: { processId: 'decision-trial', variables } },
          { signal: stop.signal },
        )
        .then(
          (result) =>
            setAnswer(
              result.incident
                ? { text: result.incident.message, failed: true }
                : { text: JSON.stringify(result.variables['trialResult'] ?? null, null, 2), failed: false },
            ),
          (error: unknown) => {
            if (!stop.signal.aborted) setAnswer({ text: problemText(error, t), failed: true });
          },
        );
    }, 400);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [id, values, xml, t]);
  if (!trial) return <p className="soft">{t('modeler.decision.noTable')}</p>;
  return (
    <div className="panel-fields">
      {trials.length > 1 && (
        <div className="field">
          <label htmlFor="trial-decision">{t('modeler.decision.which')}</label>
          <Select
            id="trial-decision"
            value={trial.id}
            options={trials.map((each) => ({ value: each.id, label: each.name }))}
            onChange={setChosen}
          />
        </div>
      )}
      {trial.inputs.map((input, index) => (
        <div className="field" key={`${input.name} ${index}`}>
          <label htmlFor={`trial-${index}`}>{input.label}</label>
          <AutoComplete
            id={`trial-${index}`}
            value={values[input.name] ?? ''}
            options={(input.type === 'boolean' ? ['true', 'false'] : input.values).map((value) => ({ value }))}
            onChange={(text: string) => setValues({ ...values, [input.name]: text })}
          />
        </div>
      ))}
      <div aria-live="polite">
        <h3>{answer?.failed ? t('modeler.decision.failed') : t('modeler.decision.result')}</h3>
        <pre className="mono trial-result">{answer?.text ?? ''}</pre>
      </div>
    </div>
  );
}
