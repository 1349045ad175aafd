import { describe, expect, it } from '@jest/globals';
import { stableRows } from './stable-order.js';

interface Row {
  readonly id: string;
  readonly text?: string;
}
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const ids = (list: readonly Row[]): string => list.map((row) => row.id).join('');
const idOf = (row: Row): string => row.id;

describe('rows under the pointer', () => {
  it('given nobody points at the list, when fresh rows come, then the server order is shown', () => {
    const result = stableRows(rows('a', 'b'), rows('c', 'b', 'a'), idOf, false);
    expect([ids(result.rows), result.held, result.gone.size]).toEqual(['cba', 0, 0]);
  });
  it('given somebody points, when the order changes and one is new, then places stay and the new one waits', () => {
    const result = stableRows(rows('a', 'b'), rows('c', 'b', 'a'), idOf, true);
    expect([ids(result.rows), result.held]).toEqual(['ab', 1]);
  });
  it('given somebody points, when a row is taken by another, then it stays, faded', () => {
    const result = stableRows(rows('a', 'b'), rows('b'), idOf, true);
    expect(ids(result.rows)).toBe('ab');
    expect([...result.gone]).toEqual(['a']);
  });
  it('given somebody points, when a row has fresh data, then it is shown in its place', () => {
    const result = stableRows(rows('a', 'b'), [{ id: 'b' }, { id: 'a', text: 'claimed' }], idOf, true);
    expect(result.rows[0]).toEqual({ id: 'a', text: 'claimed' });
  });
  it('given nothing was shown yet, when rows come while pointing, then they are shown', () => {
    expect(ids(stableRows([], rows('a'), idOf, true).rows)).toBe('a');
  });
});
