/**
 * Load from another process: starts instances and completes their tasks, writes every acknowledgement to disk (fsync)
 * before the next request, and repeats a request whose outcome it does not know with the same Idempotency-Key.
 * argv: base URL, token file, log file, number of workers. Ends when the file `<log>.stop` appears.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

const [, , base, tokenFile, logFile, workers] = process.argv;
const log = openSync(logFile, 'a');
const stopped = () => existsSync(`${logFile}.stop`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function acknowledge(entry) {
  writeSync(log, `${JSON.stringify(entry)}\n`);
  fsyncSync(log);
}

/** Sends until an answer comes; the key makes the repeats harmless. Null when told to stop. */
async function send(method, path, body, key) {
  for (;;) {
    if (stopped()) return null;
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          authorization: `Bearer ${readFileSync(tokenFile, 'utf8')}`,
          'content-type': 'application/json',
          ...(key ? { 'idempotency-key': key } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.status >= 500 || (response.status === 409 && /IN_FLIGHT|IDEMPOT/.test(text))) {
        await pause(50);
        continue;
      }
      return { status: response.status, body: text ? JSON.parse(text) : {} };
    } catch {
      await pause(50);
    }
  }
}

async function worker(number) {
  for (let round = 0; !stopped(); round++) {
    const businessKey = `crash-${process.pid}-${number}-${round}`;
    const started = await send(
      'POST',
      '/api/process-instances',
      { key: 'crash', businessKey, variables: { round } },
      `start-${businessKey}`,
    );
    if (!started) return;
    if (started.status !== 201) throw new Error(`start: ${started.status} ${JSON.stringify(started.body)}`);
    acknowledge({ kind: 'started', businessKey, id: started.body.id });
    for (let done = 0; done < 2;) {
      const open = await send('GET', `/api/tasks?processInstanceId=${started.body.id}&state=open`);
      if (!open) return;
      const task = open.body.items?.[0];
      if (!task) {
        await pause(30);
        continue;
      }
      const completed = await send(
        'POST',
        `/api/tasks/${task.id}/complete`,
        { variables: { [task.elementId]: true } },
        `complete-${task.id}`,
      );
      if (!completed) return;
      if (completed.status >= 300) throw new Error(`complete: ${completed.status} ${JSON.stringify(completed.body)}`);
      acknowledge({ kind: 'completed', businessKey, id: started.body.id, taskId: task.id, elementId: task.elementId });
      done++;
    }
  }
}

await Promise.all(Array.from({ length: Number(workers) }, (_, index) => worker(index)));
closeSync(log);
