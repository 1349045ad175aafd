import { CHANNELS, CLOCK_EVENTS, COMPONENTS, METRICS, type LimitUnit } from '@pledge/contracts';
import { Button, Checkbox, Input } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { ChoiceCell, ListCell, NumberCell, TextCell, useWords } from './cells.js';
import { anchorOf, findingsAt, replaced, without, type EditorProps } from './editor.js';
import { newRow, partsOf, rowsOf, type PromiseRow } from './profile-rows.js';
import { RowFindings } from './row-findings.js';

const units: readonly LimitUnit[] = ['min', 'h', 'd', 'workday', 'month'];

/** The table of promises: figures in the row, everything else below it when it is opened; an empty figure is a template. */
export function CommitmentsEditor(props: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  const { profile, onChange, findings, readOnly } = props;
  const [open, setOpen] = useState<string | null>(null);
  const [rows, write] = usePromiseRows(profile, onChange);
  return (
    <>
      <table className="work-table editor-table">
        <thead>
          <tr>
            <th>{t('cell.id')}</th>
            <th>{t('cell.metric')}</th>
            <th>{t('cell.severity')}</th>
            <th>{t('cell.max')}</th>
            <th>{t('cell.unit')}</th>
            <th>{t('cell.calendar')}</th>
            <th>
              <span className="visually-hidden">{t('users.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, position) => (
            <Fragment key={position}>
              <MainCells
                {...props}
                row={row}
                open={open === row.id}
                onOpen={() => setOpen(open === row.id ? null : row.id)}
                onRow={(next) => write(replaced(rows, position, next))}
                onRemove={() => write(without(rows, position))}
              />
              {open === row.id && (
                <tr className="row-detail">
                  <td colSpan={7}>
                    <MoreCells {...props} row={row} onRow={(next) => write(replaced(rows, position, next))} />
                  </td>
                </tr>
              )}
              {findingsAt(findings, ['commitments', 'blanks'], row.id).length > 0 && (
                <tr className="row-detail finding-row">
                  <td colSpan={7}>
                    <RowFindings findings={findingsAt(findings, ['commitments', 'blanks'], row.id)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {!readOnly && (
        <Button size="small" onClick={() => write([...rows, newRow(rows, profile.calendars[0]?.id ?? 'CAL-7x24')])}>
          {t('editor.addPromise')}
        </Button>
      )}
    </>
  );
}

/**
 * The table while it is written. A line keeps its place, and all it says, while its figure is missing: whoever empties a cell to type
 * another number types it into the same promise.
 */
function usePromiseRows(
  profile: EditorProps['profile'],
  onChange: EditorProps['onChange'],
): [rows: readonly PromiseRow[], write: (next: readonly PromiseRow[]) => void] {
  const { commitments, blanks } = profile;
  const [held, setHeld] = useState(() => ({ commitments, blanks, rows: rowsOf(profile) }));
  const same = held.commitments === commitments && held.blanks === blanks;
  const write = (next: readonly PromiseRow[]): void => {
    const parts = partsOf(next);
    setHeld({ ...parts, rows: [...next] });
    onChange({ ...profile, ...parts });
  };
  return [same ? held.rows : rowsOf(profile), write];
}

type RowProps = EditorProps & { readonly row: PromiseRow; readonly onRow: (row: PromiseRow) => void };

function MainCells(
  props: RowProps & { readonly open: boolean; readonly onOpen: () => void; readonly onRemove: () => void },
): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const words = useWords();
  const { row, onRow, profile, readOnly, findings } = props;
  const wrong = (field: string): boolean =>
    findingsAt(findings, ['commitments', 'blanks'], row.id).some(
      (finding) => finding.field === field && finding.kind !== 'question',
    );
  const cell = { disabled: readOnly } as const;
  return (
    <tr id={anchorOf('commitments', row.id)} data-blank={row.max === null}>
      <td className="num" data-label={t('cell.id')}>
        {row.id}
      </td>
      <td data-label={t('cell.metric')}>
        <ChoiceCell
          {...cell}
          label={t('cell.metric')}
          value={row.metric}
          options={words(METRICS)}
          onChange={(metric) => onRow({ ...row, metric })}
        />
      </td>
      <td data-label={t('cell.severity')}>
        <ChoiceCell
          {...cell}
          label={t('cell.severity')}
          value={row.severity}
          wrong={wrong('severity')}
          options={[
            { value: 'ANY', label: t('contract.anySeverity') },
            ...profile.severityScheme.levels.map((level) => ({ value: level.code, label: say(level.label) })),
          ]}
          onChange={(severity) => onRow({ ...row, severity: severity === '' ? 'ANY' : severity })}
        />
      </td>
      <td data-label={t('cell.max')}>
        <NumberCell
          {...cell}
          label={t('cell.max')}
          value={row.max}
          wrong={wrong('max')}
          placeholder={t('contract.blank')}
          onChange={(max) => onRow({ ...row, max })}
        />
      </td>
      <td data-label={t('cell.unit')}>
        <ChoiceCell
          {...cell}
          label={t('cell.unit')}
          value={row.unit}
          options={units.map((unit) => ({ value: unit, label: t(`unitName.${unit}`) }))}
          onChange={(unit) => onRow({ ...row, unit: units.find((one) => one === unit) ?? 'h' })}
        />
      </td>
      <td data-label={t('cell.calendar')}>
        <ChoiceCell
          {...cell}
          label={t('cell.calendar')}
          value={row.calendar}
          wrong={wrong('calendar')}
          options={profile.calendars.map((calendar) => ({ value: calendar.id, label: calendar.id }))}
          onChange={(calendar) => onRow({ ...row, calendar })}
        />
      </td>
      <td className="row-actions">
        <Button size="small" type="link" aria-expanded={props.open} onClick={props.onOpen}>
          {t(props.open ? 'editor.less' : 'editor.more')}
        </Button>
        {!readOnly && (
          <Button size="small" type="link" onClick={props.onRemove}>
            {t('common.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function MoreCells({ row, onRow, profile, readOnly }: RowProps): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const words = useWords();
  const cell = { disabled: readOnly } as const;
  const listed = (name: 'component' | 'channel', value: readonly string[]): PromiseRow => {
    const { [name]: _, ...rest } = row;
    return value.length === 0 ? rest : { ...rest, [name]: [...value] };
  };
  return (
    <div className="more-cells">
      <label>
        {t('cell.id')}
        <TextCell {...cell} label={t('cell.id')} value={row.id} onChange={(id) => onRow({ ...row, id })} />
      </label>
      <label>
        {t('cell.min')}
        <NumberCell
          {...cell}
          label={t('cell.min')}
          value={row.min ?? null}
          onChange={(min) => {
            const { min: _, ...rest } = row;
            onRow(min === null ? rest : { ...rest, min });
          }}
        />
      </label>
      <label>
        {t('cell.region')}
        <ChoiceCell
          {...cell}
          optional
          label={t('cell.region')}
          value={row.region ?? ''}
          options={profile.regions.map((region) => ({ value: region.code, label: say(region.label) }))}
          onChange={(region) => {
            const { region: _, ...rest } = row;
            onRow(region === '' ? rest : { ...rest, region });
          }}
        />
      </label>
      <label>
        {t('cell.component')}
        <ListCell
          {...cell}
          label={t('cell.component')}
          value={row.component ?? []}
          options={words(COMPONENTS)}
          onChange={(value) => onRow(listed('component', value))}
        />
      </label>
      <label>
        {t('cell.channel')}
        <ListCell
          {...cell}
          label={t('cell.channel')}
          value={row.channel ?? []}
          options={words(CHANNELS)}
          onChange={(value) => onRow(listed('channel', value))}
        />
      </label>
      {(['startEvents', 'stopEvents'] as const).map((name) => (
        <label key={name}>
          {t(`cell.${name}`)}
          <ListCell
            {...cell}
            open
            label={t(`cell.${name}`)}
            value={row[name]}
            options={words(CLOCK_EVENTS)}
            onChange={(value) => value.length > 0 && onRow({ ...row, [name]: [...value] })}
          />
        </label>
      ))}
      <Checkbox
        className="check-cell"
        disabled={readOnly}
        checked={row.receiptShift === 'next-opening'}
        onChange={(event) => {
          const { receiptShift: _, ...rest } = row;
          onRow(event.target.checked ? { ...rest, receiptShift: 'next-opening' } : rest);
        }}
      >
        {t('cell.receiptShift')}
      </Checkbox>
      <label>
        {t('cell.source')}
        <TextCell
          {...cell}
          label={t('cell.source')}
          value={row.source}
          onChange={(source) => onRow({ ...row, source })}
        />
      </label>
      <label className="wide-cell">
        {t('cell.clause')}
        <Input.TextArea
          autoSize
          disabled={readOnly}
          aria-label={t('cell.clause')}
          value={row.clause}
          onChange={(event) => onRow({ ...row, clause: event.target.value })}
        />
      </label>
    </div>
  );
}
