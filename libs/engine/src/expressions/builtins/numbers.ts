import { Decimal } from 'decimal.js';
import { DaysTimeDuration, YearsMonthsDuration } from '../temporal/durations.js';
import { finite, FeelNumber, type FeelValue } from '../values.js';
import { Library } from './define.js';

const modes = {
  even: Decimal.ROUND_HALF_EVEN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  'half up': Decimal.ROUND_HALF_UP,
  'half down': Decimal.ROUND_HALF_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
} as const;

/** Rounds to a number of decimals (negative: tens, hundreds); scales beyond ±6111 are errors (DMN 1.3, 10.3.4.5). */
function round(value: FeelNumber, scale: FeelNumber | null, mode: keyof typeof modes): FeelValue {
  const places = scale === null ? 0 : scale.trunc().toNumber();
  if (places < -6111 || places > 6176) return null;
  if (places >= 0) return value.toDecimalPlaces(places, modes[mode]);
  const factor = new FeelNumber(10).pow(-places);
  return finite(value.div(factor).toDecimalPlaces(0, modes[mode]).times(factor));
}

type One = [FeelNumber];
type Scaled = [FeelNumber, FeelNumber | null];

/** `modulo`: the sign follows the divisor (DMN 1.3, table 79). */
function modulo([dividend, divisor]: [FeelNumber, FeelNumber]): FeelValue {
  if (divisor.isZero()) return null;
  return finite(dividend.minus(divisor.times(dividend.div(divisor).floor())));
}

function parity(value: FeelNumber, even: boolean): FeelValue {
  return value.isInteger() && value.mod(2).isZero() === even;
}

/** DMN 1.3, 10.3.4.5. */
export const numbers = new Library()
  .add<Scaled>('decimal', 'n: number, scale: number', ([n, scale]) => round(n, scale, 'even'))
  .add<Scaled>('floor', 'n: number, scale?: number', ([n, scale]) => round(n, scale, 'floor'))
  .add<Scaled>('ceiling', 'n: number, scale?: number', ([n, scale]) => round(n, scale, 'ceiling'))
  .add<Scaled>('round up', 'n: number, scale: number', ([n, scale]) => round(n, scale, 'up'))
  .add<Scaled>('round down', 'n: number, scale: number', ([n, scale]) => round(n, scale, 'down'))
  .add<Scaled>('round half up', 'n: number, scale: number', ([n, scale]) => round(n, scale, 'half up'))
  .add<Scaled>('round half down', 'n: number, scale: number', ([n, scale]) => round(n, scale, 'half down'))
  .add<One>('abs', 'n: number', ([n]) => n.abs())
  .add<[DaysTimeDuration]>('abs', 'n: days and time duration', ([n]) =>
    n.nanos < 0n ? new DaysTimeDuration(-n.nanos) : n,
  )
  .add<[YearsMonthsDuration]>(
    'abs',
    'n: years and months duration',
    ([n]) => new YearsMonthsDuration(Math.abs(n.months)),
  )
  .add<[FeelNumber, FeelNumber]>('modulo', 'dividend: number, divisor: number', modulo)
  .add<One>('sqrt', 'number: number', ([n]) => (n.isNegative() && !n.isZero() ? null : finite(n.sqrt())))
  .add<One>('log', 'number: number', ([n]) => (n.lte(0) ? null : finite(n.ln())))
  .add<One>('exp', 'number: number', ([n]) => finite(n.exp()))
  .add<One>('even', 'number: number', ([n]) => parity(n, true))
  .add<One>('odd', 'number: number', ([n]) => parity(n, false));
