import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { historyTypes, type HistoryView } from '@pledge/contracts';
import { historyLines } from './history-lines.js';

const at = '2026-03-02T10:00:00.000+08:00';
const names = new Map([
  ['check', '核对'],
  ['gate--second', '金额大'],
]);
const lines = (...entries: Omit<HistoryView, 'seq' | 'at'>[]) =>
  historyLines(
    entries.map((entry, seq) => ({ ...entry, seq, at })),
    names,
  );

describe('the history of an instance', () => {
  it('given entries of elements, when read, then they stand with name, actor and reason, in their order', () => {
    expect(
      lines(
        { type: 'instance-started', actor: 'admin' },
        { type: 'element-completed', elementId: 'check', actor: 'pm' },
        { type: 'instance-suspended', actor: 'admin', detail: { reason: '核对数据' } },
        { type: 'task-delegated', elementId: 'check', actor: 'pm', detail: { to: 'engineer', reason: '' } },
      ),
    ).toEqual([
      { seq: 0, at, type: 'instance-started', name: '', actor: 'admin', detail: '' },
      { seq: 1, at, type: 'element-completed', name: '核对', actor: 'pm', detail: '' },
      { seq: 2, at, type: 'instance-suspended', name: '', actor: 'admin', detail: '核对数据' },
      { seq: 3, at, type: 'task-delegated', name: '核对', actor: 'pm', detail: 'engineer' },
    ]);
  });
  it('given connections, when read, then only those with a name are told; an element without one stands with its id', () => {
    expect(
      lines(
        { type: 'flow-taken', elementId: 'start--check' },
        { type: 'flow-taken', elementId: 'gate--second' },
        { type: 'element-entered', elementId: 'gate' },
      ).map(({ name }) => name),
    ).toEqual(['金额大', 'gate']);
  });
  it.each(['zh-CN', 'en'])('given every kind of entry, when read in %s, then it has a text', (language) => {
    const text = readFileSync(join(import.meta.dirname, `../locales/${language}.json`), 'utf8');
    const { modeler } = JSON.parse(text) as { modeler: { cockpit: { history: { types: object } } } };
    expect(Object.keys(modeler.cockpit.history.types)).toEqual([...historyTypes]);
  });
});
