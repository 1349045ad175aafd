import { EventEmitter } from 'node:events';
import { SequenceFlow } from 'bpmn-elements';
import { BpmnModdle } from 'bpmn-moddle';
import { Engine } from 'bpmn-engine';
import type { Player, Stimulus } from './player.js';
import type { Projection } from './projection.js';

/** A bpmn-engine element API: the few members the player uses. */
interface ElementApi {
  readonly id: string;
  readonly type: string;
  readonly executionId?: string;
  readonly content?: {
    readonly isMultiInstance?: boolean;
    readonly isRootScope?: boolean;
    readonly message?: { readonly id?: string };
  };
  readonly owner?: { readonly attachedTo?: unknown };
  signal(message?: unknown): void;
}
interface PostponedApi {
  readonly id: string;
  getPostponed?(): PostponedApi[];
}
interface Running {
  signal(message: unknown): void;
  getPostponed(): PostponedApi[];
  stop(): Promise<void>;
}

/**
 * Plays the projection on bpmn-engine. Two of its seams are used as documented: `expressions` (the only language is
 * `=name`, answered from the scenario's choices) and `scripts` (none). Discarding flows is switched off, without which
 * a loop inside a parallel branch joins early and then hangs (ADR 0001); nothing else of it is changed.
 */
export class BpmnEnginePlayer implements Player {
  private readonly taken: string[] = [];
  private readonly waits = new Map<string, { stimulus: Stimulus; api: ElementApi }>();
  private choices: ReadonlySet<string> = new Set();
  private execution: Running | null = null;
  private ended = false;
  private failure: string | null = null;

  constructor(private readonly projection: Projection) {}

  async start(choices: ReadonlySet<string>): Promise<void> {
    this.choices = choices;
    const engine = new Engine({
      name: this.projection.processId,
      moddleContext: (await parsed(this.projection)) as never,
      scripts: { register: () => undefined, getScript: () => undefined } as never,
      expressions: { resolveExpression: (text: string) => this.resolve(text) } as never,
      timers: noTimers as never,
      elements: { SequenceFlow: QuietFlow },
    });
    const listener = new EventEmitter();
    listener.on('flow.take', (flow: { id: string }) => this.taken.push(flow.id));
    listener.on('activity.wait', (api: ElementApi) => this.remember(api));
    for (const gone of ['activity.end', 'activity.discard', 'activity.leave']) {
      listener.on(gone, (api: ElementApi) => this.forget(api));
    }
    engine.on('error', (error: Error) => (this.failure = error.message));
    engine.on('end', () => (this.ended = true));
    this.execution = (await engine.execute({ listener } as never)) as unknown as Running;
  }

  waiting(): readonly Stimulus[] {
    // The instances inside a cancelled multi-instance activity end without an event of their own.
    const alive = new Set<string>();
    for (const api of this.execution?.getPostponed() ?? []) collectIds(api, alive);
    for (const [key, wait] of this.waits) if (!alive.has(wait.api.id)) this.waits.delete(key);
    return [...this.waits.values()].map((wait) => wait.stimulus);
  }

  apply(stimulus: Stimulus, choices: ReadonlySet<string>): Promise<void> {
    this.choices = choices;
    const [key, wait] =
      [...this.waits].find(
        ([, candidate]) =>
          candidate.stimulus.kind === stimulus.kind && candidate.stimulus.elementId === stimulus.elementId,
      ) ?? [];
    if (!key || !wait) return Promise.reject(new Error(`bpmn-engine does not wait at ${stimulus.elementId}`));
    this.waits.delete(key);
    if (stimulus.kind === 'complete') wait.api.signal();
    else this.execution?.signal({ id: this.projection.stimuli.get(stimulus.elementId) });
    return Promise.resolve();
  }

  takenFlows(): readonly string[] {
    return this.taken.splice(0);
  }

  outcome(): ReturnType<Player['outcome']> {
    if (this.failure !== null) return { failed: this.failure };
    return this.ended ? 'ended' : 'running';
  }

  /** Ends what is still running, so that a worker can exit. */
  async close(): Promise<void> {
    await this.execution?.stop();
  }

  private remember(api: ElementApi): void {
    if (api.content?.isMultiInstance && api.content.isRootScope) return;
    const kind = this.projection.stimuli.has(api.id) ? 'event' : 'complete';
    this.waits.set(`${api.id} ${api.executionId ?? ''}`, { stimulus: { kind, elementId: api.id }, api });
  }

  private forget(api: ElementApi): void {
    for (const key of [...this.waits.keys()]) {
      if (
        key === `${api.id} ${api.executionId ?? ''}` ||
        (key.startsWith(`${api.id} `) && !api.content?.isMultiInstance)
      )
        this.waits.delete(key);
    }
  }

  private resolve(text: string): unknown {
    if (!text.startsWith('=')) return text;
    const name = text.slice(1);
    return /^\d+$/.test(name) ? Number(name) : this.choices.has(name);
  }
}

/** A projection is read once, however many scenarios play it: reading it costs as much as ten steps. */
const contexts = new WeakMap<Projection, Promise<unknown>>();
function parsed(projection: Projection): Promise<unknown> {
  const known = contexts.get(projection) ?? new BpmnModdle().fromXML(projection.xml);
  contexts.set(projection, known);
  return known;
}

function collectIds(api: PostponedApi, ids: Set<string>): void {
  ids.add(api.id);
  for (const inner of api.getPostponed?.() ?? []) if (inner.id !== api.id) collectIds(inner, ids);
}

/** The projection has no timer; this makes sure that none of bpmn-engine's own is ever armed. */
const noTimers = { executing: [], register: () => noTimers, setTimeout: () => ({}), clearTimeout: () => undefined };

interface Flow {
  discard: (content?: unknown) => void;
}
const OriginalFlow = SequenceFlow as unknown as new (...args: unknown[]) => Flow;

/** bpmn-engine marks untaken branches by discarding flows; its joins then count a discarded branch as arrived. */
function QuietFlow(...args: unknown[]): Flow {
  const flow = new OriginalFlow(...args);
  flow.discard = () => undefined;
  return flow;
}
