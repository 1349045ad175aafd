import type { Transaction } from '@pledge/runtime';
import { isDuplicate } from './dialect.js';
import { managerOf } from './unit-of-work.js';

/** One row a period (a year, or a prefix with its year): the number that was given last. */
export interface NumberCounter {
  period: string;
  lastNumber: number;
}

/** The next number of a period, from 1. Gaps may come from units that rolled back; a number never comes twice. */
export async function nextNumber(tx: Transaction, counter: new () => NumberCounter, period: string): Promise<number> {
  const manager = managerOf(tx);
  const add = async (): Promise<boolean> => {
    const update = manager
      .createQueryBuilder()
      .update(counter)
      .set({ lastNumber: () => 'last_number + 1' });
    return (await update.where({ period }).execute()).affected === 1;
  };
  if (!(await add())) {
    try {
      await manager.insert(counter, { period, lastNumber: 1 });
      return 1;
    } catch (error) {
      // Somebody else began the period in the same moment.
      if (!isDuplicate(error)) throw error;
      await add();
    }
  }
  return (await manager.findOneByOrFail(counter, { period })).lastNumber;
}
