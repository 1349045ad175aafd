import { describe, expect, it } from '@jest/globals';
import type { HistoryView } from '@pledge/contracts';
import { workLog } from './work-log.js';

const at = '2026-03-02T10:00:00.000+08:00';
const entry = (more: Partial<HistoryView>): HistoryView => ({
  seq: 1,
  at,
  type: 'element-entered',
  elementId: 'visit',
  ...more,
});

describe('work log of a case', () => {
  it('given a substitute transferred a task, when told, then both names and the receiver stand there', () => {
    const [line] = workLog([
      entry({ type: 'task-transferred', actor: 'wang', detail: { onBehalfOf: 'li', from: 'li', to: 'zhao' } }),
    ]);
    expect([line?.actor, line?.onBehalfOf, line?.to]).toEqual(['wang', 'li', ['zhao']]);
  });
  it('given a return, when told, then its target is a step and no person, with the reason', () => {
    const [line] = workLog([entry({ type: 'task-returned', actor: 'pm', detail: { to: 'assess', reason: 'wrong' } })]);
    expect([line?.target, line?.to, line?.reason]).toEqual(['assess', [], 'wrong']);
  });
  it('given entries of the machine, when told, then only what people did is left, newest first', () => {
    const lines = workLog([
      entry({ seq: 1, type: 'task-claimed', actor: 'pm' }),
      entry({ seq: 2, type: 'flow-taken' }),
      entry({ seq: 3, type: 'element-completed', elementType: 'serviceTask', actor: 'system' }),
      entry({ seq: 4, type: 'element-completed', elementType: 'userTask', actor: 'pm' }),
    ]);
    expect(lines.map((line) => line.seq)).toEqual([4, 1]);
  });
});
