import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  ScenarioError,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

const CASE = 'GD-2026-0001';
const PLAN = 'plan-1';
/** The scenario starts on 2026-01-05 09:00 in Shanghai; the window is the night after. */
const WINDOW = { windowFrom: '2026-01-05T16:00:00.000Z', windowTo: '2026-01-05T20:00:00.000Z' };
const UNTIL_WINDOW = 'PT15H';

/** What the delegates answer in one run; a spec changes it between steps. */
interface World {
  complete: boolean;
  scale: 'small' | 'large';
  verdict: 'clear' | 'overlap' | 'freeze';
  /** Sides that confirmed this version before. */
  known: string[];
  /** Sides for whom nobody is named. */
  nobody: string[];
  /** Lines of the plan that are dangerous. */
  dangerous: number;
}

describe('change-approval', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  function begin(change: Partial<World> = {}): { s: ProcessScenario; world: World } {
    const world: World = {
      complete: true,
      scale: 'small',
      verdict: 'clear',
      known: [],
      nobody: [],
      dangerous: 0,
      ...change,
    };
    let asked = 0;
    const delegates: Record<string, ScenarioDelegate> = {
      'open-change-plan': () => ({
        planId: PLAN,
        planNumber: `${CASE}-BG01`,
        planTitle: '更换主控板',
        confirmers: [{ label: '郭振华', value: 'contact-1' }],
        providerSigners: [{ label: '赵磊', value: 'pm' }],
      }),
      'freeze-change-plan': () => {
        if (!world.complete) throw new ScenarioError('plan-incomplete', { returnReason: '请填写“回退”' });
        return { planVersion: 1, planHash: 'h', planTitle: '更换主控板', planScale: world.scale, ...WINDOW };
      },
      'check-change-calendar': () => ({ calendarVerdict: world.verdict, calendarConflicts: '封网：国庆' }),
      'request-confirmation': ({ headers }) => {
        const side = `${headers['action'] ?? ''}/${headers['side'] ?? ''}`;
        if (world.nobody.includes(side)) throw new ScenarioError('confirmer-missing');
        asked += 1;
        return {
          confirmationId: `request-${String(asked)}`,
          confirmationDecision: world.known.includes(side) ? 'confirmed' : 'waiting',
          confirmBy: WINDOW.windowFrom,
          remindHalf: '2026-01-05T08:30:00.000Z',
          remindLate: '2026-01-05T13:00:00.000Z',
        };
      },
      'find-dangerous-commands': () => ({ dangerousCount: world.dangerous }),
      'open-command-approval': () => ({
        approvalId: 'approval-1',
        superiors: [{ label: '周经理', value: 'manager' }],
        confirmers: [{ label: '郭振华', value: 'contact-1' }],
        commandsOutcome: null,
      }),
      'freeze-command-approval': () => undefined,
      'issue-command-tickets': () => ({ commandsOutcome: 'approved' }),
      'close-command-approval': ({ headers }) => ({ commandsOutcome: headers['outcome'] ?? '' }),
      'remind-confirmation': () => undefined,
      'mark-change-plan': () => undefined,
      'close-change-plan': ({ headers }) => ({ changeOutcome: headers['outcome'] ?? '' }),
      notify: () => undefined,
    };
    const s = new ProcessScenario(shipment, delegates, taken);
    s.start('change-approval', { caseNumber: CASE, partyId: 'party-1', engineer: 'engineer' }, CASE);
    return { s, world };
  }
  const write = (s: ProcessScenario) => s.complete('write-plan', { planReady: 'ready' });
  const review = (s: ProcessScenario) => s.complete('review-plan', { planApproved: true });
  const arrange = (s: ProcessScenario) =>
    s.complete('arrange-window', { windowAgreed: true, confirmer: 'contact-1', providerSigner: 'pm' });
  const decide = (s: ProcessScenario, request: number, confirmationDecision: string) =>
    s.publish('confirmation-decided', `request-${String(request)}`, { confirmationDecision });
  /** Written, reviewed, arranged and signed by the provider: the customer is asked by request 2. */
  const untilCustomer = (s: ProcessScenario) => decide(arrange(review(write(s))), 1, 'confirmed');
  /** Confirmed by both, the window has begun. */
  const untilWork = (s: ProcessScenario) => decide(untilCustomer(s), 2, 'confirmed').advance(UNTIL_WINDOW);
  const work = (s: ProcessScenario, implementResult: string) =>
    s
      .complete('back-up', { backupEvidence: '配置已备份' })
      .complete('implement', { stepResults: '1. 完成', implementResult });

  it('given both parties confirmed, when the window opens, then the work may be done, and maintenance resumes', () => {
    const { s } = begin();
    untilCustomer(s);
    expect(s.waiting()).toEqual([]);
    decide(s, 2, 'confirmed');
    expect(s.waiting()).toEqual([]);
    s.advance(UNTIL_WINDOW);
    expect(s.waiting()).toEqual(['back-up']);
    work(s, 'success').complete('explain-result', { resultExplained: '业务正常' });
    expect(s.statusOf('change-approval')).toEqual(['completed']);
    expect(s.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'done' });
    expect(s.eventTypes()).toEqual(['change_started']);
    expect(s.jobsOf('notify').map((job) => job.headers['template'])).toEqual(['maintenance-resumed']);
  });

  it('given a customer who does not answer, when time passes, then half and late reminders go out, and the end is: not confirmed, not carried out', () => {
    const { s } = begin();
    arrange(review(write(s))).advance('PT9H');
    expect(s.jobsOf('remind-confirmation')).toHaveLength(1);
    decide(s, 1, 'confirmed').advance('PT6H');
    const reminders = s.jobsOf('remind-confirmation').filter((job) => job.elementId !== 'remind-provider');
    expect(reminders.map((job) => [job.elementId, job.headers['role']])).toEqual([
      ['remind-customer', undefined],
      ['remind-late-customer', 'pm'],
    ]);
    decide(s, 2, 'expired');
    expect(s.statusOf('change-approval')).toEqual(['completed']);
    expect(s.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'unconfirmed' });
    expect(s.jobsOf('notify').map((job) => job.headers['template'])).toEqual(['change-unconfirmed']);
  });

  it('given no from the reviewer, from the signer, from the customer, or about the time, when said, then the author has it again', () => {
    const { s } = begin();
    write(s).complete('review-plan', { planApproved: false, returnReason: '缺少回退' });
    expect(s.waiting()).toEqual(['write-plan']);
    expect(s.variablesOf('change-approval')).toMatchObject({ returnReason: '缺少回退' });
    review(write(s)).complete('arrange-window', { windowAgreed: false, returnReason: '改周六' });
    expect(s.waiting()).toEqual(['write-plan']);
    decide(arrange(review(write(s))), 1, 'rejected');
    expect(s.waiting()).toEqual(['write-plan']);
    decide(decide(arrange(review(write(s))), 2, 'confirmed'), 3, 'rejected');
    expect(s.waiting()).toEqual(['write-plan']);
    s.complete('write-plan', { planReady: 'withdraw' });
    expect(s.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'withdrawn' });
  });

  it('given a plan that lacks something, when it is frozen, then it comes back at once', () => {
    const { s, world } = begin({ complete: false });
    write(s);
    expect(s.waiting()).toEqual(['write-plan']);
    world.complete = true;
    expect(write(s).waiting()).toEqual(['review-plan']);
  });

  it('given a conflict in the calendar, when the manager decides, then it goes on or comes back', () => {
    const { s } = begin({ verdict: 'freeze' });
    arrange(review(write(s))).complete('decide-conflict', { conflictAccepted: false, returnReason: '封网' });
    expect(s.waiting()).toEqual(['write-plan']);
    arrange(review(write(s))).complete('decide-conflict', { conflictAccepted: true });
    expect(s.jobsOf('request-confirmation')).toHaveLength(1);
  });

  it('given nobody to sign for a party, when asked, then it comes back to be named', () => {
    const { s, world } = begin({ nobody: ['change-approval/provider'] });
    arrange(review(write(s)));
    expect(s.waiting()).toEqual(['write-plan']);
    world.nobody = ['change-approval/customer'];
    decide(arrange(review(write(s))), 1, 'confirmed');
    expect(s.waiting()).toEqual(['write-plan']);
  });

  it('given a version both confirmed before, when it is asked for again, then nobody signs twice', () => {
    const { s } = begin({ known: ['change-approval/provider', 'change-approval/customer'] });
    arrange(review(write(s))).advance(UNTIL_WINDOW);
    expect(s.waiting()).toEqual(['back-up']);
  });

  it('given a confirmed plan, when it is edited or a confirmation is revoked at any time, then the work stops and the author has it', () => {
    const { s } = begin();
    untilWork(s).complete('back-up', { backupEvidence: '配置已备份' });
    expect(s.waiting()).toEqual(['implement']);
    s.publish('confirmation-void', PLAN, { returnReason: '客户撤回' });
    expect(s.waiting()).toEqual(['write-plan']);
    write(s).publish('confirmation-void', PLAN, { returnReason: '又改了' });
    expect(s.waiting()).toEqual(['write-plan']);
  });

  it('given work that fails, when rolled back, then the change has failed', () => {
    const { s } = begin();
    work(untilWork(s), 'failure').complete('roll-back', { rollbackResult: '已恢复原状' });
    expect(s.statusOf('change-approval')).toEqual(['completed']);
    expect(s.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'failed' });
  });

  it('given work that is not done when the window ends, when reported, then it needs a new window or was done just then', () => {
    const first = begin().s;
    untilWork(first).advance('PT5H');
    expect(first.waiting()).toEqual(['window-over']);
    first.complete('window-over', { overrunState: 'rolled-back', returnReason: '时间不够' });
    expect(first.waiting()).toEqual(['write-plan']);
    const second = begin().s;
    untilWork(second).advance('PT5H').complete('window-over', { overrunState: 'finished', returnReason: '晚填' });
    expect(second.waiting()).toEqual(['explain-result']);
  });

  it('given a large change, when the customer approves its result, then it is done; when not, then it is written anew', () => {
    const { s } = begin({ scale: 'large' });
    const explain = () => work(untilWork(s), 'success').complete('explain-result', { resultExplained: '业务正常' });
    explain();
    expect(s.statusOf('change-approval')).toEqual(['active']);
    decide(s, 3, 'rejected');
    expect(s.waiting()).toEqual(['write-plan']);
    expect(s.jobsOf('mark-change-plan').map((job) => job.headers['as'])).toEqual(['implemented', 'draft']);
    decide(decide(arrange(review(write(s))), 4, 'confirmed'), 5, 'confirmed').advance('PT1M');
    work(s, 'success').complete('explain-result', { resultExplained: '业务正常' });
    decide(s, 6, 'confirmed');
    expect(s.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'done' });
    const again = begin({ scale: 'large', known: ['result-acceptance/customer'] }).s;
    work(untilWork(again), 'success').complete('explain-result', { resultExplained: '业务正常' });
    expect(again.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'done' });
  });

  it('given dangerous commands, when both parties have confirmed the plan, then superior and customer approve them too before anything begins', () => {
    const { s } = begin({ dangerous: 1 });
    const ask = () =>
      s.complete('request-commands', {
        commandsReady: 'ready',
        commandEffect: '业务中断 5 分钟',
        commandRollback: '重新加载原配置',
        superior: 'manager',
        confirmer: 'contact-1',
      });
    decide(untilCustomer(s), 2, 'confirmed').advance(UNTIL_WINDOW);
    expect(s.waiting()).toEqual(['request-commands']);
    decide(decide(ask(), 4, 'confirmed'), 3, 'confirmed').advance('PT1M');
    expect(s.waiting()).toEqual(['back-up']);

    const refused = begin({ dangerous: 1 }).s;
    decide(untilCustomer(refused), 2, 'confirmed').complete('request-commands', { commandsReady: 'withdraw' });
    expect(refused.waiting()).toEqual(['write-plan']);

    const late = begin({ dangerous: 1 });
    decide(untilCustomer(late.s), 2, 'confirmed').complete('request-commands', {
      commandsReady: 'ready',
      commandEffect: '业务中断 5 分钟',
      commandRollback: '重新加载原配置',
      superior: 'manager',
      confirmer: 'contact-1',
    });
    decide(late.s, 3, 'expired');
    expect(late.s.variablesOf('change-approval')).toMatchObject({ changeOutcome: 'unconfirmed' });
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'change-approval', taken)).toEqual([]);
  });
});
