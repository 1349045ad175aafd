import type { Client } from './client.js';

/** A task as the list shows it. */
export interface TaskItem {
  readonly id: string;
  readonly elementId: string;
  readonly name: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly caseNumber: string | null;
}
export interface ClockItem {
  readonly id: string;
  readonly commitmentId: string;
  readonly metric: string;
  readonly clause: string;
  readonly state: string;
  readonly dueAt: string | null;
}
export interface CaseBody {
  readonly number: string;
  readonly status: string;
  readonly severity: { readonly code: string } | null;
  readonly receivedAt: string;
  readonly processInstanceId: string | null;
  readonly contractProblem?: { readonly code: string; readonly message: string } | null;
}

/** Open tasks of a case as this person sees them. */
export async function tasksOf(client: Client, caseNumber: string): Promise<TaskItem[]> {
  const answer = await client.get<{ items: TaskItem[] }>(`/api/tasks?caseNumber=${caseNumber}&state=open`);
  if (answer.status !== 200) throw new Error(`tasks: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.items;
}

/** Claims (unless it is theirs already) and completes the open task of an element; throws with what is open instead. */
export async function work(
  client: Client,
  caseNumber: string,
  elementId: string,
  variables: Record<string, unknown>,
): Promise<void> {
  const open = await tasksOf(client, caseNumber);
  const task = open.find((item) => item.elementId === elementId);
  if (!task)
    throw new Error(`${elementId} is not open; open are: ${open.map((item) => item.elementId).join(', ') || 'none'}`);
  if (!task.assignee) {
    const claimed = await client.post(`/api/tasks/${task.id}/claim`);
    if (claimed.status >= 300) throw new Error(`claim ${elementId}: ${claimed.status} ${JSON.stringify(claimed.body)}`);
  }
  const done = await client.post(`/api/tasks/${task.id}/complete`, { variables });
  if (done.status >= 300) throw new Error(`complete ${elementId}: ${done.status} ${JSON.stringify(done.body)}`);
}

export async function clocksOf(client: Client, caseNumber: string): Promise<ClockItem[]> {
  return (await client.get<{ items: ClockItem[] }>(`/api/cases/${caseNumber}/clocks`)).body.items;
}

/** State of the clock of a metric that counts now (superseded ones are `cancelled`). */
export async function clockState(client: Client, caseNumber: string, metric: string): Promise<string | undefined> {
  const items = (await clocksOf(client, caseNumber)).filter((clock) => clock.metric === metric);
  return (items.find((clock) => clock.state !== 'cancelled') ?? items[0])?.state;
}

export async function caseOf(client: Client, number: string): Promise<CaseBody> {
  return (await client.get<CaseBody>(`/api/cases/${number}`)).body;
}

/** Asks until the answer satisfies; the server works on its own after a commit. Throws with the last answer after `within` ms. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfied: (value: T) => boolean,
  within = 20_000,
): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    const value = await ask();
    if (satisfied(value)) return value;
    if (performance.now() > deadline) throw new Error(`still: ${JSON.stringify(value)?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
