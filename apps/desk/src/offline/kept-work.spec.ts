import { describe, expect, it } from '@jest/globals';
import { keptWork } from './kept-work.js';

const store = (entries: Readonly<Record<string, string>>): Pick<Storage, 'length' | 'key' | 'getItem'> => ({
  length: Object.keys(entries).length,
  key: (index) => Object.keys(entries)[index] ?? null,
  getItem: (name) => entries[name] ?? null,
});
const unsent = (username: string): object => ({
  key: `k-${username}`,
  username,
  path: '/tasks/t/complete',
  body: {},
  queuedAt: 0,
  about: { deed: 'complete', taskId: 't', name: '到场' },
});

describe('work that is kept in the browser', () => {
  it('given drafts and writes of two people, when one is asked for, then only those of that person come', () => {
    const kept = keptWork(
      'li.na',
      store({
        'pledge.draft.li.na.task-1': '{"cause":"板卡故障","count":2,"empty":" ","list":[1]}',
        'pledge.draft.li.task-2': '{"cause":"别人的"}',
        'pledge.draft.li.na.x.task-3': '{"cause":"别人的"}',
        'pledge.unsent': JSON.stringify([unsent('li.na'), unsent('li')]),
        'pledge.language': 'zh-CN',
      }),
    );
    expect(kept.drafts).toEqual([{ taskId: 'task-1', texts: ['板卡故障', '2'] }]);
    expect(kept.unsent.map((item) => item.username)).toEqual(['li.na']);
    expect(keptWork('li', store({ 'pledge.draft.li.na.task-1': '{"cause":"板卡故障"}' })).drafts).toEqual([]);
  });

  it('given rubbish in the store, when asked, then nothing comes and nothing breaks', () => {
    const kept = keptWork('li', store({ 'pledge.draft.li.task-1': '{', 'pledge.unsent': '{}' }));
    expect(kept).toEqual({ username: 'li', drafts: [{ taskId: 'task-1', texts: [] }], unsent: [] });
  });
});
