import { Button } from 'antd';
import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileLimits } from './chosen-files.js';
import { chosenIn, useFileChoice } from './use-file-choice.js';

/** A field of files: a button, what was chosen, and beside it what was refused. */
export function FileChoice(props: {
  readonly label: string;
  /** Words of the button. */
  readonly button: string;
  readonly required?: boolean;
  readonly hint: string;
  /** The form's own sentence; '' or undefined: nothing wrong. */
  readonly error?: string | undefined;
  readonly accept?: string;
  readonly limits: FileLimits;
  /** What a photo shows: its name, where the camera gave none that tells something. */
  readonly photoOf?: string;
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
  /** Stands before the button: what is there already. */
  readonly children?: ReactNode;
}): React.JSX.Element {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { label, files, limits, onChange } = props;
  const { refusal, choose } = useFileChoice(limits, props.photoOf);
  const error = [refusal, props.error ?? ''].find((one) => one !== '') ?? '';
  return (
    <div className="field" role="group" aria-labelledby={id} aria-describedby={`${id}-note`}>
      <span className="field-label" id={id}>
        {label}
        {props.required !== true && <span className="soft"> {t('common.optional')}</span>}
      </span>
      <input
        ref={input}
        type="file"
        accept={props.accept}
        multiple={limits.count > 1}
        hidden
        aria-label={label}
        onChange={(event) => onChange(choose(files, chosenIn(event.target)))}
      />
      {files.length > 0 && (
        <ul className="chosen-files">
          {files.map((file, index) => (
            <li key={`${String(index)}-${file.name}`}>
              <span className="num">{file.name}</span>
              <Button
                size="small"
                aria-label={`${t('common.remove')} ${file.name}`}
                onClick={() => onChange(files.filter((one) => one !== file))}
              >
                {t('common.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="file-choice">
        {props.children}
        <Button onClick={() => input.current?.click()}>{props.button}</Button>
      </div>
      <div
        id={`${id}-note`}
        className={error === '' ? 'field-hint' : 'field-error'}
        role={error === '' ? undefined : 'alert'}
      >
        {error === '' ? props.hint : error}
      </div>
    </div>
  );
}
