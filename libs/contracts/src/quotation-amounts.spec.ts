import { describe, expect, it } from '@jest/globals';
import { quotationSums } from './quotation-amounts.js';

const item = (quantity: string, unitPrice: string, kind = 'parts') => ({ kind, quantity, unitPrice });

describe('amounts of a quotation', () => {
  it('given prices that binary fractions cannot hold, when summed, then the cents are exact', () => {
    const sums = quotationSums([item('3', '0.10'), item('1', '0.20'), item('1', '1.10')], []);
    expect(sums).toMatchObject({ gross: '1.60', discount: '0.00', total: '1.60' });
    // 0.1 * 3 + 0.2 in binary is 0.5000000000000001; 1.005 rounds to 1.00.
    expect(quotationSums([item('1.005', '1')], []).total).toBe('1.01');
    expect(quotationSums([item('999999999.999', '999999999.99')], []).total).toBe('999999999989000000.00');
  });

  it('given a rule by kind, when discounted, then each line is rounded half up once and the sum is of rounded lines', () => {
    const discounts = [
      { kind: 'parts', percent: '10' },
      { kind: 'labour', percent: '12.5' },
    ];
    const sums = quotationSums(
      [item('1', '0.05'), item('1', '0.05'), item('1.5', '333.33', 'labour'), item('2', '100', 'travel')],
      discounts,
    );
    expect(sums.lines).toEqual([
      { gross: '0.05', percent: '10', net: '0.05' },
      { gross: '0.05', percent: '10', net: '0.05' },
      { gross: '500.00', percent: '12.5', net: '437.50' },
      { gross: '200.00', percent: '0', net: '200.00' },
    ]);
    expect(sums).toMatchObject({ gross: '700.10', discount: '62.50', total: '637.60' });
  });

  it('given what somebody is still typing, when summed, then it counts as nothing', () => {
    expect(quotationSums([item('', ''), item('2', '1.'), item('x', '5'), item('-1', '5')], []).total).toBe('2.00');
  });
});
