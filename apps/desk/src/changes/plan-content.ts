import type { ChangePlanContent } from '@pledge/contracts';

/** Parts of a plan that are one text each, in the order of the paper. */
export const texts = ['purpose', 'impact', 'backup', 'tests', 'rollback'] as const;
export type TextPart = (typeof texts)[number];

export type PlanDevice = ChangePlanContent['devices'][number];
export type PlanStep = ChangePlanContent['steps'][number];
export type PlanPerson = ChangePlanContent['people'][number];

export const emptyDevice: PlanDevice = { serialNumber: '', name: '', address: '' };
export const emptyStep: PlanStep = { action: '', device: '', commands: '', expected: '' };
export const emptyPerson: PlanPerson = { name: '', duty: '', phone: '' };

/** The list with the row at `index` replaced. */
export function replaced<T>(rows: readonly T[], index: number, row: T): T[] {
  return rows.map((one, at) => (at === index ? row : one));
}
/** The list without the row at `index`. */
export function without<T>(rows: readonly T[], index: number): T[] {
  return rows.filter((_, at) => at !== index);
}
/** The list with the row at `index` moved by one place; the same list at an end. */
export function moved<T>(rows: readonly T[], index: number, by: -1 | 1): T[] {
  const other = index + by;
  const a = rows[index];
  const b = rows[other];
  if (a === undefined || b === undefined) return [...rows];
  return replaced(replaced(rows, index, b), other, a);
}

/** What is sent: rows in which nothing was typed are left out. */
export function tidy(content: ChangePlanContent): ChangePlanContent {
  const filled = (row: Readonly<Record<string, string>>): boolean =>
    Object.values(row).some((text) => text.trim() !== '');
  return {
    ...content,
    devices: content.devices.filter(filled),
    steps: content.steps.filter(filled),
    people: content.people.filter(filled),
  };
}
