import { dutyUnit, type DutyUnit } from '@pledge/contracts';
import units from './duty-units.json' with { type: 'json' };

/** Units that ship: the rules of S1-28 to S1-31, S0i-24 and S0i-25 as data, to be copied and edited. */
export const SHIPPED_UNITS: readonly DutyUnit[] = units.map((unit) => dutyUnit.parse({ ...unit, revision: 1 }));
