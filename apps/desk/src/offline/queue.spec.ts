import { describe, expect, it } from '@jest/globals';
import { OfflineQueue, type QueuedWrite, type QueueStore, type Sent } from './queue.js';

function memory(start: readonly QueuedWrite[] = []): QueueStore & { items: readonly QueuedWrite[] } {
  return {
    items: start,
    read() {
      return this.items;
    },
    write(items) {
      this.items = items;
    },
  };
}
const write = (key: string, username = 'engineer'): QueuedWrite => ({
  key,
  path: `/tasks/${key}/complete`,
  body: { variables: {} },
  about: { taskId: key, name: key, deed: 'complete' },
  username,
  queuedAt: 0,
});
/** Answers in turn, and remembers which keys were sent. */
function server(...answers: (Sent | Promise<Sent>)[]) {
  const keys: string[] = [];
  return {
    keys,
    send: async (item: QueuedWrite): Promise<Sent> => {
      keys.push(item.key);
      return (await answers.shift()) ?? { kind: 'done' };
    },
  };
}

describe('writes without a connection', () => {
  it('given two wait, when the connection is back, then both are sent in order and leave the store', async () => {
    const store = memory();
    const { keys, send } = server();
    const queue = new OfflineQueue(store, send);
    queue.add(write('a'));
    queue.add(write('b'));
    await queue.flush('engineer');
    expect([keys, store.items]).toEqual([['a', 'b'], []]);
  });
  it('given nothing answers, when flushed again, then the same key is sent again and nothing behind it overtook', async () => {
    const store = memory();
    const { keys, send } = server({ kind: 'offline' });
    const queue = new OfflineQueue(store, send);
    queue.add(write('a'));
    queue.add(write('b'));
    await queue.flush('engineer');
    expect(store.items.map((item) => item.key)).toEqual(['a', 'b']);
    await queue.flush('engineer');
    expect([keys, store.items]).toEqual([['a', 'a', 'b'], []]);
  });
  it('given the server refuses, when flushed, then the reason is kept, the next goes out, and it is not sent again', async () => {
    const store = memory();
    const { keys, send } = server({ kind: 'refused', why: 'taken' });
    const queue = new OfflineQueue(store, send);
    queue.add(write('a'));
    queue.add(write('b'));
    await queue.flush('engineer');
    await queue.flush('engineer');
    expect(keys).toEqual(['a', 'b']);
    expect(store.items).toEqual([{ ...write('a'), refused: 'taken' }]);
  });
  it('given a page that died with work unsent, when opened again, then it is there and belongs to that person only', async () => {
    const store = memory([write('a'), write('b', 'pm')]);
    const { keys, send } = server();
    await new OfflineQueue(store, send).flush('pm');
    expect([keys, store.items]).toEqual([['b'], [write('a')]]);
  });
  it('given a flush runs, when flushed at the same time, then each key is sent once', async () => {
    const { keys, send } = server();
    const queue = new OfflineQueue(memory([write('a')]), send);
    await Promise.all([queue.flush('engineer'), queue.flush('engineer')]);
    expect(keys).toEqual(['a']);
  });
  it('given an impatient person, when the same write is added twice, then it waits once', () => {
    const queue = new OfflineQueue(memory(), server().send);
    queue.add(write('a'));
    queue.add(write('a'));
    expect(queue.list()).toHaveLength(1);
  });
});
