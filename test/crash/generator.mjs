/**
 * Load from another process. Every command has an id of its own, which is its Idempotency-Key and is written into the case;
 * every acknowledgement is on disk (fsync) before the next command is sent; an unknown outcome is repeated with the same
 * key. argv: base URL, token file, log file, number of workers, number of a case for papers. Ends when `<log>.stop` appears.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

const [, , base, tokenFile, logFile, workers, caseNumber] = process.argv;
const log = openSync(logFile, 'a');
const stopped = () => existsSync(`${logFile}.stop`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** Thrown to leave a worker when the run is over. */
const over = new Error('over');

/** Thrown to leave a round: nothing that is asked here may be refused, the judge reads of it. */
const refused = new Error('refused');

function acknowledge(entry) {
  writeSync(log, `${JSON.stringify(entry)}\n`);
  fsyncSync(log);
}

/** Sends until an answer comes; the key makes the repeats harmless. */
async function send(method, path, body, key) {
  for (;;) {
    if (stopped()) throw over;
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

/** A command with an id of its own; its acknowledgement is on disk before this returns. */
async function command(kind, path, bodyOf, entryOf) {
  const commandId = randomUUID();
  const answer = await send('POST', path, bodyOf(commandId), commandId);
  if (answer.status >= 300) {
    acknowledge({ kind: 'refused', commandId, what: `${kind} ${path}: ${answer.status} ${answer.body.code ?? ''}` });
    throw refused;
  }
  acknowledge({ kind, commandId, ...entryOf(answer.body) });
  return answer.body;
}

const startOf = (key, more) => [
  'started',
  '/api/process-instances',
  (commandId) => ({ key, ...more, variables: { ...more.variables, started: commandId } }),
  ({ id }) => ({ key, id, businessKey: more.businessKey }),
];

async function openTask(id, elementId) {
  for (;;) {
    const { body } = await send('GET', `/api/tasks?processInstanceId=${id}&state=open`);
    const task = body.items?.find((item) => item.elementId === elementId);
    if (task) return task.id;
    await pause(30);
  }
}

async function round(worker, number) {
  const businessKey = `crash-${process.pid}-${worker}-${number}`;
  const { id } = await command(
    ...startOf('crash', { businessKey, variables: { round: number, crashKey: businessKey } }),
  );
  const of = { id, businessKey };
  const complete = async (elementId) => {
    const task = await openTask(id, elementId);
    const bodyOf = (commandId) => ({ variables: { [elementId]: commandId } });
    await command('completed', `/api/tasks/${task}/complete`, bodyOf, () => ({ ...of, elementId }));
  };
  await complete('first');
  await command(
    'told',
    '/api/messages',
    (commandId) => ({
      name: 'crash-go',
      correlationKey: businessKey,
      messageId: commandId,
      variables: { told: commandId },
    }),
    () => of,
  );
  await openTask(id, 'second');
  if (number % 3 === worker % 3)
    await command(
      'moved',
      `/api/process-instances/${id}/modifications`,
      (commandId) => ({ instructions: [{ type: 'move', elementId: 'second', target: 'second' }], reason: commandId }),
      () => of,
    );
  await complete('second');
  if (number % 5 === 0 && worker === 0)
    await command(...startOf('crash-paper', { businessKey: caseNumber, variables: {} }));
  if (number % 5 === 0 && worker === 1)
    await command(...startOf('crash-failing', { businessKey: `${businessKey}-failing`, variables: {} }));
}

async function work(worker) {
  for (let number = 0; ; number++) {
    try {
      await round(worker, number);
    } catch (error) {
      if (error === over) return;
      if (error !== refused) throw error;
    }
  }
}

await Promise.all(Array.from({ length: Number(workers) }, (_, worker) => work(worker)));
closeSync(log);
