import { describe, expect, it } from '@jest/globals';
import { CommandQueue } from './command-queue.js';

describe('the queue before a batch', () => {
  it('given many jobs and then commands, when a batch is taken, then the commands ride in it and each kind keeps its order', () => {
    const queue = new CommandQueue<string>();
    for (let n = 0; n < 100; n++) queue.add(`job ${n}`, true);
    queue.add('first', false);
    queue.add('second', false);

    const batch = queue.take(8);

    expect(batch).toEqual(['first', 'second', 'job 0', 'job 1', 'job 2', 'job 3', 'job 4', 'job 5']);
  });

  it('given more commands than a batch holds, when batches are taken, then jobs get a quarter of each', () => {
    const queue = new CommandQueue<string>();
    for (let n = 0; n < 20; n++) queue.add(`command ${n}`, false);
    for (let n = 0; n < 20; n++) queue.add(`job ${n}`, true);

    const batch = queue.take(8);

    expect(batch.filter((entry) => entry.startsWith('job'))).toEqual(['job 0', 'job 1']);
    expect(batch).toHaveLength(8);
  });

  it('given batches of one, when both wait, then a command goes before the jobs and the jobs still go', () => {
    const queue = new CommandQueue<string>();
    queue.add('job', true);
    queue.add('command', false);

    expect([queue.take(1), queue.take(1), queue.isEmpty]).toEqual([['command'], ['job'], true]);
  });
});
