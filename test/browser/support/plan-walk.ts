import type { Drill, Emergency } from '@pledge/contracts';
import type { Client } from '../../support/client.js';
import { PLAN_ANSWERS } from '../../support/plan-answers.js';
import { eventually, work } from '../../support/story.js';
import { doTask } from './case-walk.js';

const REPORT = { scope: 'institution', impact: 'high', urgency: 'high' };

/** People who plan, agree and start drills, over HTTP. */
export interface DrillPeople {
  readonly pm: Client;
  readonly customer: Client;
}

/** A drill of a plan with an engineer and the customer, agreed and started; resolves when it runs. @returns its number */
export async function beginDrill({ pm, customer }: DrillPeople, planKey: string, title: string): Promise<string> {
  const parties = (await pm.get<{ items: { id: string; name: string }[] }>('/api/parties')).body.items;
  const answer = await pm.post<{ number: string }>('/api/drills', {
    title,
    planKey,
    kind: 'live',
    objective: '检验处置步骤与恢复目标。',
    safetyStop: '任何人可随时中止。',
    report: { ...REPORT, cause: planKey.replace('emergency-', '') },
    partyId: parties.find((one) => one.name.includes('甘肃电信'))?.id,
    scenario: '上午 9 点，情景按预案触发条件发生。',
    facts: {},
    injects: [],
    window: { from: '2026-03-02T09:00:00+08:00', to: '2031-03-09T18:00:00+08:00' },
    participants: [
      { username: 'engineer', duty: '处置' },
      { username: 'customer', duty: '客户联络' },
    ],
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const { number } = answer.body;
  await doTask(pm, number, 'plan-drill', { planDecision: 'send' });
  await doTask(customer, number, 'agree-drill', { windowAgreed: 'yes', agreedBy: '马建国' });
  await doTask(pm, number, 'start-drill', { safetyChecked: true });
  await eventually(
    async () => (await pm.get<Drill>(`/api/drills/${number}`)).body,
    (one) => one.state === 'running' && one.steps.length > 0,
  );
  return number;
}

/** Does every step that opens, over HTTP as `client`, until the emergency or the run of a drill is over. @returns its last state */
export async function workPlan(client: Client, number: string, planKey: string): Promise<Emergency> {
  const view = async (): Promise<Emergency> => (await client.get<Emergency>(`/api/emergencies/${number}`)).body;
  for (;;) {
    const now = await eventually(
      view,
      (one) => one.state === 'ended' || one.steps.some((step) => step.endedAt === null),
    );
    if (now.state === 'ended') return now;
    const step = now.steps.find((one) => one.endedAt === null)?.elementId ?? '';
    const answers = PLAN_ANSWERS[planKey]?.[step];
    if (answers === undefined) throw new Error(`nobody answers ${step} of ${planKey}`);
    await work(client, number, step, answers);
  }
}
