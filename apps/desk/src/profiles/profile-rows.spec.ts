import { describe, expect, it } from '@jest/globals';
import { exampleProfile, type BlankCommitment } from '@pledge/contracts';
import { newRow, partsOf, rowsOf, windowsOf, windowsText } from './profile-rows.js';

const blank: BlankCommitment = {
  id: 'B',
  metric: 'resolve',
  severity: 'T1',
  unit: 'h',
  calendar: 'CAL-7x24',
  startEvents: ['request_received'],
  stopEvents: ['restored'],
  clause: '原表缺失',
  source: 'S0i-15',
};

describe('the table of promises in the editor', () => {
  it('given promises and empty lines, when shown and taken apart, then nothing changed', () => {
    const profile = { commitments: exampleProfile.commitments, blanks: [blank] };
    expect(partsOf(rowsOf(profile))).toEqual(profile);
  });

  it('given an empty line gets its figure, then it is a promise, still marked as a template; emptied again it is a line', () => {
    const [row] = rowsOf({ commitments: [], blanks: [blank] });
    const filled = partsOf([{ ...row!, max: 4 }]);
    expect(filled).toEqual({ commitments: [{ ...blank, max: 4, template: true }], blanks: [] });
    expect(partsOf(rowsOf(filled).map((one) => ({ ...one, max: null })))).toEqual({ commitments: [], blanks: [blank] });
  });

  it('given new lines, then each has a name of its own', () => {
    const first = newRow([], 'CAL-7x24');
    expect(newRow([first, { id: 'C-3' }], 'CAL-7x24').id).toBe('C-4');
  });

  it('given windows, then they read the same way back; what is no window is not guessed', () => {
    const windows = [
      { from: '08:00', to: '12:00' },
      { from: '13:30', to: '24:00' },
    ];
    expect(windowsOf(windowsText(windows))).toEqual(windows);
    expect(windowsOf('')).toEqual([]);
    expect(windowsOf('8-12')).toBeUndefined();
    expect(windowsOf('08:00-25:00')).toBeUndefined();
  });
});
