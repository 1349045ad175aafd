import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

const KEY = 'BZ-2026-01-20-1a2b';
const PLAN = {
  guaranteePeople: '张伟、王芳',
  guaranteeSpares: '主控板 1 块',
  guaranteeMonitoring: '核心路由、短信网关',
  guaranteeInspection: '风扇、电源、日志',
};

describe('key-period-guarantee (F-25)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  /** Named on 5 January for 20 and 21 January; `reinforced` is what each look at the roster finds. */
  const begin = (reinforced: string[] = ['yes']): ProcessScenario => {
    const days = ['2026-01-20', '2026-01-21'];
    const delegates: Record<string, ScenarioDelegate> = {
      'file-guarantee': () => ({ documentId: 'd-1' }),
      'reinforce-roster': () => ({ reinforced: reinforced.shift() ?? 'yes', rosterState: '还没有值班表' }),
      'next-guarantee-report': () => {
        const day = days.shift();
        return day === undefined ? { nextReportAt: null } : { nextReportAt: `${day}T17:00:00+08:00`, reportDay: day };
      },
      'tell-duty': () => undefined,
    };
    return new ProcessScenario(shipment, delegates, taken).publish('key-period-named', KEY, {
      periodId: 'p-1',
      periodKey: KEY,
      periodName: '省运会开幕式',
      customerName: '甘肃联通',
      periodText: '2026-01-20 08:00 – 2026-01-21 22:00',
      periodBegins: '2026-01-20T08:00:00+08:00',
      remindAt: '2026-01-17T08:00:00+08:00',
      dailyReports: [],
    });
  };
  const agreed = { planConfirmed: true, confirmedBy: '李建国，盖章传真' };
  const papers = (s: ProcessScenario): (string | undefined)[] =>
    s.jobsOf('file-guarantee').map((job) => job.headers['template']);

  it('given the customer agrees, when the period passes, then every day is reported and the summary is sent', () => {
    const s = begin();
    expect(s.task('plan-guarantee').candidateGroups).toEqual(['pm']);
    expect(() => s.complete('plan-guarantee', { ...PLAN, guaranteePeople: '' })).toThrow('is required');
    s.complete('plan-guarantee', PLAN);
    expect(papers(s)).toEqual(['guarantee-plan']);
    s.complete('customer-confirms', agreed);
    expect(s.waiting()).toEqual(['inspect']);
    s.complete('inspect', { inspectionFindings: '无异常' });
    expect(s.waiting()).toEqual([]);
    s.advance('P15D').advance('PT8H');
    s.complete('daily-report', { reportText: '运行正常' });
    s.advance('P1D').complete('daily-report', { reportText: '短信队列一度积压' });
    s.complete('summarise', { guaranteeSummary: '无中断' });
    expect(papers(s)).toEqual(['guarantee-plan', 'guarantee-report']);
    expect(s.jobsOf('file-guarantee')[1]?.variables['dailyReports']).toEqual([
      '2026-01-20：运行正常',
      '2026-01-21：短信队列一度积压',
    ]);
    expect(s.statusOf('key-period-guarantee')).toEqual(['completed']);
    expect(s.jobsOf('tell-duty')).toEqual([]);
  });

  it('given the customer wants changes, when recorded, then the plan comes back with what they are', () => {
    const s = begin().complete('plan-guarantee', PLAN);
    expect(() => s.complete('customer-confirms', { planConfirmed: false })).toThrow('is required');
    s.complete('customer-confirms', { planConfirmed: false, guaranteeReason: '备件再加一块' });
    expect(s.task('plan-guarantee').variables).toMatchObject({ guaranteeReason: '备件再加一块' });
    s.complete('plan-guarantee', PLAN);
    expect(papers(s)).toEqual(['guarantee-plan', 'guarantee-plan']);
  });

  it('given no plan three days before, when time passes, then the manager hears of it once and the task stays', () => {
    const s = begin().advance('P12D');
    expect(s.jobsOf('tell-duty').map((job) => job.headers['template'])).toEqual(['guarantee-late']);
    expect(s.waiting()).toEqual(['plan-guarantee']);
  });

  it('given a roster that is not reinforced, when the manager has arranged it, then it is looked at again; or stays as it is', () => {
    const s = begin(['no-roster', 'partly']).complete('plan-guarantee', PLAN).complete('customer-confirms', agreed);
    s.complete('check-roster', { rosterAccepted: 'again' });
    expect(s.jobsOf('reinforce-roster')).toHaveLength(2);
    expect(() => s.complete('check-roster', { rosterAccepted: 'accept' })).toThrow('is required');
    s.complete('check-roster', { rosterAccepted: 'accept', rosterReason: '两人已够' });
    expect(s.waiting()).toEqual(['inspect']);
  });

  it('given nobody reports, when 20 hours pass, then the project manager is told and the next day is asked for', () => {
    const s = begin().complete('plan-guarantee', PLAN).complete('customer-confirms', agreed);
    s.complete('inspect', { inspectionFindings: '无' });
    s.advance('P15D').advance('PT8H');
    s.advance('PT20H');
    expect(s.jobsOf('tell-duty').map((job) => job.headers['audience'])).toEqual(['role:pm']);
    s.advance('PT4H');
    expect(s.task('daily-report').variables).toMatchObject({ reportDay: '2026-01-21' });
  });

  it('given the period is removed or moved, when the message comes, then nothing is left to do', () => {
    const s = begin().complete('plan-guarantee', PLAN).complete('customer-confirms', agreed);
    s.publish('key-period-cancelled', KEY);
    expect(s.waiting()).toEqual([]);
    expect(s.statusOf('key-period-guarantee')).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'key-period-guarantee', taken)).toEqual([]);
  });
});
