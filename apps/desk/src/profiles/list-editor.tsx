import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Bilingual } from '../common/bilingual.js';
import { BilingualCell, ChoiceCell, ListCell, NumberCell, TextCell } from './cells.js';
import { anchorOf, findingsAt, replaced, without, type EditorProps } from './editor.js';
import { RowFindings } from './row-findings.js';

type Row = Readonly<Record<string, unknown>>;
type Options = readonly { readonly value: string; readonly label: string }[];
/** A column of a short list. */
export interface ListColumn {
  readonly field: string;
  readonly kind: 'text' | 'number' | 'choice' | 'list' | 'bilingual' | 'check';
  readonly options?: Options;
}

/** A short list of a profile as rows of cells: regions, ladder, reports … The findings stand below their row. */
export function ListEditor(
  props: EditorProps & {
    readonly section: string;
    readonly rows: readonly Row[];
    readonly columns: readonly ListColumn[];
    /** Name of a row in findings; absent: its position from 1. */
    readonly nameOf?: (row: Row) => string;
    readonly onRows: (rows: readonly Row[]) => void;
    readonly added: Row;
    readonly addLabel: string;
  },
): React.JSX.Element {
  const { t } = useTranslation();
  const { rows, columns, section, onRows, readOnly, findings } = props;
  return (
    <div className="list-editor">
      <RowFindings findings={findingsAt(findings, [section], null)} />
      {rows.map((row, position) => {
        const name = props.nameOf?.(row) ?? String(position + 1);
        return (
          <div key={position} id={anchorOf(section, name)} className="list-row">
            <div className="list-cells">
              {columns.map((column) => (
                <span key={column.field} className="list-cell">
                  <span className="soft">{t(`cell.${column.field}`)}</span>
                  <Cell
                    column={column}
                    value={row[column.field]}
                    disabled={readOnly}
                    onChange={(value) => onRows(replaced(rows, position, withCell(row, column.field, value)))}
                  />
                </span>
              ))}
              {!readOnly && (
                <Button size="small" type="link" onClick={() => onRows(without(rows, position))}>
                  {t('common.remove')}
                </Button>
              )}
            </div>
            <RowFindings findings={findingsAt(findings, [section], name)} />
          </div>
        );
      })}
      {!readOnly && (
        <Button size="small" onClick={() => onRows([...rows, props.added])}>
          {props.addLabel}
        </Button>
      )}
    </div>
  );
}

function withCell(row: Row, field: string, value: unknown): Row {
  const { [field]: _, ...rest } = row;
  return value === undefined ? rest : { ...rest, [field]: value };
}

function Cell(props: {
  readonly column: ListColumn;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { column, value, disabled, onChange } = props;
  const label = t(`cell.${column.field}`);
  switch (column.kind) {
    case 'text':
      return <TextCell label={label} disabled={disabled} value={String(value ?? '')} onChange={onChange} />;
    case 'number':
      return (
        <NumberCell
          label={label}
          disabled={disabled}
          value={typeof value === 'number' ? value : null}
          onChange={(figure) => onChange(figure ?? 0)}
        />
      );
    case 'choice':
      return (
        <ChoiceCell
          label={label}
          disabled={disabled}
          value={String(value ?? '')}
          options={column.options ?? []}
          onChange={onChange}
        />
      );
    case 'list':
      return (
        <ListCell
          label={label}
          disabled={disabled}
          value={Array.isArray(value) ? value.map(String) : []}
          options={column.options ?? []}
          onChange={onChange}
        />
      );
    case 'bilingual':
      return (
        <BilingualCell
          label={label}
          disabled={disabled}
          value={(value as Bilingual | undefined) ?? { zh: '', en: '' }}
          onChange={onChange}
        />
      );
    case 'check':
      return (
        <Checkbox
          aria-label={label}
          disabled={disabled}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
  }
}
