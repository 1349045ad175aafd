import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  ChangePlanContent,
  CommandTicket,
  ConfirmationRequest,
  EvidenceVerdict,
  PlanCommands,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { Intruder } from '../../../../../test/support/tampering.js';
import { ConfirmationWorld, HOUR, PLAN, SIGNATURE } from '../../../../../test/support/confirmation-world.js';
import { ConfirmationGate } from '../confirmations/index.js';
import { COMMAND_APPROVAL, CommandApprovals } from './command-approvals.service.js';
import { IndependentReviewRequirement } from './independent-review.requirement.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(300_000);

const REBOOT = 'reboot';
const DEVICE = 'CR-LZ-0001';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const STEPS: ChangePlanContent['steps'] = [
  { action: '备份配置', device: DEVICE, commands: 'copy running-config tftp://10.0.0.9/cr.cfg', expected: '' },
  { action: '重启', device: DEVICE, commands: `display version\n${REBOOT}`, expected: '重启成功' },
];

describe.each(testDatabases())('dangerous commands on $name (F-05)', (place) => {
  let world: ConfirmationWorld;
  beforeAll(async () => {
    world = await ConfirmationWorld.start(place.name);
  });
  afterAll(async () => {
    await world?.stop();
  });

  const commands = async (planId: string, as = 'engineer'): Promise<PlanCommands> =>
    (await (await world.as(as)).get<PlanCommands>(`/api/change-plans/${planId}/commands`)).body;
  const requestOf = async (caseNumber: string, side: 'provider' | 'customer'): Promise<ConfirmationRequest> => {
    const found = (await world.requests(caseNumber)).find(
      (one) => one.action === 'dangerous-command' && one.side === side && one.state === 'waiting',
    );
    if (!found) throw new Error(`the ${side} is not asked`);
    return found;
  };
  /** Signs in the portal: code, name, drawing. */
  const sign = async (caseNumber: string, side: 'provider' | 'customer'): Promise<void> => {
    const request = await requestOf(caseNumber, side);
    const client = side === 'provider' ? await world.as('manager') : await world.confirmer();
    expect((await client.post(`/api/confirmations/${request.id}/code`, {})).status).toBe(200);
    const code = await world.code(caseNumber);
    const answer = await client.post(`/api/confirmations/${request.id}/sign`, {
      personName: request.expected.name,
      code,
      signature: SIGNATURE,
    });
    expect(answer).toMatchObject({ status: 200 });
    await world.settle();
  };
  /** Hands the sheet in: the manager is the superior. */
  const ask = async (caseNumber: string, superior = 'manager'): Promise<void> => {
    const task = await world.task(caseNumber, 'request-commands');
    const form = await (
      await world.as('engineer')
    ).get<{ variables: { confirmers: { value: string }[]; superiors: { value: string }[] } }>(
      `/api/tasks/${task?.id ?? ''}/form`,
    );
    expect(form.body.variables.superiors.map((one) => one.value)).not.toContain('engineer');
    await world.work('engineer', caseNumber, 'request-commands', {
      commandsReady: 'ready',
      commandEffect: '业务中断约 5 分钟。',
      commandRollback: '从备用系统软件启动。',
      superior,
      confirmer: form.body.variables.confirmers[0]?.value,
    });
  };
  /** A plan that restarts a router, confirmed by both parties; its window begins in an hour and is three long. */
  const confirmedPlan = async (steps = STEPS): Promise<{ planId: string; caseNumber: string }> => {
    const now = world.app.clock.now();
    const window = { from: new Date(now + HOUR).toISOString(), to: new Date(now + 4 * HOUR).toISOString() };
    const made = await world.newPlan({ ...PLAN, steps, window });
    await world.untilConfirmed(made.caseNumber);
    return made;
  };
  const approvedPlan = async (): Promise<{ planId: string; caseNumber: string; ticket: CommandTicket }> => {
    const made = await confirmedPlan();
    await ask(made.caseNumber);
    await sign(made.caseNumber, 'customer');
    await sign(made.caseNumber, 'provider');
    const ticket = (await commands(made.planId)).tickets[0];
    if (!ticket) throw new Error('no ticket');
    return { ...made, ticket };
  };
  type Told = PlanCommands & { code: string };
  const take = async (ticket: CommandTicket, change: Record<string, unknown> = {}, as = 'engineer') =>
    (await world.as(as)).post<Told>(`/api/command-tickets/${ticket.id}/take`, {
      device: DEVICE,
      command: REBOOT,
      ...change,
    });
  const report = async (ticket: CommandTicket, change: Record<string, unknown> = {}, as = 'engineer') =>
    (await world.as(as)).post<Told>(`/api/command-tickets/${ticket.id}/use`, {
      output: 'System is going down',
      witness: 'engineer2',
      ...change,
    });
  const upload = async (as: string, name: string, text: string): Promise<string> => {
    const form = new FormData();
    form.append('file', new Blob([text]), name);
    const headers = { authorization: `Bearer ${(await world.as(as)).accessToken ?? ''}` };
    const answer = await fetch(`${world.app.url}/api/files`, { method: 'POST', headers, body: form });
    return ((await answer.json()) as { id: string }).id;
  };
  /** Both steps. */
  const use = async (ticket: CommandTicket, as = 'engineer'): Promise<void> => {
    expect((await take(ticket, {}, as)).status).toBe(200);
    expect((await report(ticket, {}, as)).status).toBe(200);
    await world.settle();
  };

  it('given a plan that restarts a router, when both parties have confirmed it, then it stays shut until superior and customer have approved the command, in any order', async () => {
    const { planId, caseNumber } = await confirmedPlan();
    expect((await world.plan(planId)).lock.reasons.map((one) => one.code)).toContain('COMMANDS_NOT_APPROVED');
    expect(await commands(planId)).toMatchObject({
      needed: [{ step: 2, device: DEVICE, command: REBOOT, commandHash: sha256(REBOOT), covered: false }],
      approvals: [{ state: 'draft', requestedBy: 'engineer' }],
      tickets: [],
    });
    await ask(caseNumber);
    const { approvals } = await commands(planId);
    expect(approvals).toMatchObject([{ state: 'frozen', confirmations: [{ side: 'provider' }, { side: 'customer' }] }]);
    expect((await requestOf(caseNumber, 'customer')).minimumLevel).toBe(3);
    // Another account of the same customer is not the confirmer, whatever it types.
    const asked = await requestOf(caseNumber, 'customer');
    const colleague = await world.as('customer');
    for (const [way, body] of [
      ['code', {}],
      ['sign', { personName: asked.expected.name, code: '123456', signature: SIGNATURE }],
    ] as const) {
      const answer = await colleague.post(`/api/confirmations/${asked.id}/${way}`, body);
      expect(answer).toMatchObject({ status: 403, body: { code: 'CONFIRMATION_NOT_THE_PERSON' } });
    }
    expect((await colleague.get<ConfirmationRequest>(`/api/confirmations/${asked.id}`)).body.may).toMatchObject({
      sign: false,
      reject: true,
    });
    await sign(caseNumber, 'customer');
    expect((await commands(planId)).tickets).toEqual([]);
    await sign(caseNumber, 'provider');
    expect((await commands(planId)).tickets).toMatchObject([
      { device: DEVICE, command: REBOOT, commandHash: sha256(REBOOT), state: 'early', use: null },
    ]);
    expect((await world.plan(planId)).lock.reasons.map((one) => one.code)).toEqual(['WINDOW_NOT_OPEN']);
    // The customer sees the sheet and the ticket, another customer nothing.
    expect((await commands(planId, 'customer')).tickets).toHaveLength(1);
    const other = await (await world.as('other')).get(`/api/change-plans/${planId}/commands`);
    expect(other.status).toBe(404);
  });

  it('given a ticket, when taken early, for another device or command, twice or late, then each is refused with its reason; what came out is kept with witness and recording, once', async () => {
    const { planId, caseNumber, ticket } = await approvedPlan();
    expect((await take(ticket)).body.code).toBe('TICKET_EARLY');
    await world.advance('PT1H1M');
    expect((await take(ticket, { device: 'CR-LZ-0002' })).body.code).toBe('TICKET_OTHER_DEVICE');
    expect((await take(ticket, { command: 'reboot fast' })).body.code).toBe('TICKET_OTHER_COMMAND');
    expect((await take(ticket, { output: 'in one step' })).status).toBe(422);
    expect((await take(ticket, {}, 'customer')).status).toBe(403);
    expect((await take({ ...ticket, id: planId })).body.code).toBe('TICKET_NOT_FOUND');
    expect((await report(ticket)).body.code).toBe('TICKET_NOT_TAKEN');
    // Two at the same moment: one has it.
    const both = await Promise.all([take(ticket), take(ticket, { command: ` ${REBOOT} ` })]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await take(ticket)).body.code).toBe('TICKET_TAKEN');
    // An hour to report a restart, by the decision.
    const [inUse] = (await commands(planId)).tickets;
    const reportBy = new Date(world.app.clock.now() + HOUR).getTime();
    expect(inUse).toMatchObject({ state: 'in-use', taking: { takenBy: 'engineer' }, use: null });
    expect(inUse?.may).toEqual({ take: false, report: true });
    expect(Date.parse(inUse?.taking?.reportBy ?? '')).toBe(reportBy);
    expect((await commands(planId, 'engineer2')).tickets[0]?.may).toEqual({ take: false, report: false });

    expect((await report(ticket, { witness: 'engineer' })).body.code).toBe('TICKET_WITNESS');
    expect((await report(ticket, { witness: 'nobody' })).body.code).toBe('TICKET_WITNESS');
    expect((await report(ticket, { witness: 'pm' }, 'engineer2')).body.code).toBe('TICKET_TAKEN_BY');
    expect((await report(ticket, {}, 'customer')).status).toBe(403);
    expect((await report(ticket, { recordingId: planId })).body.code).toBe('FILE_UNKNOWN');
    const foreign = await upload('other', 'session.log', 'another customer');
    const recording = await upload('engineer', 'session.cast', '{"version": 2}\n[1.0, "o", "reboot\\r\\n"]\n');
    // An upload of somebody else that is no part of the case is as unknown as none.
    expect((await report(ticket, { recordingId: foreign })).body.code).toBe('FILE_UNKNOWN');
    const reports = await Promise.all([report(ticket, { recordingId: recording }), report(ticket)]);
    expect(reports.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await report(ticket)).body.code).toBe('TICKET_USED');
    expect((await take(ticket)).body.code).toBe('TICKET_USED');
    expect((await commands(planId)).tickets).toMatchObject([
      { state: 'used', use: { usedBy: 'engineer', witness: 'engineer2', output: 'System is going down' } },
    ]);
    // The work goes on, and ends without a violation; nor does the time to report bring one.
    await world.work('engineer', caseNumber, 'back-up', { backupEvidence: '已备份' });
    await world.work('engineer', caseNumber, 'implement', {
      stepResults: `display version\n${REBOOT}`,
      implementResult: 'success',
    });
    await world.advance('PT2H');
    // Of a plan that is over nothing is still to be approved.
    expect(await commands(planId)).toMatchObject({ needed: [], violations: [] });

    const late = await approvedPlan();
    await world.advance('PT5H');
    expect((await take(late.ticket)).body.code).toBe('TICKET_LATE');
  });

  it('given a recording of the session, when the report names it, then it is a file of the case, the customer may open it, and its hash is sealed', async () => {
    const { planId, caseNumber, ticket } = await approvedPlan();
    await world.advance('PT1H1M');
    expect((await take(ticket)).status).toBe(200);
    const text = `$ ${REBOOT}\nSystem is going down\n`;
    const fileId = await upload('engineer', 'session.log', text);
    const customer = await world.as('customer');
    expect((await customer.get(`/api/files/${fileId}`)).status).toBe(404);
    expect((await report(ticket, { recordingId: fileId })).status).toBe(200);
    const { tickets } = await commands(planId, 'customer');
    expect(tickets[0]?.use?.recording).toEqual({ fileId, sha256: sha256(text) });
    expect((await customer.get(`/api/files/${fileId}`)).body).toMatchObject({ caseNumber });
    const intruder = new Intruder(world);
    const [row] = await intruder.rows('command_use', { ticket_id: ticket.id });
    if (!row) throw new Error('no use');
    const verdict = async (): Promise<EvidenceVerdict> =>
      (await (await world.as('manager')).post<EvidenceVerdict>('/api/evidence/verify', {})).body;
    const swap = () => intruder.update('command_use', row['id'], { recording_sha256: sha256('another session') });
    expect(await intruder.during('command_use', row, swap, verdict)).toMatchObject({
      findings: [{ table: 'command_use', problem: 'changed' }],
    });
    expect((await verdict()).intact).toBe(true);
  });

  it('given a ticket that was taken, when nobody reports, then who took it is reminded, the review opens, and a late report is still kept; an edit of the plan changes none of it', async () => {
    const { planId, caseNumber, ticket } = await approvedPlan();
    await world.advance('PT1H1M');
    expect((await take(ticket)).status).toBe(200);
    await world.settle();
    await world.advance('PT31M');
    expect((await world.message(caseNumber, 'command-unreported')).text).toContain('还没有登记结果');
    expect((await commands(planId)).violations).toEqual([]);
    // The ticket is void with its plan; what it was taken for is not undone by that.
    await world.edit(planId, { impact: '业务中断不超过 90 秒。' });
    expect((await commands(planId)).tickets[0]).toMatchObject({ state: 'in-use' });
    await world.advance('PT30M');
    expect(await commands(planId)).toMatchObject({
      tickets: [{ state: 'unreported', may: { report: true } }],
      violations: [{ source: 'unreported', device: DEVICE, command: REBOOT, state: 'open', reportedBy: 'system' }],
    });
    expect(await world.waiting(caseNumber)).toContain('review-violation');
    expect((await report(ticket, { output: '没有执行：先处理了告警' })).status).toBe(200);
    expect(await commands(planId)).toMatchObject({
      tickets: [{ state: 'used', use: { output: '没有执行：先处理了告警' } }],
      violations: [{ state: 'open' }],
    });
    await world.work('manager', caseNumber, 'review-violation', { violationReal: true, reviewFinding: '登记迟了' });
    expect((await commands(planId)).violations).toMatchObject([{ state: 'confirmed', correction: null }]);
    await world.work('pm', caseNumber, 'correct-violation', { correction: '执行前先设提醒' });
    const [violation] = (await commands(planId)).violations;
    expect(violation).toMatchObject({ finding: '登记迟了', correction: '执行前先设提醒' });
    expect(Date.parse(violation?.correctedAt ?? '')).toBe(world.app.clock.now());
  });

  it('given who asks, when named as superior, then the form refuses it; a plan edited or an approval revoked makes tickets void and shuts the lock', async () => {
    const { planId, caseNumber } = await confirmedPlan();
    const engineer = await world.as('engineer');
    const task = await world.task(caseNumber, 'request-commands');
    const form = await engineer.get<{ variables: { confirmers: { value: string }[] } }>(
      `/api/tasks/${task?.id ?? ''}/form`,
    );
    const own = await engineer.post(`/api/tasks/${task?.id ?? ''}/complete`, {
      variables: {
        commandsReady: 'ready',
        commandEffect: 'x',
        commandRollback: 'x',
        superior: 'engineer',
        confirmer: form.body.variables.confirmers[0]?.value,
      },
    });
    expect(own.status).toBe(422);
    await ask(caseNumber);
    await sign(caseNumber, 'provider');
    await sign(caseNumber, 'customer');
    await world.advance('PT1H1M');
    expect((await world.plan(planId)).lock.open).toBe(true);
    const customer = await world.as('customer');
    const given = (await commands(planId)).approvals[0]?.confirmations.find((one) => one.side === 'customer');
    await customer.post(`/api/confirmations/${given?.id ?? ''}/revoke`, { reason: '当晚有保障' });
    await world.settle();
    const [ticket] = (await commands(planId)).tickets;
    expect(ticket).toMatchObject({ state: 'void', may: { take: false, report: false } });
    if (!ticket) throw new Error('no ticket');
    expect((await take(ticket)).body.code).toBe('TICKET_VOID');
    expect((await world.plan(planId)).lock.reasons.map((one) => one.code)).toEqual(['COMMANDS_NOT_APPROVED']);
    const claim = await world.task(caseNumber, 'back-up');
    expect((await engineer.post(`/api/tasks/${claim?.id ?? ''}/claim`, {})).body).toMatchObject({
      code: 'GUARD_VETOED',
    });

    // Asked for anew from the plan; a second sheet while one is open is refused.
    const again = await engineer.post(`/api/change-plans/${planId}/command-approvals`, {});
    expect(again.status).toBe(201);
    await world.settle();
    const twice = await engineer.post(`/api/change-plans/${planId}/command-approvals`, {});
    expect(twice.body).toMatchObject({ code: 'COMMAND_NOTHING_TO_ASK' });
    const foreign = { lines: [{ step: 2, command: 'format flash:' }] };
    expect((await engineer.post(`/api/change-plans/${planId}/command-approvals`, foreign)).body).toMatchObject({
      code: 'COMMAND_NOT_IN_PLAN',
    });
    await ask(caseNumber);
    await sign(caseNumber, 'provider');
    await sign(caseNumber, 'customer');
    expect((await world.plan(planId)).lock.open).toBe(true);

    await world.edit(planId, { impact: '业务中断不超过 60 秒。' });
    expect((await commands(planId)).approvals.map((one) => one.state)).toEqual(['void', 'void']);
    const states = (await commands(planId)).tickets.map((one) => one.state);
    expect(new Set(states)).toEqual(new Set(['void']));
    expect(await world.waiting(caseNumber)).toEqual(['write-plan']);
  });

  it('given a superior or a customer who says no, or nobody who answers, then nothing is run: back to the author, or unconfirmed', async () => {
    const refused = await confirmedPlan();
    await ask(refused.caseNumber);
    await sign(refused.caseNumber, 'provider');
    const request = await requestOf(refused.caseNumber, 'customer');
    await (await world.as('customer')).post(`/api/confirmations/${request.id}/reject`, { reason: '请改到周六' });
    expect(await world.waiting(refused.caseNumber)).toEqual(['write-plan']);
    expect(await commands(refused.planId)).toMatchObject({ approvals: [{ state: 'rejected' }], tickets: [] });
    const silent = await confirmedPlan();
    await ask(silent.caseNumber);
    await world.advance('PT5H');
    expect(await world.plan(silent.planId)).toMatchObject({ state: 'closed', outcome: 'unconfirmed' });
    expect(await commands(silent.planId)).toMatchObject({ approvals: [{ state: 'expired' }], tickets: [] });
    expect((await world.message(silent.caseNumber, 'commands-expired')).text).toContain('没有签发执行票');
  });

  it('given dangerous work without a ticket, when it stands in the record, is left over or is reported, then a review opens and what it finds is kept', async () => {
    const { planId, caseNumber, ticket } = await approvedPlan();
    await world.advance('PT1H1M');
    await world.work('engineer', caseNumber, 'back-up', { backupEvidence: '已备份' });
    await world.work('engineer', caseNumber, 'implement', {
      stepResults: '第 2 步：\nrm -rf /var/log/old\n完成',
      implementResult: 'success',
    });
    const engineer2 = await world.as('engineer2');
    const reported = { device: DEVICE, command: 'shutdown', note: '窗口关闭后关机' };
    expect((await engineer2.post(`/api/change-plans/${planId}/command-violations`, reported)).status).toBe(201);
    await world.settle();
    expect((await commands(planId)).violations).toMatchObject([
      { source: 'record', command: 'rm -rf /var/log/old', state: 'open', reportedBy: 'system' },
      { source: 'unused', device: DEVICE, command: REBOOT, state: 'open' },
      { source: 'reported', command: 'shutdown', state: 'open', reportedBy: 'engineer2' },
    ]);
    expect((await take(ticket)).body.code).toBe('TICKET_VOID');
    const waiting = await world.waiting(caseNumber);
    expect(waiting.filter((one) => one === 'review-violation')).toHaveLength(3);
    // Every one is reviewed by the manager: so it was, and twice it was not.
    for (const violationReal of [true, false, false])
      await world.work('manager', caseNumber, 'review-violation', { violationReal, reviewFinding: '已核实' });
    const states = (await commands(planId)).violations.map((one) => one.state).sort();
    expect(states).toEqual(['confirmed', 'dismissed', 'dismissed']);
    await world.work('pm', caseNumber, 'correct-violation', { correction: '重学操作规范' });
    expect(await world.waiting(caseNumber)).not.toContain('correct-violation');
    expect((await commands(planId, 'customer')).violations).toEqual([]);
  });

  it('given a manager who ran the command, when its review is open, then they cannot take or finish it, another can; a build without the guard is caught', async () => {
    const { planId, caseNumber, ticket } = await approvedPlan();
    await world.advance('PT1H1M');
    await use(ticket, 'manager');
    const found = { device: DEVICE, command: 'shutdown', note: '窗口内另外关机' };
    await (await world.as('engineer2')).post(`/api/change-plans/${planId}/command-violations`, found);
    const task = await world.task(caseNumber, 'review-violation');
    const path = `/api/tasks/${task?.id ?? ''}`;
    const manager = await world.as('manager');
    const answer = { variables: { violationReal: false, reviewFinding: '没有问题' } };
    expect((await manager.post(`${path}/claim`, {})).body).toMatchObject({
      code: 'GUARD_VETOED',
      errors: [{ code: 'OWN_WORK', message: 'Nobody reviews their own work; another person in charge has to do it' }],
    });
    expect((await manager.post(`${path}/complete`, answer)).body).toMatchObject({ code: 'GUARD_VETOED' });
    const guard = world.app.app.get(IndependentReviewRequirement);
    const blind = jest.spyOn(guard, 'check').mockResolvedValue({ allowed: true });
    expect((await manager.post(`${path}/claim`, {})).status).toBe(200);
    blind.mockRestore();
    // Taken by the mutant, it is still not finished by who did the work.
    expect((await manager.post(`${path}/complete`, answer)).body).toMatchObject({ code: 'GUARD_VETOED' });
    await manager.post(`${path}/unclaim`, {});
    await world.work('admin', caseNumber, 'review-violation', { violationReal: true, reviewFinding: '属实' });
    expect((await commands(planId)).violations).toMatchObject([{ state: 'confirmed', finding: '属实' }]);
  });

  it('given a request whose superior is made the engineer behind the server, when the engineer signs, then neither the signature nor the lock takes it; a gate that forgets the bar is caught', async () => {
    const { planId, caseNumber } = await confirmedPlan();
    await ask(caseNumber);
    const request = await requestOf(caseNumber, 'provider');
    await new Intruder(world).update('confirmation_request', request.id, {
      person_id: 'engineer',
      expected_name: '张伟',
    });
    const engineer = await world.as('engineer');
    const self = async (): Promise<number> => {
      await engineer.post(`/api/confirmations/${request.id}/code`, {});
      const code = await world.code(caseNumber);
      const body = { personName: '张伟', code, signature: SIGNATURE };
      return (await engineer.post(`/api/confirmations/${request.id}/sign`, body)).status;
    };
    expect(await self()).not.toBe(200);
    const approvals = world.app.app.get(CommandApprovals);
    const real = approvals.current.bind(approvals);
    const forgetful = jest.spyOn(approvals, 'current').mockImplementation(async (id, tx) => {
      const current = await real(id, tx);
      return current && { ...current, notBy: [] };
    });
    expect(await self()).toBe(200);
    const open = async (): Promise<boolean> => {
      const [sheet] = (await commands(planId)).approvals;
      const question = {
        kind: COMMAND_APPROVAL,
        id: sheet?.id ?? '',
        action: 'dangerous-command',
        mode: 'live',
      } as const;
      const { reasons } = await world.app.app
        .get(ConfirmationGate, { strict: false })
        .judge({ ...question, now: world.app.clock.now() });
      return !reasons.some((one) => one.text.en.includes('the provider'));
    };
    expect(await open()).toBe(true);
    forgetful.mockRestore();
    // What the mutant let through does not open the real gate.
    expect(await open()).toBe(false);
  });

  it('given tickets and uses in the database, when one is changed, removed or added behind the server, then the evidence names it', async () => {
    const { planId, ticket } = await approvedPlan();
    await world.advance('PT1H1M');
    await use(ticket);
    const manager = await world.as('manager');
    const verdict = async (): Promise<EvidenceVerdict> =>
      (await manager.post<EvidenceVerdict>('/api/evidence/verify', {})).body;
    const before = await verdict();
    expect(before).toMatchObject({ intact: true, findings: [] });
    expect(before.counts['command_use']).toBeGreaterThan(0);
    expect(before.counts['command_taking']).toBeGreaterThan(0);
    const intruder = new Intruder(world);
    const [row] = await intruder.rows('command_ticket', { id: ticket.id });
    const [used] = await intruder.rows('command_use', { ticket_id: ticket.id });
    const [taken] = await intruder.rows('command_taking', { ticket_id: ticket.id });
    if (!row || !used || !taken) throw new Error('no rows to tamper with');
    const tries: readonly (readonly [string, Record<string, unknown>, () => Promise<void>, string])[] = [
      ['command_ticket', row, () => intruder.update('command_ticket', row['id'], { valid_to: 9e12 }), 'changed'],
      ['command_ticket', row, () => intruder.update('command_ticket', row['id'], { command: 'format' }), 'changed'],
      ['command_ticket', row, () => intruder.remove('command_ticket', row['id']), 'removed'],
      ['command_use', used, () => intruder.update('command_use', used['id'], { output: 'nothing' }), 'changed'],
      ['command_use', used, () => intruder.update('command_use', used['id'], { witness: 'pm' }), 'changed'],
      ['command_taking', taken, () => intruder.update('command_taking', taken['id'], { taken_by: 'pm' }), 'changed'],
      ['command_taking', taken, () => intruder.update('command_taking', taken['id'], { report_by: 9e12 }), 'changed'],
      // The ticket would be good for another time.
      ['command_taking', taken, () => intruder.remove('command_taking', taken['id']), 'removed'],
      ['command_use', used, () => intruder.remove('command_use', used['id']), 'removed'],
    ];
    for (const [table, own, act, problem] of tries) {
      const seen = await intruder.during(table, own, act, verdict);
      expect(seen).toMatchObject({ intact: false, findings: [{ table, problem }] });
    }
    const forged = { ...row, id: `${ticket.id.slice(0, -4)}ffff` };
    await intruder.insert('command_ticket', forged);
    expect(await verdict()).toMatchObject({ findings: [{ table: 'command_ticket', problem: 'added' }] });
    // A forged ticket opens nothing that its approval does not; and it goes as it came.
    await intruder.remove('command_ticket', forged.id);
    expect((await commands(planId)).tickets).toHaveLength(1);
    expect(await verdict()).toMatchObject({ intact: true });
  });
});
