import type { SimulationResponse } from '@pledge/contracts';
import { formatInstant } from '@pledge/web';
import { useTranslation } from 'react-i18next';
import type { KnownVariable } from '../properties/known-variables.js';
import { valueText } from '../studio/typed-value.js';

/** What happened, newest first. */
export function TrialHistory(props: {
  readonly result: SimulationResponse;
  readonly nameOf: (elementId: string) => string;
  /** Virtual, epoch ms. */
  readonly now: number;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const lines = props.result.trace.filter(({ type }) => type !== 'flow').slice(-300);
  return (
    <ol className="trial-list trial-history">
      {lines.toReversed().map(({ at, type, elementId, loopCounter }, index) => (
        <li key={lines.length - index}>
          <span className="soft num">{formatInstant(at, i18n.language, props.now)}</span>
          <span>
            {props.nameOf(elementId)}
            {loopCounter !== undefined && <span className="soft num"> {loopCounter}</span>}
          </span>
          <span className="soft">{t(`modeler.trial.happened.${type}`)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What the case knows. */
export function TrialVariables(props: {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly known: readonly KnownVariable[];
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  const entries = Object.entries(props.variables);
  if (entries.length === 0) return <p className="soft">{t('modeler.trial.noVariables')}</p>;
  return (
    <ul className="trial-list">
      {entries.map(([name, value]) => {
        const known = props.known.find((each) => each.value === name);
        const option = known?.options.find((each) => each.value === valueText(value));
        return (
          <li key={name}>
            <span>
              {known && <>{english ? known.en : known.zh} </>}
              <span className="soft mono">{name}</span>
            </span>
            <span className="trial-value">{option ? (english ? option.en : option.zh) : valueText(value)}</span>
          </li>
        );
      })}
    </ul>
  );
}
