import { formatTime, fromLocalInput, instant, isoWithOffset, serverNow, toLocalInput, useNow } from '@pledge/web';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../common/field.js';
import { TimeInput } from '../common/time-input.js';

/** When the engineer arrived: now, unless they say otherwise. `value` is ISO 8601, '' means "now" at the moment of the tap. */
export function ArrivalField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (iso: string) => void;
}): React.JSX.Element {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const [other, setOther] = useState(false);
  if (!other) {
    return (
      <p className="arrival">
        {t('task.arrivalNow')} <strong className="num">{formatTime(isoWithOffset(now), i18n.language)}</strong>{' '}
        <Button
          type="link"
          size="small"
          onClick={() => {
            setOther(true);
            onChange(isoWithOffset(serverNow()));
          }}
        >
          {t('task.arrivalOther')}
        </Button>
      </p>
    );
  }
  return (
    <Field label={t('task.arrivedAt')} required>
      {(control) => (
        <TimeInput
          control={control}
          value={toLocalInput(instant(value) ?? now)}
          max={toLocalInput(now)}
          onChange={(time) => onChange(fromLocalInput(time))}
        />
      )}
    </Field>
  );
}
