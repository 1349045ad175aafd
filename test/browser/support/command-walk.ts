import type { CommandTicket, PlanCommands } from '@pledge/contracts';
import { eventually, tasksOf } from '../../support/story.js';
import { doTask } from './case-walk.js';
import { arrange, customerSigns, newPlan, planFor, providerSigns } from './change-walk.js';
import type { People } from './people.js';

/** A confirmed plan whose dangerous commands superior and customer have approved. */
export interface ApprovedCommands {
  readonly number: string;
  readonly planId: string;
  /** As they are issued: in the order of the plan. */
  readonly tickets: readonly CommandTicket[];
}

/**
 * A plan that runs these commands on one device, confirmed and approved over HTTP (F-04, F-05); its window opens two hours
 * from `now`, the server's time in epoch ms. The engineer wrote it, the manager is the superior.
 */
export async function approveCommands(
  people: People,
  title: string,
  commands: readonly string[],
  now = Date.now(),
): Promise<ApprovedCommands> {
  const [first] = planFor(title, now).steps;
  if (!first) throw new Error('a plan without steps');
  const steps = [first, { ...first, action: '重启', commands: commands.join('\n'), expected: '重启成功' }];
  const { number, planId } = await newPlan(people, title, now, { steps });
  await arrange(people, number);
  await providerSigns(people, number);
  const known = [await customerSigns(people, number)];

  const engineer = await people.client('engineer');
  const tasks = await eventually(
    () => tasksOf(engineer, number),
    (open) => open.some((one) => one.elementId === 'request-commands'),
  );
  const task = tasks.find((one) => one.elementId === 'request-commands');
  const { body } = await engineer.get<{ variables: { confirmers: { value: string }[] } }>(
    `/api/tasks/${task?.id ?? ''}/form`,
  );
  await doTask(engineer, number, 'request-commands', {
    commandsReady: 'ready',
    commandEffect: '业务中断约 5 分钟。',
    commandRollback: '从备用系统软件启动。',
    superior: 'manager',
    confirmer: body.variables.confirmers[0]?.value,
  });
  await customerSigns(people, number, known);
  await providerSigns(people, number, 'manager');
  const { tickets } = await eventually(
    () => commandsOf(people, planId),
    (found) => found.tickets.length === commands.length,
  );
  return { number, planId, tickets };
}

/** What the engineer sees of the dangerous commands of a plan. */
export async function commandsOf(people: People, planId: string, username = 'engineer'): Promise<PlanCommands> {
  const client = await people.client(username);
  return (await client.get<PlanCommands>(`/api/change-plans/${planId}/commands`)).body;
}
