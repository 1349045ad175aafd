import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { FieldControl } from './field.js';
import { useTypedMoment } from './use-typed-moment.js';

/** How a day may be typed; the first is how it is shown. */
const FORMATS = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYYMMDD'];

/**
 * A local day (`YYYY-MM-DD`; '' is none), typed or taken from a calendar. It speaks the language of the page, which the browser's own
 * field does not.
 */
export function DayInput(props: {
  /** Of the field it stands in; without one, `label` names it. */
  readonly control?: FieldControl;
  readonly label?: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}): React.JSX.Element {
  const { control, label, value, onChange } = props;
  const typed = useTypedMoment(value, FORMATS);
  return (
    <span className="typed-moment" {...typed}>
      <DatePicker
        {...control}
        {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
        className="day-input"
        preserveInvalidOnBlur
        format={FORMATS}
        value={value === '' ? null : dayjs(value)}
        onChange={(day: Dayjs | null) => onChange(day === null ? '' : day.format('YYYY-MM-DD'))}
      />
    </span>
  );
}
