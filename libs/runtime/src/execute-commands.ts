import { AsyncResource } from 'node:async_hooks';
import type { WorkingInstance } from './command-session.js';
import { CommandSession } from './command-session.js';
import { CommandQueue } from './command-queue.js';
import { Problem } from './errors.js';
import type { InstanceTarget } from './ports/engine-store.js';
import type { IdempotencyClaim } from './process-engine.js';
import { isNoAnswer, withTries } from './retry.js';
import type { RuntimeContext } from './runtime-context.js';

/** One thing to do to one instance: rides in a batch with others (design D4). */
export interface InstanceCommand<R> {
  /** For logs. */
  readonly name: string;
  /** null: the command makes its instance itself. */
  readonly target: InstanceTarget | null;
  readonly idempotency?: IdempotencyClaim | undefined;
  /** The job that this command carries out: what it makes due belongs to it. */
  readonly jobId?: string;
  /**
   * Checks and steps in memory; throws `Problem` before it stepped anything: then the command leaves the batch and the
   * others go on. What it returns is asked for the answer when the instance is as it will be written.
   */
  run(session: CommandSession, working: WorkingInstance | null): Promise<() => R>;
}

interface Waiting {
  readonly command: InstanceCommand<unknown>;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly ok: true; readonly answer: unknown } | { readonly ok: false; readonly error: unknown };

/**
 * The batch loop of design D4. While one transaction is in flight further commands queue; the next takes all that wait.
 * Nobody is answered before the commit; when a batch fails, each of its commands runs alone.
 */
export class CommandExecutor {
  private readonly queue = new CommandQueue<Waiting>();
  private pumping = false;
  /** The loop serves commands of many callers: it must not run inside the unit of work of the one who woke it. */
  private readonly scope = new AsyncResource('pledge-commands');

  constructor(private readonly context: RuntimeContext) {}

  /** Queues a command; resolves after the commit, rejects with `Problem` when it was refused. */
  submit<R>(command: InstanceCommand<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const waiting = { command, resolve: (answer: unknown) => resolve(answer as R), reject };
      this.queue.add(waiting, command.jobId !== undefined);
      if (this.pumping) return;
      this.pumping = true;
      this.scope.runInAsyncScope(() => void this.pump());
    });
  }

  /**
   * A transaction of its own, for work that never rides in a batch: features' writes, message keys. Tried again while
   * `again` says so; `jobId` is the job that it carries out.
   */
  alone<R>(
    work: (session: CommandSession) => Promise<R>,
    options: { readonly again?: (error: unknown) => boolean; readonly jobId?: string } = {},
  ): Promise<R> {
    const { again = isNoAnswer, jobId } = options;
    return this.scope.runInAsyncScope(() =>
      withTries(this.context.limits.tries, again, async () => {
        const { session, result } = await this.context.unitOfWork.run(async (tx) => {
          const own = new CommandSession(this.context, tx, jobId === undefined ? [] : [jobId]);
          const answer = await work(own);
          await own.flush();
          return { session: own, result: answer };
        });
        this.context.committed(session);
        return result;
      }),
    );
  }

  private async pump(): Promise<void> {
    for (;;) {
      // One turn of the event loop: commands that arrive together, also in answer to the last batch, ride together.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (this.queue.isEmpty) break;
      await this.runBatch(this.queue.take(this.context.limits.batchSize));
    }
    this.pumping = false;
  }

  private async runBatch(batch: readonly Waiting[]): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      outcomes = await this.transact(batch.map((waiting) => waiting.command));
    } catch (error) {
      if (batch.length > 1)
        this.context.logger.warn('batch rolled back, commands run alone', { size: batch.length, error: String(error) });
      for (const waiting of batch) await this.runAlone(waiting);
      return;
    }
    batch.forEach((waiting, index) => answer(waiting, outcomes[index]));
  }

  private async runAlone(waiting: Waiting): Promise<void> {
    try {
      const tries = this.context.limits.tries;
      const outcomes = await withTries(tries, isNoAnswer, () => this.transact([waiting.command]));
      answer(waiting, outcomes[0]);
    } catch (error) {
      if (await this.wasAnswered(waiting.command))
        return waiting.reject(new Problem('conflict', 'IDEMPOTENCY_IN_FLIGHT'));
      this.context.logger.error(`command ${waiting.command.name} failed`, { error: String(error) });
      waiting.reject(error);
    }
  }

  /** Another node has answered the same idempotency key meanwhile: a repeat will find that answer. */
  private async wasAnswered({ idempotency }: InstanceCommand<unknown>): Promise<boolean> {
    if (!idempotency) return false;
    const known = await this.context.store.findIdempotency(idempotency.scope, idempotency.key).catch(() => null);
    return known !== null && known.status !== null;
  }

  /** One transaction. Refusals are outcomes too: they may rest on what the batch did, so they are told after the commit. */
  private async transact(commands: readonly InstanceCommand<unknown>[]): Promise<readonly Outcome[]> {
    const jobIds = commands.flatMap((command) => command.jobId ?? []);
    const { session, outcomes } = await this.context.unitOfWork.run(async (tx) => {
      const own = new CommandSession(this.context, tx, jobIds);
      return { session: own, outcomes: await runInSession(own, commands) };
    });
    this.context.committed(session);
    return outcomes;
  }
}

async function runInSession(
  session: CommandSession,
  commands: readonly InstanceCommand<unknown>[],
): Promise<Outcome[]> {
  const loaded = await loadTargets(session, commands);
  const pending: ((() => unknown) | Problem)[] = [];
  for (const [index, command] of commands.entries()) {
    try {
      pending.push(await command.run(session, loaded.get(index) ?? null));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      pending.push(error);
    }
  }
  await session.close();
  const outcomes = pending.map((entry, index): Outcome => {
    if (entry instanceof Problem) return { ok: false, error: entry };
    const result = entry();
    storeAnswer(session, commands[index]?.idempotency, result);
    return { ok: true, answer: result };
  });
  if (outcomes.some((outcome) => outcome.ok)) await session.write();
  return outcomes;
}

/** One query for the instances of all commands (design D4). */
async function loadTargets(
  session: CommandSession,
  commands: readonly InstanceCommand<unknown>[],
): Promise<Map<number, WorkingInstance>> {
  const indexes: number[] = [];
  const targets: InstanceTarget[] = [];
  commands.forEach((command, index) => {
    if (!command.target) return;
    indexes.push(index);
    targets.push(command.target);
  });
  const found = await session.load(targets);
  return new Map([...found].map(([position, working]) => [indexes[position] ?? -1, working]));
}

/** The answer of a write is stored in the write's own transaction (contracts, HTTP). */
export function storeAnswer(session: CommandSession, claim: IdempotencyClaim | undefined, result: unknown): void {
  if (!claim) return;
  session.writes.addIdempotency({
    scope: claim.scope,
    key: claim.key,
    bodyHash: claim.bodyHash,
    status: claim.status,
    response: JSON.stringify(claim.render(result) ?? null),
    createdAt: session.context.clock.systemNow(),
  });
}

function answer(waiting: Waiting, outcome: Outcome | undefined): void {
  if (outcome?.ok === true) waiting.resolve(outcome.answer);
  else waiting.reject(outcome?.error ?? new Error('the batch lost a command'));
}
