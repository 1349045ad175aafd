import { describe, expect, it } from '@jest/globals';
import type { ReadClausesResponse } from '@pledge/contracts';
import { markedText } from './marked-text.js';

const clause = (
  id: string,
  sentence: [number, number],
  figure: [number, number],
): ReadClausesResponse['clauses'][0] => ({
  id,
  metric: 'respond',
  severity: null,
  min: null,
  max: 2,
  unit: 'h',
  immediate: false,
  calendar: 'CAL-7x24',
  region: null,
  component: null,
  channel: null,
  startEvents: [],
  stopEvents: [],
  receiptShift: false,
  sentence: { from: sentence[0], to: sentence[1], text: '' },
  figure: { from: figure[0], to: figure[1], text: '' },
  repeated: [],
});

describe('the marks in a text', () => {
  it('given two clauses in one sentence and a flag, when cut, then every piece is once there and leads to its clause', () => {
    const text = 'ab 2h cd 3h ef. soon. rest';
    const pieces = markedText({
      text,
      clauses: [clause('C01', [0, 15], [3, 5]), clause('C02', [0, 15], [9, 11])],
      flags: [{ metric: null, word: 'soon', sentence: { from: 16, to: 21, text: 'soon.' } }],
      calendars: [],
    });
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map((piece) => [piece.text, piece.clause, piece.kind])).toEqual([
      ['ab ', 'C01', 'sentence'],
      ['2h', 'C01', 'figure'],
      [' cd ', 'C01', 'sentence'],
      ['3h', 'C02', 'figure'],
      [' ef.', 'C01', 'sentence'],
      [' ', null, 'plain'],
      ['soon.', null, 'flag'],
      [' rest', null, 'plain'],
    ]);
  });
});
