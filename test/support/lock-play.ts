import { createHash } from 'node:crypto';
import { canonicalJson } from '../../apps/api/src/features/cases/index.js';
import { ChangePlansRepository } from '../../apps/api/src/features/change-plans/index.js';
import { CLOCK } from '../../libs/nest/src/index.js';
import type { Clock } from '../../libs/runtime/src/index.js';
import { HOUR, SIGNATURE, type ConfirmationWorld } from './confirmation-world.js';
import { tasksOf } from './story.js';

/** Steps behind the lock: the work itself. */
export const WORK = ['back-up', 'implement'] as const;
const isWork = (elementId: string): boolean => (WORK as readonly string[]).includes(elementId);

/** What happened in one random play. */
export interface Play {
  /** The work was claimed, completed or moved into, and that was right. */
  started: number;
  /** The same was refused, and that was right. */
  refused: number;
  /** The work began without a valid confirmation of the current hash. */
  readonly violations: string[];
  readonly log: string[];
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Random people do random things to one change plan: edit, confirm, reject, let expire, revoke, implement, return, modify,
 * migrate. Whether the work may begin is judged here from what is stored, not by asking the gate.
 */
export class LockPlay {
  readonly play: Play = { started: 0, refused: 0, violations: [], log: [] };
  private edits = 0;
  private constructor(
    private readonly world: ConfirmationWorld,
    private readonly next: () => number,
    private readonly planId: string,
    private readonly caseNumber: string,
    /** Versions of the process to migrate between. */
    private readonly definitions: readonly string[],
  ) {}

  /** @param from `draft`: nothing was done yet; `confirmed`: both signed and the window is open, so that all can go wrong. */
  static async begin(
    world: ConfirmationWorld,
    seed: number,
    definitions: readonly string[],
    from: 'draft' | 'confirmed',
  ): Promise<LockPlay> {
    const now = nowOf(world);
    const window = { from: new Date(now + HOUR).toISOString(), to: new Date(now + 60 * HOUR).toISOString() };
    const { planId, caseNumber } = await world.newPlan({ window });
    if (from === 'confirmed') {
      await world.untilConfirmed(caseNumber);
      await world.advance('PT1H1M');
    }
    return new LockPlay(world, random(seed), planId, caseNumber, definitions);
  }

  /** One random deed of somebody. */
  async act(): Promise<void> {
    const deeds: readonly (readonly [weight: number, name: string, deed: () => Promise<unknown>])[] = [
      [6, 'progress', () => this.progress()],
      [3, 'confirm', () => this.confirm()],
      [3, 'go on to the work', () => this.goOn()],
      [7, 'implement', () => this.implement()],
      [2, 'advance', () => this.world.advance(this.pick(['PT30M', 'PT2H']))],
      [2, 'edit', () => this.edit()],
      [1, 'reject', () => this.answer('waiting', 'reject')],
      [1, 'revoke', () => this.answer('confirmed', 'revoke')],
      [3, 'return', () => this.giveBack()],
      [5, 'modify', () => this.modify()],
      [2, 'migrate', () => this.migrate()],
    ];
    let at = this.next() * deeds.reduce((sum, [weight]) => sum + weight, 0);
    const chosen = deeds.find(([weight]) => (at -= weight) < 0);
    this.play.log.push(chosen?.[1] ?? '');
    await chosen?.[2]();
    await this.world.settle();
  }

  /** Does everybody's next step, so that plays get as far as the work. */
  private async progress(): Promise<void> {
    const tasks = (await this.tasks()).filter((task) => !isWork(task.elementId));
    const task = tasks[0];
    if (!task) return void (await this.confirm());
    const admin = await this.world.as('admin');
    const form = await admin.get<{ variables: { confirmers?: { value: string }[] } }>(`/api/tasks/${task.id}/form`);
    const answers: Readonly<Record<string, Record<string, unknown>>> = {
      'write-plan': { planReady: 'ready' },
      'review-plan': { planApproved: true },
      'arrange-window': {
        windowAgreed: true,
        confirmer: form.body.variables.confirmers?.[0]?.value,
        providerSigner: 'pm',
      },
      'decide-conflict': { conflictAccepted: true },
    };
    const variables = answers[task.elementId];
    if (variables) await admin.post(`/api/tasks/${task.id}/complete`, { variables });
  }

  /** The ladder from wherever it stands up to the work, so that a play comes back from an edit or a return. */
  private async goOn(): Promise<void> {
    for (let step = 0; step < 8; step += 1) {
      if ((await this.tasks()).some((task) => isWork(task.elementId))) return;
      await this.progress();
      await this.world.settle();
    }
  }

  private async confirm(): Promise<void> {
    const waiting = (await this.world.requests(this.caseNumber)).filter((one) => one.state === 'waiting');
    const request = waiting.at(-1);
    if (!request) return;
    const provider = request.side === 'provider';
    const personName = provider ? '赵磊' : '郭振华';
    const client = provider ? await this.world.as('pm') : await this.world.confirmer();
    if ((await client.post(`/api/confirmations/${request.id}/code`, {})).status !== 200) return;
    const code = await this.world.code(this.caseNumber);
    await client.post(`/api/confirmations/${request.id}/sign`, { personName, code, signature: SIGNATURE });
  }

  private async answer(state: string, command: 'reject' | 'revoke'): Promise<void> {
    const found = (await this.world.requests(this.caseNumber)).filter((one) => one.state === state);
    const request = found.find((one) => one.side === 'customer') ?? found[0];
    const client = await this.world.as(request?.side === 'provider' ? 'pm' : 'customer');
    if (request) await client.post(`/api/confirmations/${request.id}/${command}`, { reason: '改期' });
  }

  private async edit(): Promise<void> {
    this.edits += 1;
    await this.world.edit(this.planId, { impact: `业务中断不超过 ${String(this.edits)} 秒。` });
  }

  private async implement(): Promise<void> {
    const task = (await this.tasks()).find((one) => isWork(one.elementId));
    if (!task) return;
    const who = this.pick(['admin', 'engineer']);
    const client = await this.world.as(who);
    const variables =
      task.elementId === 'back-up' ? { backupEvidence: 'x' } : { stepResults: 'x', implementResult: 'failure' };
    for (const [command, body] of [
      ['claim', {}],
      // Completing ends the play of the work; most attempts only claim.
      ...(this.next() < 0.2 ? [['complete', { variables }] as const] : [['unclaim', {}] as const]),
    ] as const) {
      if (command === 'unclaim') await client.post(`/api/tasks/${task.id}/unclaim`, {});
      else
        await this.attempt(`${command} ${task.elementId} by ${who}`, () =>
          client.post(`/api/tasks/${task.id}/${command}`, body),
        );
    }
  }

  private async giveBack(): Promise<void> {
    const tasks = await this.tasks();
    const task = tasks[0];
    if (!task) return;
    const targetElementId = this.pick([...WORK, 'write-plan', 'review-plan', 'arrange-window']);
    const client = await this.world.as('admin');
    const give = () => client.post(`/api/tasks/${task.id}/return`, { targetElementId, reason: 'x' });
    await (isWork(targetElementId) ? this.attempt(`return to ${targetElementId}`, give) : give());
  }

  private async modify(): Promise<void> {
    const { instance, active } = await this.where();
    const target = this.pick([...WORK, ...WORK, 'window-opens', 'work', 'review-plan']);
    const client = await this.world.as('admin');
    const from = this.pick(active);
    const instruction =
      from === undefined || this.next() < 0.3
        ? { type: 'add', elementId: target }
        : { type: 'move', elementId: from, target };
    const change = () => client.post(`${instance}/modifications`, { instructions: [instruction], reason: 'x' });
    await (isWork(target) ? this.attempt(`${instruction.type} ${target}`, change) : change());
  }

  private async migrate(): Promise<void> {
    const { instance, active } = await this.where();
    const client = await this.world.as('admin');
    const plain = this.pick(active);
    const mapping = plain !== undefined && this.next() < 0.5 ? { [plain]: this.pick([...WORK]) } : undefined;
    const go = () =>
      client.post(`${instance}/migration`, {
        definitionId: this.pick(this.definitions),
        ...(mapping === undefined ? {} : { mapping }),
      });
    const intoWork = active.some(isWork) || mapping !== undefined;
    await (intoWork ? this.attempt('migrate into work', go) : go());
  }

  /** Something that would begin, or go on with, the work: it may succeed only when the truth allows it. */
  private async attempt(what: string, deed: () => Promise<{ readonly status: number }>): Promise<void> {
    await this.world.settle();
    const reason = await this.whyNot();
    const { status } = await deed();
    if (status < 300 && reason !== null) this.play.violations.push(`${what}: ${reason}`);
    else if (status < 300) this.play.started += 1;
    else if (reason !== null) this.play.refused += 1;
  }

  /** null: both parties confirmed exactly what is stored as the current version, and it is inside of its window. */
  private async whyNot(): Promise<string | null> {
    const plan = await this.world.plan(this.planId);
    if (plan.state !== 'frozen' || plan.version === null) return `the plan is ${plan.state}`;
    const row = await this.world.app.app.get(ChangePlansRepository).version(this.planId, plan.version);
    if (!row) return 'no version';
    const stored = JSON.parse(row.canonical) as { content: unknown };
    if (canonicalJson(stored.content) !== canonicalJson(plan.content)) return 'the content is not that of the version';
    const admin = await this.world.as('admin');
    const pdf = await fetch(`${this.world.app.url}/api/documents/${row.documentId}`, {
      headers: { authorization: `Bearer ${admin.accessToken ?? ''}` },
    });
    const hash = createHash('sha256')
      .update(`${row.canonical}\n`)
      .update(Buffer.from(await pdf.arrayBuffer()))
      .digest('hex');
    const requests = await this.world.requests(this.caseNumber);
    for (const side of ['provider', 'customer'] as const) {
      const valid = requests.some(
        (one) =>
          one.side === side &&
          one.action === 'change-approval' &&
          one.state === 'confirmed' &&
          one.subject.hash === hash &&
          one.records.some((record) => record.kind === 'confirm' && record.level >= 3),
      );
      if (!valid) return `no valid confirmation by the ${side}`;
    }
    const now = nowOf(this.world);
    return now >= row.windowFrom && now < row.windowTo ? null : 'outside of the window';
  }

  private async tasks(): Promise<{ id: string; elementId: string }[]> {
    const items = await tasksOf(await this.world.as('admin'), this.caseNumber);
    return items.filter((task) => task.elementId !== 'assess');
  }
  private async where(): Promise<{ instance: string; active: string[] }> {
    const { processInstanceId } = await this.world.plan(this.planId);
    const instance = `/api/process-instances/${processInstanceId ?? ''}`;
    const { body } = await (await this.world.as('admin')).get<{ activeElements?: { elementId: string }[] }>(instance);
    return { instance, active: (body.activeElements ?? []).map((one) => one.elementId) };
  }
  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }
}

const nowOf = (world: ConfirmationWorld): number => world.app.app.get<Clock>(CLOCK).now();
