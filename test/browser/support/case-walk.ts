import type { Client } from '../../support/client.js';
import { eventually, tasksOf, work, type CaseBody } from '../../support/story.js';
import type { Locator } from 'playwright-core';
import { fillForm } from './forms.js';
import type { Visitor } from './visitor.js';

/** A report over HTTP, to set a scene. */
export async function reportCase(
  customer: Client,
  title: string,
  impact: string,
  contractNumber = 'P-DEMO',
): Promise<string> {
  const contract = await customer.get<{ devices: { serialNumber: string }[] }>('/api/contracts/P-DEMO');
  const answer = await customer.post<CaseBody>('/api/cases', {
    title,
    description: '全网无法访问，主备链路都不通。',
    channel: 'web',
    contact: { name: '李主任', phone: '13900000001' },
    serialNumber: contract.body.devices[0].serialNumber,
    contractNumber,
    answers: { impact },
  });
  if (answer.status !== 201) throw new Error(`report: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.number;
}

/** Waits for a task and does it over HTTP. */
export async function doTask(
  client: Client,
  number: string,
  elementId: string,
  variables: Record<string, unknown>,
): Promise<void> {
  await eventually(
    () => tasksOf(client, number),
    (tasks) => tasks.some((task) => task.elementId === elementId),
  );
  await work(client, number, elementId, variables);
}

/** The open task of that name on a case page. */
export function taskPanel(visitor: Visitor, name: string): Locator {
  return visitor.page.locator('article.task-panel', { has: visitor.page.getByRole('heading', { name, exact: true }) });
}

/** Fills the form of a task on the open case page and presses its button; waits until the task is gone from the page. */
export async function doOnPage(
  visitor: Visitor,
  name: string,
  formId: string,
  values: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const panel = taskPanel(visitor, name);
  await panel.waitFor();
  await panel.locator('.thumb-bar').waitFor();
  await fillForm(panel, visitor.language, formId, values);
  await panel.locator('.thumb-bar .ant-btn-primary').click();
  await panel.waitFor({ state: 'detached' }).catch(async (error: unknown) => {
    await visitor.picture(`stuck-${formId}-${visitor.width}-${visitor.language}`, { whole: true });
    throw error;
  });
}
