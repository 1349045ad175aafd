import { fromLocalInput, toLocalInput } from '@pledge/web';
import { Button, Input, Switch } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownVariable } from '../properties/known-variables.js';
import type { PlaySession } from './play-session.js';
import { ClockChoice } from './trial-clocks.js';
import type { TrialClocks } from './use-trial-clocks.js';
import { VariableRows, valuesOf, type VariableRow } from './variable-rows.js';

/** What a trial begins with: when, what is known, whose promises. */
export interface Setup {
  /** Epoch ms. */
  readonly startAt: number;
  readonly rows: readonly VariableRow[];
  readonly holdJobs: boolean;
}

export function sessionOf(setup: Setup): PlaySession {
  return { startAt: setup.startAt, variables: valuesOf(setup.rows), holdJobs: setup.holdJobs, actions: [] };
}

/** Asks for it. */
export function TrialSetup(props: {
  readonly setup: Setup;
  readonly known: readonly KnownVariable[];
  readonly clocks: TrialClocks;
  readonly running: boolean;
  readonly onChange: (setup: Setup) => void;
  readonly onBegin: () => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { setup, known, clocks, running, onChange, onBegin } = props;
  const id = useId();
  const [start, setStart] = useState(toLocalInput(setup.startAt));
  return (
    <div className="panel-fields">
      <p className="soft">{t('modeler.trial.intro')}</p>
      <div className="field">
        <label htmlFor={id}>{t('modeler.trial.startAt')}</label>
        <Input
          id={id}
          type="datetime-local"
          value={start}
          onChange={(event) => {
            setStart(event.target.value);
            const at = Date.parse(fromLocalInput(event.target.value));
            if (!Number.isNaN(at)) onChange({ ...setup, startAt: at });
          }}
        />
      </div>
      <fieldset className="field plain-fieldset">
        <legend>{t('modeler.trial.begins')}</legend>
        <p className="soft">{t('modeler.trial.beginsHint')}</p>
        <VariableRows rows={setup.rows} known={known} onChange={(rows) => onChange({ ...setup, rows })} />
      </fieldset>
      <ClockChoice clocks={clocks} />
      <label className="review-rule">
        <Switch checked={setup.holdJobs} onChange={(holdJobs) => onChange({ ...setup, holdJobs })} />
        <span>{t('modeler.trial.holdJobs')}</span>
      </label>
      <Button type="primary" loading={running} onClick={onBegin}>
        {t('modeler.trial.begin')}
      </Button>
    </div>
  );
}
