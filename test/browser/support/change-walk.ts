import type { ChangePlanContent, ConfirmationRequest } from '@pledge/contracts';
import type { Locator } from 'playwright-core';
import type { Client } from '../../support/client.js';
import { SIGNATURE } from '../../support/confirmation-world.js';
import { eventually, tasksOf } from '../../support/story.js';
import { doTask, reportCase } from './case-walk.js';
import type { People } from './people.js';
import type { Visitor } from './visitor.js';

const HOUR = 3_600_000;

/** A whole plan whose window opens two hours from now and stays open for four. */
export function planFor(title: string, now = Date.now()): ChangePlanContent {
  return {
    title,
    purpose: '更换故障主控板，恢复主备冗余。',
    scale: 'small',
    devices: [{ serialNumber: 'CR-LZ-0001', name: '核心路由器 1', address: '兰州枢纽机房 A03' }],
    steps: [
      {
        action: '备份配置',
        device: 'CR-LZ-0001',
        commands: 'copy running-config tftp://10.0.0.9/cr-lz-0001-before-change.cfg\nshow redundancy states',
        expected: '文件大小一致',
      },
      { action: '更换主控板', device: 'CR-LZ-0001', commands: '', expected: '新板为备用' },
    ],
    window: { from: new Date(now + 2 * HOUR).toISOString(), to: new Date(now + 6 * HOUR).toISOString() },
    impact: '业务中断不超过 30 秒。',
    backup: '备份运行配置与系统软件。',
    rollback: '插回原主控板并恢复配置。',
    tests: '全省拨测，观察 30 分钟。',
    people: [{ name: '张伟', duty: '实施', phone: '13800000002' }],
  };
}

/** A case with a plan that its author has not handed in yet, over HTTP. `now`: the server's time, epoch ms. */
export async function newPlan(
  people: People,
  title: string,
  now = Date.now(),
  change: Partial<ChangePlanContent> = {},
): Promise<{ number: string; planId: string }> {
  const number = await reportCase(await people.client('customer'), title, 'paralysed');
  const engineer = await people.client('engineer');
  const answer = await engineer.post<{ id: string }>('/api/change-plans', {
    caseNumber: number,
    content: { ...planFor(title, now), ...change },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return { number, planId: answer.body.id };
}

/** Handed in, reviewed and arranged, over HTTP: the provider's signer is asked next. */
export async function arrange(people: People, number: string): Promise<void> {
  await doTask(await people.client('engineer'), number, 'write-plan', { planReady: 'ready' });
  const pm = await people.client('pm');
  await doTask(pm, number, 'review-plan', { planApproved: true });
  const open = await eventually(
    () => tasksOf(pm, number),
    (tasks) => tasks.some((task) => task.elementId === 'arrange-window'),
  );
  const task = open.find((one) => one.elementId === 'arrange-window');
  const { body } = await pm.get<{ variables: { confirmers: { value: string }[] } }>(
    `/api/tasks/${task?.id ?? ''}/form`,
  );
  await doTask(pm, number, 'arrange-window', {
    windowAgreed: true,
    confirmer: body.variables.confirmers[0]?.value,
    providerSigner: 'pm',
  });
  await decideConflict(people, number);
}

/** Other plans of the same customer may have a window at the same time: the manager lets it go on. */
export async function decideConflict(people: People, number: string): Promise<void> {
  const manager = await people.client('manager');
  const conflict = await eventually(
    async () => ({
      asked: (await requestsOf(people, number)).length > 0,
      conflict: (await tasksOf(manager, number)).some((task) => task.elementId === 'decide-conflict'),
    }),
    (seen) => seen.asked || seen.conflict,
  );
  if (conflict.conflict) await doTask(manager, number, 'decide-conflict', { conflictAccepted: true });
}

export async function requestsOf(people: People, number: string): Promise<ConfirmationRequest[]> {
  const admin = await people.client('admin');
  const answer = await admin.get<{ items: ConfirmationRequest[] }>(`/api/confirmations?caseNumber=${number}`);
  return answer.body.items;
}
/** The request of that side that waits, once it is there. */
export async function waitingRequest(
  people: People,
  number: string,
  side: ConfirmationRequest['side'],
): Promise<ConfirmationRequest> {
  const items = await eventually(
    () => requestsOf(people, number),
    (all) => all.some((one) => one.side === side && one.state === 'waiting'),
  );
  const found = items.find((one) => one.side === side && one.state === 'waiting');
  if (!found) throw new Error(`no waiting request of the ${side}`);
  return found;
}

/** The provider's signer, or who else is asked on our side, signs over HTTP. */
export async function providerSigns(people: People, number: string, username = 'pm'): Promise<void> {
  const { id, expected } = await waitingRequest(people, number, 'provider');
  await sign(people, number, `/api/confirmations/${id}`, expected.name, await people.client(username));
}
/** The customer's confirmer signs by a mailed link that is not among `known`. @returns its path */
export async function customerSigns(people: People, number: string, known: readonly string[] = []): Promise<string> {
  const { expected } = await waitingRequest(people, number, 'customer');
  const path = await mailedPath(people, number, known);
  await sign(
    people,
    number,
    `/api/public${path.replace('/confirm/', '/confirmations/')}`,
    expected.name,
    people.nobody,
  );
  return path;
}
async function sign(people: People, number: string, at: string, personName: string, client: Client): Promise<void> {
  await client.post(`${at}/code`, {});
  const answer = await client.post(`${at}/sign`, {
    personName,
    code: await newestCode(people, number),
    signature: SIGNATURE,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** Mail of the customer's confirmer: our own signer is sent a link too. */
const CONFIRMER = 'confirmer@demo.example';

interface Sent {
  readonly id: string;
  readonly template: string;
  readonly address: string;
  readonly text: string;
}
async function messages(people: People, number: string, template: string): Promise<Sent[]> {
  const admin = await people.client('admin');
  const answer = await admin.get<{ items: Sent[] }>(`/api/outbox?caseNumber=${number}&limit=200`);
  return answer.body.items.filter((item) => item.template === template);
}
/** Path of the newest mailed link that was not among `known`, as the demo outbox shows it: `/confirm/<token>`. */
export async function mailedPath(people: People, number: string, known: readonly string[] = []): Promise<string> {
  const found = await eventually(
    async () =>
      (await messages(people, number, 'confirmation-request'))
        .filter((one) => one.address === CONFIRMER)
        .map((one) => /\/confirm\/[A-Za-z0-9_-]{32}/.exec(one.text)?.[0] ?? '')
        .find((path) => path !== '' && !known.includes(path)),
    (path) => path !== undefined,
  );
  return found ?? '';
}
/** Newest code on its way to a mobile. */
export async function newestCode(people: People, number: string): Promise<string> {
  const [newest] = await messages(people, number, 'confirmation-code');
  const code = /\d{6}/.exec(newest?.text ?? '')?.[0];
  if (code === undefined) throw new Error('no code was sent');
  return code;
}

/** Draws on the signature pad of a page or panel. */
export async function drawSignature(visitor: Visitor, within: Locator): Promise<void> {
  const pad = within.locator('.signature-pad canvas');
  await pad.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad to sign on');
  const { mouse } = visitor.page;
  const stroke = [0.15, 0.6, 0.3, 0.25, 0.4, 0.7, 0.55, 0.3, 0.7, 0.65, 0.85, 0.4];
  await mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.5);
  await mouse.down();
  for (let index = 0; index < stroke.length; index += 2)
    await mouse.move(box.x + box.width * (stroke[index] ?? 0), box.y + box.height * (stroke[index + 1] ?? 0), {
      steps: 4,
    });
  await mouse.up();
  await within.locator('.signature-foot').getByText(visitor.t('sign.signed'), { exact: true }).waitFor();
}

/** Asks for a code on the open page, types code, name and signature, and presses the button. */
export async function signOnPage(visitor: Visitor, people: People, number: string, name: string): Promise<void> {
  const before = (await messages(people, number, 'confirmation-code')).map((one) => one.id);
  await visitor.button('confirm.codeGet').click();
  await eventually(
    () => messages(people, number, 'confirmation-code'),
    (all) => all.some((one) => !before.includes(one.id)),
  );
  await visitor.page.getByLabel(visitor.t('confirm.code')).fill(await newestCode(people, number));
  await visitor.page.getByLabel(visitor.t('confirm.fullName')).fill(name);
  await drawSignature(visitor, visitor.page.locator('form.form'));
  await visitor.button('confirm.submit').click();
}
