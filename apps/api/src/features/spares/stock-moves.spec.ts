import { describe, expect, it } from '@jest/globals';
import { coverageOf, modelKey, stateAfter } from './stock-moves.js';

describe('the stock (F-12)', () => {
  it('given a part, then it goes out through a reservation only, and what is out cannot be reserved', () => {
    expect(stateAfter('in-stock', 'issued')).toBeNull();
    expect(stateAfter('in-stock', 'reserved')).toBe('reserved');
    expect(stateAfter('reserved', 'lent')).toBe('on-loan');
    expect(stateAfter('reserved', 'reserved')).toBeNull();
    expect(stateAfter('on-loan', 'reserved')).toBeNull();
    expect(stateAfter('on-loan', 'returned-faulty')).toBe('faulty');
    expect(stateAfter('faulty', 'reserved')).toBeNull();
    expect(stateAfter('gone', 'returned')).toBeNull();
  });

  it('given devices and what is held, then the share is rounded down and what is missing is named (S0i-26)', () => {
    const device = (serialNumber: string, model: string) => ({ serialNumber, model });
    const scope = [device('A', 'Cisco CRS-8'), device('B', 'cisco crs-8'), device('C', 'HPE DL360')];
    expect(coverageOf(scope, new Set([modelKey('Cisco  CRS-8')]))).toEqual({
      devices: 3,
      covered: 2,
      percent: 66,
      missing: [{ model: 'HPE DL360', devices: 1, serialNumbers: ['C'] }],
    });
    const nearly = Array.from({ length: 1000 }, (_, index) => device(String(index), index === 0 ? 'X' : 'Y'));
    expect(coverageOf(nearly, new Set(['Y'])).percent).toBe(99);
    expect(coverageOf(scope, new Set(['CISCOCRS-8', 'HPEDL360'])).percent).toBe(100);
    expect(coverageOf([], new Set()).percent).toBeNull();
  });
});
