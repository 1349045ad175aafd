import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ChangeCalendarView, KeyPeriod } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { ConfirmationWorld } from '../../../../../test/support/confirmation-world.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';

// The whole server with the shipped processes.
jest.setTimeout(240_000);

/** The windows of the demo plan: the night of 24 November 2026, 00:00 to 04:00. */
const PERIOD = {
  unit: 'default',
  from: '2026-11-23T20:00:00+08:00',
  to: '2026-11-24T08:00:00+08:00',
} as const;
const RANGE = 'from=2026-11-23T00:00:00%2B08:00&to=2026-11-26T00:00:00%2B08:00';

describe.each(testDatabases())('the change calendar asks the key periods on $name (Y16, F-04.3)', (place) => {
  let world: ConfirmationWorld;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
  });
  afterAll(async () => {
    await world?.stop();
  });
  const view = async (who: string): Promise<ChangeCalendarView> =>
    (await (await world.as(who)).get<ChangeCalendarView>(`/api/change-calendar?${RANGE}`)).body;
  const name = async (partyId: string, title: string, freeze: boolean): Promise<KeyPeriod> => {
    const body = { ...PERIOD, partyId, name: title, freeze };
    const answer = await (await world.as('pm')).post<KeyPeriod>('/api/key-periods', body);
    expect(answer.status).toBe(201);
    return answer.body;
  };

  /** Handed in, reviewed, the window agreed: the process looks at the calendar. */
  const arranged = async (caseNumber: string): Promise<void> => {
    await world.work('engineer', caseNumber, 'write-plan', { planReady: 'ready' });
    await world.work('pm', caseNumber, 'review-plan', { planApproved: true });
    const task = await world.task(caseNumber, 'arrange-window', 'pm');
    const form = await (
      await world.as('pm')
    ).get<{ variables: { confirmers: { value: string }[] } }>(`/api/tasks/${task?.id ?? ''}/form`);
    const confirmer = form.body.variables.confirmers[0]?.value;
    await world.work('pm', caseNumber, 'arrange-window', { windowAgreed: true, confirmer, providerSigner: 'pm' });
  };

  it('given a key period with a freeze, when the window is checked, then the manager decides, and no freeze of others is told', async () => {
    await name(DEMO_PARTIES.other, '别家的发布会', true);
    const period = await name(DEMO_PARTIES.telecom, '省运会开幕式', true);
    const { caseNumber } = await world.newPlan();
    await arranged(caseNumber);
    expect(await world.waiting(caseNumber)).toEqual(['decide-conflict']);
    const form = await (
      await world.as('manager')
    ).get<{ variables: { calendarConflicts: string } }>(
      `/api/tasks/${(await world.task(caseNumber, 'decide-conflict', 'manager'))?.id ?? ''}/form`,
    );
    expect(form.body.variables.calendarConflicts).toContain('重点保障期封网：省运会开幕式');
    expect(form.body.variables.calendarConflicts).not.toContain('别家的发布会');

    const change = (await view('manager')).changes.find((one) => one.caseNumber === caseNumber);
    expect(change?.frozenBy).toEqual(['省运会开幕式']);
    const shown = (await view('manager')).freezes.find((one) => one.id === period.id);
    expect(shown).toMatchObject({ source: 'key-period', partyId: DEMO_PARTIES.telecom });
  });

  it('given freezes of two customers, when each looks, then each sees the own; the calendar cannot remove a key period', async () => {
    expect((await view('customer')).freezes.map((one) => one.name)).toEqual(['省运会开幕式']);
    expect((await view('other')).freezes.map((one) => one.name)).toEqual(['别家的发布会']);
    const [frozen] = (await view('manager')).freezes;
    const removed = await (await world.as('manager')).delete(`/api/change-freezes/${frozen?.id ?? ''}`);
    expect([removed.status, removed.body['code']]).toEqual([404, 'CHANGE_FREEZE_NOT_FOUND']);
  });

  it('given the freeze is lifted where it was entered, when looked at, then the calendar has none of it', async () => {
    const pm = await world.as('pm');
    const found = (await view('manager')).freezes.find((one) => one.name === '省运会开幕式');
    const changed = await pm.put(`/api/key-periods/${found?.id ?? ''}`, {
      ...PERIOD,
      partyId: DEMO_PARTIES.telecom,
      name: '省运会开幕式',
      freeze: false,
    });
    expect(changed.status).toBe(200);
    expect((await view('customer')).freezes).toEqual([]);
  });
});
