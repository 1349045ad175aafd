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
const QUOTATION = 'quotation-1';
/** The scenario starts on 2026-01-05 09:00 in Shanghai; the price holds for ten days. */
const VALID_UNTIL = '2026-01-15T01:00:00.000Z';

/** What the delegates answer in one run; a spec changes it between steps. */
interface World {
  complete: boolean;
  total: number;
  known: boolean;
  nobody: boolean;
}

describe('quotation', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  function begin(change: Partial<World> = {}): { s: ProcessScenario; world: World } {
    const world: World = { complete: true, total: 3000, known: false, nobody: false, ...change };
    let asked = 0;
    const delegates: Record<string, ScenarioDelegate> = {
      'open-quotation': () => ({
        quotationId: QUOTATION,
        quotationNumber: `${CASE}-BJ01`,
        quotationTitle: '更换风扇',
        confirmers: [{ label: '郭振华', value: 'contact-1' }],
        confirmer: 'contact-1',
      }),
      'freeze-quotation': () => {
        if (!world.complete) throw new ScenarioError('quotation-incomplete', { returnReason: '有效期已过' });
        return { quotationVersion: 1, quotationTotal: world.total, quotationTotalText: '¥', validUntil: VALID_UNTIL };
      },
      'release-quotation': () => undefined,
      'request-confirmation': () => {
        if (world.nobody) throw new ScenarioError('confirmer-missing');
        asked += 1;
        return {
          confirmationId: `request-${String(asked)}`,
          confirmationDecision: world.known ? 'confirmed' : 'waiting',
          confirmBy: VALID_UNTIL,
          remindHalf: '2026-01-10T01:00:00.000Z',
          remindLate: '2026-01-13T01:00:00.000Z',
        };
      },
      'remind-confirmation': () => undefined,
      'close-quotation': ({ headers }) => ({ quotationOutcome: headers['outcome'] ?? '' }),
      notify: () => undefined,
    };
    const s = new ProcessScenario(shipment, delegates, taken);
    s.start('quotation', { caseNumber: CASE, partyId: 'party-1' }, CASE);
    return { s, world };
  }
  const write = (s: ProcessScenario) => s.complete('write-quotation', { quotationReady: 'ready' });
  const decide = (s: ProcessScenario, request: number, confirmationDecision: string) =>
    s.publish('confirmation-decided', `request-${String(request)}`, { confirmationDecision });
  const outcome = (s: ProcessScenario) => s.variablesOf('quotation')['quotationOutcome'];
  const order = { orderNumber: 'DD-2026-0007' };

  it('given a small amount, when the customer accepts in writing, then the order is recorded and the work may begin', () => {
    const { s } = begin();
    write(s);
    expect(s.jobsOf('request-confirmation').map((job) => job.headers)).toEqual([
      { action: 'quotation', side: 'customer', person: 'confirmer', confirmBy: 'validUntil' },
    ]);
    expect(s.waiting()).toEqual([]);
    decide(s, 1, 'confirmed');
    expect(s.waiting()).toEqual(['record-order']);
    s.complete('record-order', order);
    expect(s.statusOf('quotation')).toEqual(['completed']);
    expect(outcome(s)).toBe('accepted');
    expect(s.jobsOf('notify')).toEqual([]);
  });

  it.each([
    [4999.99, null],
    [5000, 'manager'],
    [19999.99, 'manager'],
    [20000, 'deputy'],
    [100000, 'gm'],
  ])('given %d yuan, when it is frozen, then %s approves before the customer sees it', (total, approver) => {
    const { s } = begin({ total });
    write(s);
    if (approver === null) {
      expect(s.jobsOf('request-confirmation')).toHaveLength(1);
      return;
    }
    expect(s.jobsOf('request-confirmation')).toHaveLength(0);
    expect(s.jobsOf('release-quotation')).toHaveLength(0);
    expect(s.task('approve-quotation').candidateGroups).toEqual([approver]);
    s.complete('approve-quotation', { quotationApproved: true });
    expect(s.jobsOf('request-confirmation')).toHaveLength(1);
  });

  it('given an approver who says no, or who lets the validity pass, then the author has it again with the reason', () => {
    const { s } = begin({ total: 8000 });
    write(s).complete('approve-quotation', { quotationApproved: false, returnReason: '备件单价偏高' });
    expect(s.waiting()).toEqual(['write-quotation']);
    expect(s.task('write-quotation').variables).toMatchObject({ returnReason: '备件单价偏高' });
    write(s).advance('P11D');
    expect(s.waiting()).toEqual(['write-quotation']);
    expect(s.jobsOf('request-confirmation')).toEqual([]);
  });

  it('given a customer who does not answer, when time passes, then two reminders go out and it ends as expired', () => {
    const { s } = begin();
    write(s).advance('P5D');
    expect(s.jobsOf('remind-confirmation').map((job) => job.elementId)).toEqual(['remind-customer']);
    s.advance('P3D');
    expect(s.jobsOf('remind-confirmation').map((job) => [job.elementId, job.headers['role']])).toEqual([
      ['remind-customer', undefined],
      ['remind-late', 'pm'],
    ]);
    decide(s, 1, 'expired');
    expect(s.statusOf('quotation')).toEqual(['completed']);
    expect(outcome(s)).toBe('expired');
    expect(s.jobsOf('notify').map((job) => job.headers['template'])).toEqual(['quotation-unaccepted']);
  });

  it('given a customer who rejects, then it ends so, and nothing is repaired', () => {
    const { s } = begin();
    decide(write(s), 1, 'rejected');
    expect(outcome(s)).toBe('rejected');
    expect(s.waiting()).toEqual([]);
    expect(s.jobsOf('notify')).toHaveLength(1);
  });

  it('given an edit or a revocation at any time before the order is recorded, then it is written and accepted anew', () => {
    const { s, world } = begin();
    write(s).publish('confirmation-void', QUOTATION, { returnReason: 'v1 was edited' });
    expect(s.waiting()).toEqual(['write-quotation']);
    decide(write(s), 2, 'confirmed');
    expect(s.waiting()).toEqual(['record-order']);
    s.publish('confirmation-void', QUOTATION, { returnReason: '客户撤回' });
    expect(s.waiting()).toEqual(['write-quotation']);
    world.known = true;
    write(s);
    expect(s.waiting()).toEqual(['record-order']);
    s.complete('record-order', order);
    expect(outcome(s)).toBe('accepted');
  });

  it('given something missing or nobody to answer, then it comes back with the reason; withdrawn, it is over', () => {
    const { s, world } = begin({ complete: false });
    write(s);
    expect(s.task('write-quotation').variables).toMatchObject({ returnReason: '有效期已过' });
    Object.assign(world, { complete: true, nobody: true });
    write(s);
    expect(s.task('write-quotation').variables['returnReason']).toContain('没有指定客户的答复人');
    s.complete('write-quotation', { quotationReady: 'withdraw' });
    expect(s.statusOf('quotation')).toEqual(['completed']);
    expect(outcome(s)).toBe('withdrawn');
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'quotation', taken)).toEqual([]);
  });
});
