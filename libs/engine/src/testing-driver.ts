import type { ChildEndedCommand, EngineCommand, StartInstanceCommand, Variables } from './execution/command.js';
import type { Effect } from './execution/effect.js';
import type { HistoryEntry } from './execution/history-entry.js';
import type { InstanceState } from './execution/instance-state.js';
import { step } from './execution/step.js';
import type { RejectionCode } from './execution/step-result.js';
import { openWaits, type OpenWait } from './execution/views.js';
import { parseBpmn } from './model/parse-bpmn.js';
import type { ProcessDefinition } from './model/process-definition.js';

/** 2026-01-05 (a Monday) 09:00 in Shanghai. */
export const SCENARIO_START = 1_767_574_800_000;
export const SCENARIO_ZONE = 'Asia/Shanghai';
const INSTANCE_ID = '019b8b00-0000-7000-8000-00000000feed';

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;
type WaitKind = OpenWait['wait']['kind'];

/**
 * Drives one instance in specs: commands by element id, time by timers in due order. After every step the state goes
 * through JSON, so that a state that does not survive storage fails every spec.
 */
export class Scenario {
  state: InstanceState | null = null;
  now = SCENARIO_START;
  readonly effects: Effect[] = [];
  readonly history: HistoryEntry[] = [];
  /** What was sent, for replays. */
  readonly log: { command: EngineCommand; now: number; commandId: string }[] = [];
  private commands = 0;

  constructor(readonly definition: ProcessDefinition) {}

  /** @returns the rejection code, or null when the step was made. */
  send(command: EngineCommand): RejectionCode | null {
    this.commands += 1;
    const commandId = `019b8b00-0000-7000-8000-${(this.commands * 0x10000).toString(16).padStart(12, '0')}`;
    this.log.push({ command, now: this.now, commandId });
    const result = step(this.definition, this.state, command, { now: this.now, zone: SCENARIO_ZONE, commandId });
    if (result.kind === 'rejected') return result.code;
    const stored = JSON.parse(JSON.stringify(result.state)) as InstanceState;
    if (JSON.stringify(stored) !== JSON.stringify(result.state)) throw new Error('the state does not survive JSON');
    this.state = stored;
    this.effects.push(...result.effects);
    this.history.push(...result.history);
    return null;
  }
  start(variables: Variables = {}, more: Partial<StartInstanceCommand> = {}): this {
    this.expectStep(this.send({ type: 'start-instance', instanceId: INSTANCE_ID, mode: 'live', variables, ...more }));
    return this;
  }
  complete(elementId: string, variables: Variables = {}, user = 'system'): this {
    this.expectStep(
      this.send({ type: 'complete-task', taskId: this.waitId(elementId, 'task'), variables, actor: { userId: user } }),
    );
    return this;
  }
  completeJob(elementId: string, variables: Variables = {}): this {
    this.expectStep(this.send({ type: 'complete-job', jobId: this.waitId(elementId, 'job'), variables }));
    return this;
  }
  throwJobError(elementId: string, errorCode: string, variables: Variables = {}): this {
    this.expectStep(
      this.send({
        type: 'throw-job-error',
        jobId: this.waitId(elementId, 'job'),
        errorCode,
        message: 'from the delegate',
        variables,
      }),
    );
    return this;
  }
  failJob(elementId: string): this {
    this.expectStep(this.send({ type: 'fail-job', jobId: this.waitId(elementId, 'job'), message: 'out of retries' }));
    return this;
  }
  message(elementId: string, variables: Variables = {}): this {
    const subscriptionId = this.waitId(elementId, 'message');
    this.expectStep(this.send({ type: 'deliver-message', subscriptionId, messageName: 'any', variables }));
    return this;
  }
  signal(elementId: string, variables: Variables = {}): this {
    const subscriptionId = this.waitId(elementId, 'signal');
    this.expectStep(this.send({ type: 'deliver-signal', subscriptionId, signalName: 'any', variables }));
    return this;
  }
  childEnded(elementId: string, outcome: ChildEndedCommand['outcome']): this {
    this.expectStep(this.send({ type: 'child-ended', callId: this.waitId(elementId, 'call'), outcome }));
    return this;
  }
  retry(elementId: string, variables: Variables = {}): this {
    this.expectStep(
      this.send({
        type: 'retry-incident',
        incidentId: this.waitId(elementId, 'incident'),
        variables,
        actor: { userId: 'admin' },
      }),
    );
    return this;
  }
  /** Moves time to the earliest due timer and fires it. */
  fireNextTimer(): this {
    const [next] = this.timers();
    if (next === undefined) throw new Error('no timer is armed');
    this.now = Math.max(this.now, next.dueAt);
    this.expectStep(this.send({ type: 'trigger-timer', timerId: next.id }));
    return this;
  }

  timers(): { id: string; elementId: string; dueAt: number }[] {
    return this.waits()
      .flatMap(({ elementId, wait }) => (wait.kind === 'timer' ? [{ id: wait.id, elementId, dueAt: wait.dueAt }] : []))
      .sort((a, b) => a.dueAt - b.dueAt);
  }
  waits(): OpenWait[] {
    return this.state === null ? [] : openWaits(this.state);
  }
  /** `kind:elementId` of everything open, sorted. */
  waiting(): string[] {
    return this.waits()
      .map(({ elementId, wait }) => `${wait.kind}:${elementId}`)
      .sort();
  }
  waitId(elementId: string, kind: WaitKind, index = 0): string {
    const found = this.waits().filter((open) => open.elementId === elementId && open.wait.kind === kind)[index];
    if (found === undefined) throw new Error(`${elementId} has no open ${kind}; open: ${this.waiting().join(', ')}`);
    return found.wait.id;
  }
  get status(): InstanceState['status'] | undefined {
    return this.state?.status;
  }
  get variables(): Variables {
    return this.state?.variables ?? {};
  }
  /** Element ids in the order of completion. */
  completed(): string[] {
    return this.history.filter((entry) => entry.type === 'element-completed').map((entry) => entry.elementId ?? '');
  }
  cancelled(): string[] {
    return this.history.filter((entry) => entry.type === 'element-cancelled').map((entry) => entry.elementId ?? '');
  }
  flows(): string[] {
    return this.history.filter((entry) => entry.type === 'flow-taken').map((entry) => entry.elementId ?? '');
  }
  effectsOf<T extends Effect['type']>(type: T): EffectOf<T>[] {
    return this.effects.filter((effect): effect is EffectOf<T> => effect.type === type);
  }
  incidents(): string[] {
    return this.effectsOf('raise-incident').map((effect) => effect.code);
  }

  private expectStep(code: RejectionCode | null): void {
    if (code !== null) throw new Error(`rejected: ${code}`);
  }
}

/** The only process of a BPMN file, or the one with the key. @throws Error with the findings when the file is refused. */
export async function definitionOf(xml: string, key?: string): Promise<ProcessDefinition> {
  const model = await parseBpmn(xml);
  const definition = model.definitions.find((candidate) => key === undefined || candidate.key === key);
  const errors = [...model.findings, ...(definition?.readFindings ?? [])].filter(
    (finding) => finding.severity === 'error',
  );
  if (definition === undefined || errors.length > 0)
    throw new Error(errors.map((finding) => finding.message.en).join('\n') || 'no process');
  return definition;
}

/** A process body in a whole file, for specs whose diagram is a few lines. `roots` are messages, errors, signals. */
export function bpmn(body: string, roots = '', processAttributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="https://pledge/test">
${roots}<bpmn:process id="p" isExecutable="true" ${processAttributes}>${body}</bpmn:process></bpmn:definitions>`;
}

/** `flows('a>b', 'b>c')`: sequence flows named `a-b`, `b-c`; `a>b[x > 1]` has a condition. */
export function flows(...arrows: string[]): string {
  return arrows
    .map((arrow) => {
      const [, from = '', to = '', condition] = /^([\w-]+)>([\w-]+)(?:\[(.*)\])?$/s.exec(arrow) ?? [];
      const inner =
        condition === undefined
          ? ''
          : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${escape(condition)}</bpmn:conditionExpression>`;
      return `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${inner}</bpmn:sequenceFlow>`;
    })
    .join('');
}
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export async function scenario(xml: string): Promise<Scenario> {
  return new Scenario(await definitionOf(xml));
}
