import { describe, expect, it } from '@jest/globals';
import type { HistoryView } from '@pledge/contracts';
import { pendingSigners } from './pending-signers.js';

const entry = (type: HistoryView['type'], detail: Record<string, unknown>, elementInstanceId = 'e1'): HistoryView => ({
  seq: 1,
  at: '2026-03-02T10:00:00.000+08:00',
  type,
  elementInstanceId,
  detail,
});

describe('signers who have not signed', () => {
  it('given three were added, when one signed and one was taken away, then the third is left', () => {
    const history = [
      entry('signer-added', { taskId: 'holder', users: ['a', 'b', 'c'], position: 'before' }),
      entry('task-signed', { taskId: 'of-a', position: 'before', assignee: 'a' }),
      entry('signer-removed', { taskId: 'holder', user: 'b', position: 'before' }),
    ];
    expect(pendingSigners(history, 'holder')).toEqual(['c']);
  });
  it('given signers of another step, when asked, then they do not count', () => {
    const history = [
      entry('signer-added', { taskId: 'other', users: ['x'] }, 'e2'),
      entry('signer-added', { taskId: 'holder', users: ['a'] }),
    ];
    expect(pendingSigners(history, 'holder')).toEqual(['a']);
  });
  it('given the holder signed, when the holder is also an added signer after, then that one is still asked', () => {
    const history = [
      entry('signer-added', { taskId: 'holder', users: ['a'], position: 'after' }),
      entry('task-signed', { taskId: 'holder', position: 'holder', assignee: 'a' }),
    ];
    expect(pendingSigners(history, 'holder')).toEqual(['a']);
  });
  it('given nothing was recorded of the task, when asked, then nobody is named', () => {
    expect(pendingSigners([], 'holder')).toEqual([]);
  });
});
