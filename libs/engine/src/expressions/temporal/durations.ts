/** A duration of days, hours, minutes and seconds, exact to the nanosecond (DMN 1.3, 10.3.2.3.7). */
export class DaysTimeDuration {
  constructor(readonly nanos: bigint) {}
  toString(): string {
    const negative = this.nanos < 0n;
    const total = negative ? -this.nanos : this.nanos;
    if (total === 0n) return 'PT0S';
    const seconds = total / NANOS;
    const fraction = total % NANOS;
    const days = seconds / 86_400n;
    const hours = (seconds % 86_400n) / 3600n;
    const minutes = (seconds % 3600n) / 60n;
    const rest = seconds % 60n;
    const tail = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`;
    const time = `${hours > 0n ? `${hours}H` : ''}${minutes > 0n ? `${minutes}M` : ''}${rest > 0n || fraction > 0n ? `${rest}${tail}S` : ''}`;
    return `${negative ? '-' : ''}P${days > 0n ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
  }
}

/** A duration of whole months (DMN 1.3, 10.3.2.3.8). */
export class YearsMonthsDuration {
  constructor(readonly months: number) {}
  toString(): string {
    const total = Math.abs(this.months);
    if (total === 0) return 'P0M';
    const years = Math.trunc(total / 12);
    const months = total % 12;
    return `${this.months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`;
  }
}

export const NANOS = 1_000_000_000n;

const DAYS_TIME = /^(-)?P(?:(\d+)D)?(?:T(?=[\d])(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/;
const YEARS_MONTHS = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?$/;

/** Reads an ISO 8601 duration: either years and months, or days and time; a mixture is none. */
export function parseDuration(text: string): DaysTimeDuration | YearsMonthsDuration | null {
  const months = YEARS_MONTHS.exec(text);
  if (months !== null && (months[2] !== undefined || months[3] !== undefined)) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    if (!Number.isSafeInteger(total)) return null;
    return new YearsMonthsDuration(months[1] === '-' && total !== 0 ? -total : total);
  }
  const days = DAYS_TIME.exec(text);
  if (days === null || days.slice(2).every((part) => part === undefined) || text.length > 60) return null;
  const part = (index: number): bigint => BigInt(days[index] ?? 0);
  const seconds = part(2) * 86_400n + part(3) * 3600n + part(4) * 60n + part(5);
  const fraction = BigInt((days[6] ?? '').slice(0, 9).padEnd(9, '0'));
  const nanos = seconds * NANOS + fraction;
  return new DaysTimeDuration(days[1] === '-' ? -nanos : nanos);
}
