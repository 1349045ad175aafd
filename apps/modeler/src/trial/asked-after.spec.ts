import { describe, expect, it } from '@jest/globals';
import { literalsIn } from './asked-after.js';

describe('what a formula compares with', () => {
  it('given comparisons of texts and truth values, then the values are offered for their names', () => {
    const found = literalsIn(['=check = "valid"', '=check != "unknown" and agreed = true', '=kind in ("a", "b")']);
    expect([...(found.get('check') ?? [])]).toEqual(['valid', 'unknown']);
    expect([...(found.get('agreed') ?? [])]).toEqual(['true']);
    expect([...(found.get('kind') ?? [])]).toEqual(['a', 'b']);
  });
  it('given numbers or other names, then nothing is offered', () => {
    expect(literalsIn(['=count > 3 and a = b']).size).toBe(0);
  });
});
