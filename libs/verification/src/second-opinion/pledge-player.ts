import {
  bindDefinitionId,
  parseBpmn,
  step,
  type EngineCommand,
  type InstanceState,
  type ProcessDefinition,
  type StepEnv,
  type StepResult,
} from '@pledge/engine';
import type { Player, Stimulus } from './player.js';
import type { Projection } from './projection.js';

/** The step function under test; the mutants of the proof replace it. */
export type StepFunction = (
  definition: ProcessDefinition,
  state: InstanceState | null,
  command: EngineCommand,
  env: StepEnv,
) => StepResult;

const NOW = 1_767_225_600_000;
const INSTANCE = '00000000-0000-7000-8000-000000000001';
const actor = { userId: 'second-opinion' };

/** Plays the projection on our own `step`. */
export class PledgePlayer implements Player {
  private definition: ProcessDefinition | null = null;
  private state: InstanceState | null = null;
  private commands = 0;
  private failure: string | null = null;
  private readonly taken: string[] = [];
  private readonly waits = new Map<string, Stimulus>();

  constructor(
    private readonly projection: Projection,
    private readonly run: StepFunction = step,
  ) {}

  async start(choices: ReadonlySet<string>): Promise<void> {
    this.definition = await definitionOf(this.projection);
    this.command({
      type: 'start-instance',
      instanceId: INSTANCE,
      mode: 'live',
      variables: this.variables(choices),
      actor,
    });
  }

  waiting(): readonly Stimulus[] {
    return [...this.waits.values()];
  }

  apply(stimulus: Stimulus, choices: ReadonlySet<string>): Promise<void> {
    const id = [...this.waits].find(
      ([, wait]) => wait.kind === stimulus.kind && wait.elementId === stimulus.elementId,
    )?.[0];
    if (id === undefined) return Promise.reject(new Error(`no wait at ${stimulus.elementId}`));
    if (this.projection.once.has(stimulus.elementId)) this.waits.delete(id);
    const variables = this.variables(choices);
    if (stimulus.kind === 'complete') this.command({ type: 'complete-task', taskId: id, variables, actor });
    else
      this.command({
        type: 'deliver-message',
        subscriptionId: id,
        messageName: this.projection.stimuli.get(stimulus.elementId) ?? '',
        variables,
      });
    return Promise.resolve();
  }

  takenFlows(): readonly string[] {
    return this.taken.splice(0);
  }

  outcome(): ReturnType<Player['outcome']> {
    if (this.failure !== null) return { failed: this.failure };
    return this.state?.status === 'completed' ? 'ended' : 'running';
  }

  private variables(choices: ReadonlySet<string>): Record<string, boolean> {
    return Object.fromEntries([...this.projection.choices.values()].map((name) => [name, choices.has(name)]));
  }

  private command(command: EngineCommand): void {
    if (!this.definition) throw new Error('start first');
    const commandId = `00000000-0000-7000-8000-${String(++this.commands).padStart(8, '0')}0000`;
    const result = this.run(this.definition, this.state, command, { now: NOW, zone: 'UTC', commandId });
    if (result.kind === 'rejected') throw new Error(`${command.type}: ${result.detail}`);
    this.state = result.state;
    for (const entry of result.history)
      if (entry.type === 'flow-taken' && entry.elementId) this.taken.push(entry.elementId);
    for (const effect of result.effects) {
      switch (effect.type) {
        case 'create-user-task':
          this.waits.set(effect.taskId, { kind: 'complete', elementId: effect.elementId });
          break;
        case 'complete-user-task':
        case 'cancel-user-task':
          this.waits.delete(effect.taskId);
          break;
        case 'open-subscription':
          this.waits.set(effect.subscriptionId, { kind: 'event', elementId: effect.elementId });
          break;
        case 'close-subscription':
          this.waits.delete(effect.subscriptionId);
          break;
        case 'raise-incident':
          this.failure = effect.message;
          break;
        default:
          break;
      }
    }
  }
}

/** Read once: every scenario of a projection plays the same definition. */
const definitions = new WeakMap<Projection, Promise<ProcessDefinition>>();

function definitionOf(projection: Projection): Promise<ProcessDefinition> {
  const known = definitions.get(projection);
  if (known) return known;
  const read = parseBpmn(projection.xml).then((model) => {
    const found = model.definitions.find((definition) => definition.key === projection.processId);
    if (!found) throw new Error(`the projection of ${projection.processId} has no process`);
    return bindDefinitionId(found, 'projection');
  });
  definitions.set(projection, read);
  return read;
}
