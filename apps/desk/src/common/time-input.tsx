import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { FieldControl } from './field.js';
import { useTypedMoment } from './use-typed-moment.js';

/** How a time may be typed; the first is how it is shown. */
const FORMATS = ['YYYY-MM-DD HH:mm', 'YYYY-M-D H:mm', 'YYYY/M/D H:mm', 'YYYY-MM-DDTHH:mm', 'YYYYMMDD HHmm'];
const VALUE = 'YYYY-MM-DDTHH:mm';

/** The picker's idea of a local time; an empty or broken one is none. */
function read(text: string | undefined): Dayjs | undefined {
  if (text === undefined || text === '') return undefined;
  const found = dayjs(text);
  return found.isValid() ? found : undefined;
}

/**
 * A local day and minute (`YYYY-MM-DDTHH:mm`; '' is none), typed or taken from a calendar with hours and minutes beside it, on a
 * phone below it. It speaks the language of the page, which the browser's own field does not; the value is that field's.
 */
export function TimeInput(props: {
  readonly control: FieldControl;
  readonly value: string;
  readonly onChange: (time: string) => void;
  /** Local `YYYY-MM-DDTHH:mm`: days before it are not offered. */
  readonly min?: string;
  /** Local `YYYY-MM-DDTHH:mm`: days after it are not offered. */
  readonly max?: string;
}): React.JSX.Element {
  const { control, value, onChange } = props;
  const [minDate, maxDate] = [read(props.min), read(props.max)];
  const typed = useTypedMoment(value, FORMATS, { min: props.min, max: props.max });
  return (
    <span className="typed-moment" {...typed}>
      <DatePicker
        {...control}
        {...(minDate === undefined ? {} : { minDate })}
        {...(maxDate === undefined ? {} : { maxDate })}
        className="time-input"
        classNames={{ popup: { root: 'time-popup' } }}
        showTime={{ format: 'HH:mm' }}
        needConfirm={false}
        preserveInvalidOnBlur
        format={FORMATS}
        value={read(value) ?? null}
        onChange={(time: Dayjs | null) => onChange(time === null ? '' : time.format(VALUE))}
      />
    </span>
  );
}
