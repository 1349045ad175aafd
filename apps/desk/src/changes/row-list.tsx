import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { moved, without } from './plan-content.js';

/** Rows of a plan (devices, steps, people): each with its fields, can be taken away and, where order matters, moved. */
export function RowList<T>(props: {
  readonly title: string;
  readonly addLabel: string;
  readonly rows: readonly T[];
  readonly empty: T;
  readonly ordered?: boolean;
  readonly onChange: (rows: T[]) => void;
  readonly children: (row: T, index: number) => ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { rows, onChange } = props;
  return (
    <fieldset className="row-list">
      <legend>{props.title}</legend>
      <ol>
        {rows.map((row, index) => (
          <li key={index}>
            <div className="row-list-head">
              <span className="soft num">{index + 1}</span>
              <span className="frame-spacer" />
              {props.ordered === true && (
                <>
                  <Button
                    size="small"
                    type="text"
                    disabled={index === 0}
                    aria-label={t('plan.up', { number: index + 1 })}
                    onClick={() => onChange(moved(rows, index, -1))}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    disabled={index === rows.length - 1}
                    aria-label={t('plan.down', { number: index + 1 })}
                    onClick={() => onChange(moved(rows, index, 1))}
                  >
                    ↓
                  </Button>
                </>
              )}
              <Button size="small" type="text" onClick={() => onChange(without(rows, index))}>
                {t('common.remove')}
              </Button>
            </div>
            {props.children(row, index)}
          </li>
        ))}
      </ol>
      <Button onClick={() => onChange([...rows, props.empty])}>{props.addLabel}</Button>
    </fieldset>
  );
}
