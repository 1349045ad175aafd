import type { Client } from '../support/client.js';
import { eventually } from '../support/story.js';

/** A command that should have been carried out and was refused. */
export interface Refused {
  readonly kind: 'refused';
  readonly what: string;
}
/** One line of the generator's log: this command was acknowledged. */
export interface Acknowledged {
  readonly kind: 'started' | 'completed' | 'told' | 'moved';
  readonly commandId: string;
  readonly id: string;
  readonly businessKey: string;
  /** Of starts. */
  readonly key?: 'crash' | 'crash-paper' | 'crash-failing';
  /** Of completions. */
  readonly elementId?: 'first' | 'second';
}
interface Entry {
  readonly seq: number;
  readonly type: string;
  readonly elementId?: string;
  readonly detail?: { readonly reason?: string };
}
interface Instance {
  readonly id: string;
  readonly state: string;
  readonly parentInstanceId: string | null;
  readonly variables: Record<string, unknown>;
}
interface Job {
  readonly type: string;
  readonly instanceId?: string | null;
  readonly processInstanceId?: string | null;
  readonly dueAt: string;
}

/** What the run broke: nothing, if every acknowledged command is there, once, and nothing is left that hangs. */
export async function judge(
  client: Client,
  log: readonly (Acknowledged | Refused)[],
  caseNumber: string,
): Promise<string[]> {
  const lines = log.filter((line) => line.kind !== 'refused');
  const broken = log.flatMap((line) => (line.kind === 'refused' ? [`refused: ${line.what}`] : []));
  const starts = lines.filter((line) => line.kind === 'started');
  await settledCases(client, lines).catch((error: unknown) => broken.push(`stuck: ${String(error)}`));
  for (const start of starts) {
    const own = lines.filter((line) => line.id === start.id);
    const found = await client.get<Instance>(`/api/process-instances/${start.id}`);
    if (found.status !== 200) {
      broken.push(`lost: the case ${start.businessKey} that was acknowledged is not there`);
      continue;
    }
    broken.push(...(await commandsOf(client, start, own, found.body)));
    broken.push(...(await zombiesOf(client, start, found.body)));
  }
  const papers = starts.filter((line) => line.key === 'crash-paper');
  broken.push(...(await documentsOf(client, papers, caseNumber)));
  return broken;
}

/** Waits until every case that must come to an end has: both answers are there, or its job failed for good. */
async function settledCases(client: Client, lines: readonly Acknowledged[]): Promise<void> {
  const state = async (id: string): Promise<string> =>
    (await client.get<Instance>(`/api/process-instances/${id}`)).body.state;
  for (const line of lines) {
    const wanted =
      line.kind === 'completed' && line.elementId === 'second'
        ? 'completed'
        : line.key === 'crash-paper'
          ? 'completed'
          : line.key === 'crash-failing'
            ? 'incident'
            : null;
    if (wanted !== null)
      await eventually(
        async () => ({ case: line.businessKey, wanted, state: await state(line.id) }),
        (is) => is.state === wanted || is.state === undefined,
      );
  }
}

/** Every acknowledged command of a case, by its id: it left its mark, and only once. */
async function commandsOf(
  client: Client,
  start: Acknowledged,
  own: readonly Acknowledged[],
  instance: Instance,
): Promise<string[]> {
  const broken: string[] = [];
  const history = (await client.get<{ items: Entry[] }>(`/api/process-instances/${start.id}/history?limit=1000`)).body
    .items;
  const count = (type: string, elementId: string): number =>
    history.filter((entry) => entry.type === type && entry.elementId === elementId).length;
  if (history.some((entry, index) => entry.seq !== index + 1))
    broken.push(`twice: a gap in the history of ${start.id}`);
  for (const line of own) {
    const name = line.kind === 'completed' ? (line.elementId ?? '') : line.kind;
    if (line.kind === 'moved') {
      const moved = history.filter(
        (entry) => entry.type === 'instance-modified' && entry.detail?.reason === line.commandId,
      );
      if (moved.length !== 1) broken.push(`${moved.length === 0 ? 'lost' : 'twice'}: moved ${line.commandId}`);
    } else if (instance.variables[name] !== line.commandId)
      broken.push(`lost: ${name} ${line.commandId} of ${start.businessKey}`);
    if (line.kind === 'completed' && count('element-completed', name) !== 1)
      broken.push(`${count('element-completed', name) === 0 ? 'lost' : 'twice'}: ${name} of ${start.businessKey}`);
  }
  for (const element of ['told', 'pause', 'call', 'join', 'paper-render'])
    if (count('element-completed', element) > 1) broken.push(`twice: ${element} of ${start.businessKey}`);
  return broken;
}

/** An ended case has no open task, no job, no second start. */
async function zombiesOf(client: Client, start: Acknowledged, instance: Instance): Promise<string[]> {
  const broken: string[] = [];
  if (start.key === 'crash') {
    const list = await client.get<{ items: Instance[] }>(`/api/process-instances?businessKey=${start.businessKey}`);
    const roots = list.body.items.filter((item) => item.parentInstanceId === null);
    const children = list.body.items.length - roots.length;
    if (roots.length !== 1) broken.push(`twice: ${roots.length} cases ${start.businessKey}`);
    if (children > 1) broken.push(`twice: ${children} called processes of ${start.businessKey}`);
  }
  if (instance.state !== 'completed') return broken;
  const open = await client.get<{ items: unknown[] }>(`/api/tasks?processInstanceId=${start.id}&state=open`);
  if (open.body.items.length > 0) broken.push(`zombie: a task of the ended case ${start.businessKey}`);
  const jobs = await client.get<{ items: Job[] }>(`/api/jobs?processInstanceId=${start.id}`);
  const own = jobs.body.items.filter((job) => (job.processInstanceId ?? job.instanceId) === start.id);
  if (own.length > 0) broken.push(`zombie: a ${own[0]?.type} job of the ended case ${start.businessKey}`);
  return broken;
}

/** One paper for each case that makes one; a paper of a case that was not acknowledged may be there, none is there twice. */
async function documentsOf(client: Client, papers: readonly Acknowledged[], caseNumber: string): Promise<string[]> {
  const list = await client.get<{ items: { id: string; number: string }[] }>(`/api/cases/${caseNumber}/documents`);
  const stored = list.body.items.map((item) => item.id);
  const broken: string[] = [];
  const seen = new Set<string>();
  for (const paper of papers) {
    const { variables } = (await client.get<Instance>(`/api/process-instances/${paper.id}`)).body;
    const id = String(variables?.documentId);
    if (!stored.includes(id)) broken.push(`lost: the paper of ${paper.id}`);
    if (seen.has(id)) broken.push(`twice: the paper ${id}`);
    seen.add(id);
  }
  const all = await client.get<{ items: Instance[] }>(
    `/api/process-instances?businessKey=${caseNumber}&key=crash-paper&limit=200`,
  );
  if (all.body.items.length <= 200 && stored.length > all.body.items.length)
    broken.push(`twice: ${stored.length} papers of ${all.body.items.length} cases`);
  return broken;
}
