import { describe, expect, it } from '@jest/globals';
import { readState, stateReader, STATE_VERSION, type StoredState } from './upcast-state.js';

const text = (stateVersion: unknown): string => JSON.stringify({ stateVersion, named: ['first'] });
const upcasts = new Map([
  [-1, (stored: StoredState): StoredState => ({ ...stored, stateVersion: 0, named: ['second'] })],
  [0, (stored: StoredState): StoredState => ({ ...stored, stateVersion: 1, of: stored['named'] })],
]);

describe('reading a stored state', () => {
  it('given a state of this version, then it is read as it is', () => {
    expect(readState(text(STATE_VERSION))).toEqual({ stateVersion: STATE_VERSION, named: ['first'] });
  });

  it('given a state two versions old, then every step between is made, in order', () => {
    expect(stateReader(upcasts)(text(-1))).toEqual({ stateVersion: 1, named: ['second'], of: ['second'] });
    expect(stateReader(upcasts)(text(0))).toEqual({ stateVersion: 1, named: ['first'], of: ['first'] });
  });

  it.each([STATE_VERSION + 1, 0, '1', null])('given the unknown version %j, then it is refused', (version) => {
    expect(() => readState(text(version))).toThrow(`version ${String(version)}`);
  });

  it('given what is no JSON, then it is refused', () => {
    expect(() => readState('state')).toThrow(SyntaxError);
  });
});
