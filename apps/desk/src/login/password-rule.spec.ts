import { describe, expect, it } from '@jest/globals';
import { PASSWORD_MIN_LENGTH } from '@pledge/contracts';
import { PASSWORD_LENGTH, passwordReady } from './password-rule.js';

describe('the rule for a new password', () => {
  it('given the contracts, when compared, then the page asks for the same length', () => {
    expect(PASSWORD_LENGTH).toBe(PASSWORD_MIN_LENGTH);
  });
  it('given two entries, when they differ or are short, then they may not be sent', () => {
    expect(passwordReady({ first: 'long enough 1', second: 'long enough 1' })).toBe(true);
    expect(passwordReady({ first: 'long enough 1', second: 'long enough 2' })).toBe(false);
    expect(passwordReady({ first: 'short', second: 'short' })).toBe(false);
  });
});
