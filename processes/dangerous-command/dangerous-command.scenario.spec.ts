import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  ScenarioError,
  untakenFlows,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

/** What the delegates answer in one run; a spec changes it between steps. */
interface World {
  /** Where the plan is found changed: delegates that say so. */
  outdated: string[];
  /** Sides that approved this sheet before. */
  known: string[];
  /** Sides for whom nobody is named. */
  nobody: string[];
}

describe('dangerous-command', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  function begin(change: Partial<World> = {}): { s: ProcessScenario; world: World } {
    const world: World = { outdated: [], known: [], nobody: [], ...change };
    const stale = (name: string): void => {
      if (world.outdated.includes(name)) throw new ScenarioError('plan-outdated');
    };
    const s = new ProcessScenario(
      shipment,
      {
        'open-command-approval': () => {
          stale('open');
          return {
            approvalId: 'approval-1',
            approvalNumber: 'GD-2026-0001-BG01-GW01',
            planTitle: '更换主控板',
            commandList: 'CR-LZ-0001  reboot',
            superiors: [{ label: '赵磊', value: 'pm' }],
            confirmers: [{ label: '郭振华', value: 'contact-1' }],
            commandsOutcome: null,
          };
        },
        'freeze-command-approval': () => stale('freeze'),
        'request-confirmation': ({ headers }) => {
          const side = headers['side'] ?? '';
          if (world.nobody.includes(side)) throw new ScenarioError('confirmer-missing');
          if (world.outdated.includes('ask')) throw new ScenarioError('nothing-to-confirm');
          return {
            confirmationId: `request-${side}`,
            confirmationDecision: world.known.includes(side) ? 'confirmed' : 'waiting',
            // The scenario starts on 2026-01-05 09:00 in Shanghai, and two hours are given.
            remindHalf: '2026-01-05T02:00:00.000Z',
            remindLate: '2026-01-05T02:36:00.000Z',
          };
        },
        'remind-confirmation': () => undefined,
        notify: () => undefined,
        'issue-command-tickets': () => ({ commandsOutcome: 'approved' }),
        'close-command-approval': ({ headers }) => ({ commandsOutcome: headers['outcome'] ?? '' }),
      },
      taken,
    );
    s.start('dangerous-command', { caseNumber: 'GD-2026-0001', engineer: 'engineer' }, 'GD-2026-0001');
    return { s, world };
  }
  const ask = (s: ProcessScenario) =>
    s.complete('request-commands', {
      commandsReady: 'ready',
      commandEffect: '业务中断 5 分钟',
      commandRollback: '重新加载原配置',
      superior: 'pm',
      confirmer: 'contact-1',
    });
  const decide = (s: ProcessScenario, side: 'provider' | 'customer', confirmationDecision: string) =>
    s.publish('confirmation-decided', `request-${side}`, { confirmationDecision });
  const outcome = (s: ProcessScenario) => s.variablesOf('dangerous-command')['commandsOutcome'];
  const issued = (s: ProcessScenario) => s.jobsOf('issue-command-tickets').length;

  it.each([
    ['provider', 'customer'],
    ['customer', 'provider'],
  ] as const)(
    'given %s first and %s second, when both approve, then and only then tickets are issued',
    (first, second) => {
      const { s } = begin();
      decide(ask(s), first, 'confirmed');
      expect(issued(s)).toBe(0);
      decide(s, second, 'confirmed');
      expect(issued(s)).toBe(1);
      expect(outcome(s)).toBe('approved');
      expect(s.jobsOf('request-confirmation').map((job) => job.headers['person'])).toEqual(['superior', 'confirmer']);
    },
  );

  it.each([
    ['provider', 'rejected', 'rejected'],
    ['customer', 'rejected', 'rejected'],
    ['provider', 'expired', 'expired'],
    ['customer', 'expired', 'expired'],
  ] as const)('given the %s, when the answer is %s, then nothing is run', (side, decision, end) => {
    const { s } = begin();
    const other = side === 'provider' ? 'customer' : 'provider';
    decide(decide(ask(s), other, 'confirmed'), side, decision);
    expect(outcome(s)).toBe(end);
    expect(s.jobsOf('notify').map((job) => job.headers['template'])).toEqual(
      end === 'expired' ? ['commands-expired'] : [],
    );
    expect(issued(s)).toBe(0);
    expect(s.statusOf('dangerous-command')).toEqual(['completed']);
  });

  it('given a sheet that waits, when 50 and 80 % of its time are over, then whoever has not answered is reminded, and nobody else', () => {
    const { s } = begin();
    ask(s);
    const reminded = (): unknown[] => s.jobsOf('remind-confirmation').map((job) => job.variables['confirmationId']);
    s.advance('PT59M');
    expect(reminded()).toEqual([]);
    s.advance('PT1M');
    expect(reminded().sort()).toEqual(['request-customer', 'request-provider']);
    decide(s, 'provider', 'confirmed');
    s.advance('PT36M');
    expect(reminded().slice(2)).toEqual(['request-customer']);
    decide(s, 'customer', 'confirmed');
    s.advance('P1D');
    expect(reminded()).toHaveLength(3);
    expect(outcome(s)).toBe('approved');
    const silent = begin().s;
    ask(silent).advance('PT96M');
    expect(silent.jobsOf('remind-confirmation').map((job) => job.variables['confirmationId'])).toEqual([
      'request-provider',
      'request-customer',
      'request-provider',
      'request-customer',
    ]);
  });

  it('given a sheet that both had approved, when it is asked again, then the tickets are issued at once', () => {
    const { s } = begin({ known: ['provider', 'customer'] });
    ask(s);
    expect(outcome(s)).toBe('approved');
  });

  it('given nobody who may approve, when asked, then the engineer has it again', () => {
    const { s, world } = begin({ nobody: ['provider'] });
    ask(s);
    expect(s.waiting()).toEqual(['request-commands']);
    world.nobody = [];
    ask(s);
    expect(s.waiting()).toEqual([]);
    s.publish('confirmation-void', 'approval-1', { returnReason: 'v1 was edited' });
    expect(outcome(s)).toBe('void');
  });

  it.each(['open', 'freeze', 'ask'])('given a plan that was changed before %s, then the sheet is void', (place) => {
    const { s } = begin({ outdated: [place] });
    if (place !== 'open') ask(s);
    expect(outcome(s)).toBe('void');
    expect(s.statusOf('dangerous-command')).toEqual(['completed']);
  });

  it('given an engineer who thinks better of it, when it is withdrawn, then nobody is asked', () => {
    const { s } = begin();
    s.complete('request-commands', { commandsReady: 'withdraw' });
    expect(outcome(s)).toBe('withdrawn');
    expect(s.jobsOf('request-confirmation')).toEqual([]);
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'dangerous-command', taken)).toEqual([]);
  });
});
