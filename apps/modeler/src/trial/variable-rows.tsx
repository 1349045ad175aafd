import { currentLanguage } from '@pledge/web';
import { AutoComplete, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KnownVariable } from '../properties/known-variables.js';
import { typedValue } from '../studio/typed-value.js';

/** A variable as it is typed. */
export interface VariableRow {
  readonly name: string;
  readonly text: string;
}

/** The variables that rows stand for; a row without a name is left out. */
export function valuesOf(rows: readonly VariableRow[]): Record<string, unknown> {
  return Object.fromEntries(
    rows.filter(({ name }) => name.trim() !== '').map(({ name, text }) => [name.trim(), typedValue(text)]),
  );
}

/** Names and values, offered from what the diagram asks about. */
export function VariableRows(props: {
  readonly rows: readonly VariableRow[];
  readonly known: readonly KnownVariable[];
  readonly onChange: (rows: readonly VariableRow[]) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { rows, known, onChange } = props;
  const english = currentLanguage() === 'en';
  const set = (index: number, next: VariableRow | null): void =>
    onChange(rows.flatMap((row, at) => (at === index ? (next ? [next] : []) : [row])));
  const names = known.map(({ value, zh, en }) => ({ value, label: `${english ? en : zh} · ${value}` }));
  return (
    <div className="variable-rows">
      {rows.map((row, index) => {
        const options = known.find(({ value }) => value === row.name)?.options ?? [];
        return (
          <div className="variable-row" key={index}>
            <AutoComplete
              aria-label={t('modeler.trial.variable')}
              placeholder={t('modeler.trial.variable')}
              value={row.name}
              options={names}
              popupMatchSelectWidth={false}
              showSearch={{
                filterOption: (text, option) => String(option?.label).toLowerCase().includes(text.toLowerCase()),
              }}
              onChange={(name: string) => set(index, { ...row, name })}
            />
            <AutoComplete
              aria-label={t('modeler.trial.value', { name: row.name })}
              placeholder={t('modeler.trial.valueHint')}
              value={row.text}
              options={options.map(({ value, zh, en }) => ({ value, label: english ? en : zh }))}
              popupMatchSelectWidth={false}
              onChange={(text: string) => set(index, { ...row, text })}
            />
            <Button
              type="text"
              aria-label={t('modeler.trial.removeVariable', { name: row.name })}
              title={t('modeler.trial.removeVariable', { name: row.name })}
              onClick={() => set(index, null)}
            >
              ×
            </Button>
          </div>
        );
      })}
      <button type="button" className="link" onClick={() => onChange([...rows, { name: '', text: '' }])}>
        {t('modeler.trial.addVariable')}
      </button>
    </div>
  );
}
