import type { EngineCommand, StatusCommand } from '../execution/command.js';
import type { HistoryEntry } from '../execution/history-entry.js';
import type { InstanceState } from '../execution/instance-state.js';
import type { step } from '../execution/step.js';
import { openWaits } from '../execution/views.js';
import type { ProcessDefinition } from '../model/process-definition.js';
import { reasonless, same } from './invariants.js';
import { Rows } from './rows.js';

export type StepFunction = typeof step;
/** A number below `count`, at least 0. */
export type Pick = (count: number) => number;

/** An instance that is being played, with what was sent to it. */
export class Game {
  state: InstanceState | null = null;
  now = 1_767_574_800_000;
  steps = 0;
  operations = 0;
  /** How often a task is still answered with `more`, so that loops end. */
  more = 2;
  readonly broken: string[] = [];
  readonly history: HistoryEntry[] = [];
  /** Commands whose wait was there once. */
  readonly sent: EngineCommand[] = [];
  private readonly rows = new Rows();
  private extra = 0;

  constructor(
    private readonly step: StepFunction,
    readonly definition: ProcessDefinition,
    private readonly reload: boolean,
  ) {}

  /** A command that must be carried out. */
  send(command: EngineCommand): void {
    this.steps += 1;
    this.sent.push(command);
    if (!this.carryOut(command, this.steps)) this.broken.push(`rejected ${command.type}`);
  }
  /** A command beside the play that must be carried out; its ids do not shift those of the play. */
  sendBeside(command: EngineCommand | StatusCommand): void {
    this.extra += 1;
    if (!this.carryOut(command, 0x8000 + this.extra)) this.broken.push(`rejected ${command.type}`);
  }
  /** A command that may be rejected. @returns whether it was carried out */
  offer(command: EngineCommand): boolean {
    this.extra += 1;
    return this.carryOut(command, 0x8000 + this.extra);
  }
  /** A command that must be rejected and change nothing. */
  expectRejected(command: EngineCommand | StatusCommand): void {
    this.extra += 1;
    const before = JSON.stringify(this.state);
    const env = { now: this.now, zone: 'Asia/Shanghai', commandId: commandId(0x8000 + this.extra) };
    const result = this.step(this.definition, this.state, command, env);
    if (result.kind !== 'rejected') this.broken.push(`a late or repeated ${command.type} was carried out`);
    if (JSON.stringify(this.state) !== before) this.broken.push('a rejected command changed the state');
  }
  /** Everything sent before whose wait is gone is late now: two of them are sent again. */
  expectLate(): void {
    if (this.state === null) return;
    const open = new Set(openWaits(this.state).map(({ wait }) => wait.id));
    const late = this.sent.filter((command) => !open.has(waitOf(command) ?? ''));
    for (const command of late.slice(-1).concat(late.slice(1, 2))) this.expectRejected(command);
  }

  private carryOut(command: EngineCommand | StatusCommand, number: number): boolean {
    const env = { now: this.now, zone: 'Asia/Shanghai', commandId: commandId(number) };
    const before = JSON.stringify(this.state);
    const result = this.step(this.definition, this.state, command, env);
    if (JSON.stringify(this.state) !== before) this.broken.push('the given state was changed');
    const again = this.step(
      this.definition,
      before === 'null' ? null : (JSON.parse(before) as InstanceState),
      command,
      env,
    );
    if (JSON.stringify(again) !== JSON.stringify(result)) this.broken.push('a replay gives another result');
    if (result.kind === 'rejected') return false;
    const stored = JSON.parse(JSON.stringify(result.state)) as InstanceState;
    if (!same(stored, result.state)) this.broken.push('the state does not survive JSON');
    this.state = this.reload ? stored : result.state;
    this.history.push(...result.history);
    this.rows.carriedOut(command);
    this.rows.apply(result.effects);
    this.broken.push(...this.rows.broken.splice(0), ...this.rows.differences(stored), ...reasonless(stored));
    if (!['fail-job', 'modify-instance'].includes(command.type) && this.operations === 0)
      for (const effect of result.effects)
        if (effect.type === 'raise-incident') this.broken.push(`incident ${effect.code}`);
    return true;
  }
}

function commandId(number: number): string {
  return `019b8b00-0000-7000-8000-${(number * 0x10000).toString(16).padStart(12, '0')}`;
}

function waitOf(command: EngineCommand): string | undefined {
  switch (command.type) {
    case 'complete-task':
      return command.taskId;
    case 'complete-job':
    case 'throw-job-error':
    case 'fail-job':
      return command.jobId;
    case 'trigger-timer':
      return command.timerId;
    case 'deliver-message':
    case 'deliver-signal':
      return command.subscriptionId;
    case 'child-ended':
      return command.callId;
    case 'retry-incident':
      return command.incidentId;
    default:
      return undefined;
  }
}
