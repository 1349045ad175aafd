import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ReplayRequest, ReplayResponse, ReplayedCase } from '@pledge/contracts';
import { parseForm, type Form, type ProcessDefinition } from '@pledge/engine';
import { PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type InstanceRow, type ProcessEngine } from '@pledge/runtime';
import {
  differences,
  recordedCase,
  replay,
  type RecordedCase,
  type RecordedInstance,
  type Replayed,
} from '@pledge/simulation';
import { toIso } from '@pledge/time';
import { BrokenPromises } from './broken-promises.js';
import { counts, spread, sum, type Counts } from './replay-statistics.js';
import { SimulationsService, ZONE } from './simulations.service.js';

/** Milliseconds of CPU that one request may use. */
const MAX_CPU_MS = 20_000;
/** Rows of history of one instance that are read. */
const MAX_HISTORY = 5_000;

/** Plays the last finished cases of a process again, on the version they ran on and on a draft, and compares. */
@Injectable()
export class ReplayService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly simulations: SimulationsService,
    private readonly promises: BrokenPromises,
  ) {}

  /** @throws Problem MODEL_INVALID, PROFILE_UNKNOWN, SCENARIO_INVALID */
  async run(request: ReplayRequest): Promise<ReplayResponse> {
    const draft = await this.simulations.fromResources(request.resources, true);
    const processId = draft[0]?.key ?? '';
    const rows = await this.engine.listInstances({ key: processId, status: 'completed', limit: request.last });
    const finished = rows.items.filter((row) => row.mode === 'live' && row.endedAt !== null);
    const forms = await this.forms(request.resources);
    const inUse = new Map<string, readonly ProcessDefinition[]>();
    const cases: ReplayedCase[] = [];
    const totals = { elements: [new Map(), new Map()] as Counts, flows: [new Map(), new Map()] as Counts };
    const lasted: { before: number; after: number }[] = [];
    const broken = this.promises.begin(request);
    const began = process.cpuUsage();
    const used = (): number => {
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    for (const row of finished) {
      if (used() > MAX_CPU_MS) break;
      const recorded = await this.recorded(row);
      if (!recorded) continue;
      const before = used();
      const play = (definitions: readonly ProcessDefinition[], known: ReadonlyMap<string, Form>): Replayed =>
        this.play(definitions, processId, recorded, known, () => used() - before);
      let own = inUse.get(row.definitionId);
      if (!own) inUse.set(row.definitionId, (own = await this.simulations.fromDefinition(row.definitionId)));
      const then = play(own, forms.used);
      const now = play(draft, forms.drawn);
      const one = await this.compare(row, recorded, then, now);
      cases.push(one);
      const passed = counts(recorded);
      sum(totals.elements, passed, now.elements);
      sum(totals.flows, recorded.flows, now.flows);
      if (one.after !== null) lasted.push({ before: one.before, after: one.after });
      await broken.count(recorded.startedAt, then.result, now.result);
      await breathe();
    }
    return {
      processId,
      cases,
      cut: cases.length < finished.length,
      elements: changed(totals.elements),
      flows: changed(totals.flows),
      durations:
        lasted.length === 0
          ? null
          : { before: spread(lasted.map((each) => each.before)), after: spread(lasted.map((each) => each.after)) },
      promises: broken.all(),
    };
  }

  private play(
    definitions: readonly ProcessDefinition[],
    processId: string,
    recorded: RecordedCase,
    forms: ReadonlyMap<string, Form>,
    elapsed: () => number,
  ): Replayed {
    try {
      const calendars = (name: string) => this.engine.calendar(name);
      return replay(definitions, processId, recorded, { zone: ZONE, elapsed, calendars, forms });
    } catch (error) {
      if (error instanceof RangeError) throw new Problem('invalid', 'SCENARIO_INVALID', { reason: error.message });
      throw error;
    }
  }

  private async compare(
    row: InstanceRow,
    recorded: RecordedCase,
    then: Replayed,
    now: Replayed,
  ): Promise<ReplayedCase> {
    const passed = counts(recorded);
    const { gone, added } = differences(passed, now.elements);
    const path = differences(recorded.flows, now.flows);
    const own = differences(recorded.flows, then.flows);
    const definition = await this.engine.findDefinition(row.definitionId);
    return {
      instanceId: row.id,
      businessKey: row.businessKey,
      startedAt: toIso(recorded.startedAt, ZONE),
      version: definition?.version ?? 0,
      before: recorded.endedAt - recorded.startedAt,
      after: now.duration,
      state: now.result.state,
      same: path.gone.length + path.added.length === 0,
      faithful: own.gone.length + own.added.length === 0,
      gone: gone.map(placeOf),
      added: added.map(placeOf),
      unanswered: now.unanswered.map((each) => ({ ...each, fields: [...each.fields] })),
      waiting: now.result.state === 'waiting' ? now.result.waiting.map(({ elementId }) => elementId) : [],
      incident: now.result.incident ?? null,
    };
  }

  /** null: it ended without anything that could be played (its history was never kept). */
  private async recorded(row: InstanceRow): Promise<RecordedCase | null> {
    const family = await this.family(row);
    const instances = await Promise.all(family.map((each) => this.recordedInstance(each)));
    const view = await this.engine.findInstance(row.id);
    if (!view || row.endedAt === null || instances[0]?.history.length === 0) return null;
    return recordedCase(instances, { startedAt: row.startedAt, endedAt: row.endedAt }, view.variables);
  }

  /** The instance and those that it called: they have its business key. */
  private async family(row: InstanceRow): Promise<InstanceRow[]> {
    if (row.businessKey === null) return [row];
    const { items } = await this.engine.listInstances({ businessKey: row.businessKey, limit: 200 });
    const children = items.filter((each) => each.rootInstanceId === row.rootInstanceId && each.id !== row.id);
    const below = new Set([row.id]);
    const found = [row];
    // children are younger than their callers
    for (const child of children.toSorted((one, other) => one.startedAt - other.startedAt))
      if (child.parentInstanceId !== null && below.has(child.parentInstanceId)) {
        below.add(child.id);
        found.push(child);
      }
    return found;
  }

  private async recordedInstance(row: InstanceRow): Promise<RecordedInstance> {
    const [history, tasks] = await Promise.all([
      this.engine.history(row.id, { limit: MAX_HISTORY }),
      this.engine.listTasks({ instanceId: row.id, state: 'completed', limit: 200 }),
    ]);
    const answers = new Map(
      tasks.items.flatMap((task) => (task.draft === null ? [] : [[task.elementInstanceId, task.draft] as const])),
    );
    return { processId: row.definitionKey, history, answers };
  }

  /** Forms by id: those in use, and the same with the drafts in their place. */
  private async forms(resources: ReplayRequest['resources']) {
    const used = new Map<string, Form>();
    const take = (forms: Map<string, Form>, content: string): void => {
      const parsed = parseForm(content);
      if (parsed.ok) forms.set(parsed.form.id, parsed.form);
    };
    for (const { content } of (await this.engine.listResources('form')).toSorted((a, b) => a.version - b.version))
      take(used, content);
    const drawn = new Map(used);
    for (const { name, content } of resources) if (name.endsWith('.form.json')) take(drawn, content);
    return { used, drawn };
  }
}

function placeOf(key: string): { processId: string; elementId: string } {
  const [processId = '', elementId = ''] = key.split(' ');
  return { processId, elementId };
}

function changed([before, after]: Counts): ReplayResponse['elements'] {
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => ({
    ...placeOf(key),
    before: before.get(key) ?? 0,
    after: after.get(key) ?? 0,
  }));
}
