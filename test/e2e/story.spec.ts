import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabases } from '@pledge/testing';
import { Client } from '../support/client.js';
import { TestServer } from '../support/server.js';
import { caseOf, clocksOf, clockState, eventually, tasksOf, work, type CaseBody } from '../support/story.js';

const SIGNATURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const contact = { name: '李主任', phone: '13900000001' };

/** Issue "The spine", the story, over HTTP and with the virtual clock, on both databases. */
describe.each(testDatabases())('the story on $name', ({ create }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  const people: Record<string, Client> = {};
  let device: { serialNumber: string };

  beforeAll(async () => {
    const database = await create();
    drop = () => database.drop();
    server = await TestServer.start({ databaseUrl: database.url, virtualClock: true });
    for (const name of [
      'admin',
      'dispatcher',
      'engineer',
      'engineer2',
      'pm',
      'manager',
      'gm',
      'director',
      'deputy',
      'supervisor',
      'customer',
      'other',
    ]) {
      people[name] = await Client.as(server.url, name);
    }
    const contract = await people.customer.get<{ devices: { serialNumber: string }[] }>('/api/contracts/P-DEMO');
    device = contract.body.devices[0];
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await drop();
  });

  const advance = async (by: string): Promise<void> => {
    const answer = await people.admin.post('/api/clock/advance', { by });
    expect(answer.status).toBeLessThan(300);
  };
  const report = (client: Client, more: Record<string, unknown>) =>
    client.post<CaseBody>('/api/cases', {
      title: '核心路由器不可达',
      description: '全网无法访问',
      channel: 'web',
      contact,
      serialNumber: device.serialNumber,
      ...more,
    });

  it('carries a reported fault from report to signed form, report and closing, clocks included', async () => {
    // given the customer reports with answers that mean "paralysed"
    const reported = await report(people.customer, { contractNumber: 'P-DEMO', answers: { impact: 'paralysed' } });
    expect(reported.status).toBe(201);
    const number = reported.body.number;
    expect(number).toMatch(/^GD-\d{4}-\d+$/);
    expect(await clockState(people.customer, number, 'respond')).toBe('running');
    // when the dispatcher registers it and it is assigned
    await eventually(
      () => tasksOf(people.dispatcher, number),
      (tasks) => tasks.some((task) => task.elementId === 'assess'),
    );
    await work(people.dispatcher, number, 'assess', {
      impact: 'paralysed',
      faultKind: 'network',
      alreadyComplained: false,
      simpleProblem: false,
    });
    await eventually(
      () => tasksOf(people.pm, number),
      (tasks) => tasks.some((task) => task.elementId === 'assign-engineer'),
    );
    await work(people.pm, number, 'assign-engineer', { engineer: 'engineer' });
    await eventually(
      () => tasksOf(people.engineer, number),
      (tasks) => tasks.some((task) => task.elementId === 'first-contact'),
    );
    // then the clocks run, the earliest first
    const running = (await clocksOf(people.engineer, number)).filter((clock) => clock.state === 'running');
    expect(running.map((clock) => clock.metric)).toEqual(
      expect.arrayContaining(['respond', 'onsite_arrival', 'resolve']),
    );
    expect(running.every((clock) => clock.clause.length > 0)).toBe(true);
    // when first contact is made and remote help is not enough
    await work(people.engineer, number, 'first-contact', { contactNotes: '已与客户通话', softFault: false });
    await eventually(
      () => clockState(people.engineer, number, 'respond'),
      (state) => state === 'met',
    );
    await work(people.engineer, number, 'remote-diagnosis', {
      cause: '板卡故障',
      solution: '更换板卡',
      remoteResolved: false,
    });
    await eventually(
      () => tasksOf(people.engineer, number),
      (tasks) => tasks.some((task) => task.elementId === 'dispatch'),
    );
    await work(people.engineer, number, 'dispatch', { transport: 'car' });
    await advance('PT30M');
    await work(people.engineer, number, 'check-in', {});
    await eventually(
      () => clockState(people.engineer, number, 'onsite_arrival'),
      (state) => state === 'met',
    );
    await work(people.engineer, number, 'diagnose-onsite', { locatedKind: 'hardware', onsiteFindings: '主控板损坏' });
    await work(people.engineer, number, 'restore-service', { onsiteResult: 'restored', actionsTaken: '更换主控板' });
    await eventually(
      () => clockState(people.engineer, number, 'resolve'),
      (state) => state === 'met',
    );
    expect((await tasksOf(people.engineer, number)).map((task) => task.elementId)).toEqual(['record-result']);
    await work(people.engineer, number, 'record-result', { serviceContent: '更换主控板', serviceResult: '业务恢复' });
    // then the engineer may not leave before the customer signed (S0i-18)
    expect((await tasksOf(people.engineer, number)).map((task) => task.elementId)).not.toContain('leave-site');
    await work(people.customer, number, 'sign-service-form', {
      confirmed: true,
      satisfaction: 'satisfied',
      signerName: '李主任',
      signature: SIGNATURE,
    });
    await eventually(
      () => tasksOf(people.engineer, number),
      (tasks) => tasks.some((task) => task.elementId === 'leave-site'),
    );
    await work(people.engineer, number, 'leave-site', {});
    // then the analysis report runs against its own three days (F-18)
    await eventually(
      () => tasksOf(people.engineer, number),
      (tasks) => tasks.some((task) => task.elementId === 'write-analysis'),
    );
    expect(await clockState(people.engineer, number, 'fault_analysis_report')).toBe('running');
    await work(people.engineer, number, 'write-analysis', {
      cause: '主控板老化',
      process: '远程排查后到场更换',
      prevention: '每季度巡检主控板温度',
    });
    await eventually(
      () => tasksOf(people.pm, number),
      (tasks) => tasks.some((task) => task.elementId === 'review-analysis'),
    );
    await work(people.pm, number, 'review-analysis', { approved: true });
    await eventually(
      () => caseOf(people.engineer, number),
      (body) => body.status === 'closed',
    );
    await eventually(
      () => clockState(people.engineer, number, 'fault_analysis_report'),
      (state) => state === 'met',
    );
    // and the customer reads the signed papers; another customer does not
    const documents = await eventually(
      () => people.customer.get<{ items: { id: string; title: string }[] }>(`/api/cases/${number}/documents`),
      (answer) => answer.status === 200 && answer.body.items.length >= 2,
    );
    for (const { id } of documents.body.items) {
      const pdf = await people.customer.get<string>(`/api/documents/${id}`);
      expect(pdf.headers.get('content-type')).toContain('application/pdf');
      expect([403, 404]).toContain((await people.other.get(`/api/documents/${id}`)).status);
    }
    expect([403, 404]).toContain((await people.other.get(`/api/cases/${number}`)).status);
  }, 180_000);

  it('keeps a case with a wrong contract number and its receipt time, and goes on when it is corrected', async () => {
    // given
    const reported = await report(people.customer, { contractNumber: 'WRONG-1' });
    expect(reported.status).toBe(201);
    expect(reported.body.contractProblem?.message).toBeTruthy();
    const { number, receivedAt } = reported.body;
    await advance('PT10M');
    // when
    const corrected = await people.customer.patch(`/api/cases/${number}/contract`, {
      contractNumber: 'P-DEMO',
      serialNumber: device.serialNumber,
    });
    // then
    expect(corrected.status).toBeLessThan(300);
    await eventually(
      () => tasksOf(people.dispatcher, number),
      (tasks) => tasks.some((task) => task.elementId === 'assess'),
    );
    expect(Date.parse((await caseOf(people.customer, number)).receivedAt)).toBe(Date.parse(receivedAt));
  }, 180_000);

  it('takes a telephone report up to two hours back, with a reason, and keeps both times', async () => {
    const health = await people.admin.get<{ now: string }>('/api/health');
    const now = Date.parse(health.body.now);
    const at = (ms: number): string => new Date(ms).toISOString();
    const late = { contractNumber: 'P-DEMO', channel: 'phone', title: '视频会议卡顿' };
    expect(
      (await report(people.dispatcher, { ...late, reportedAt: at(now - 3_600_000) })).status,
    ).toBeGreaterThanOrEqual(400);
    expect(
      (await report(people.dispatcher, { ...late, reportedAt: at(now - 3 * 3_600_000), reportedLateReason: '线路忙' }))
        .status,
    ).toBeGreaterThanOrEqual(400);
    const taken = await report(people.dispatcher, {
      ...late,
      reportedAt: at(now - 3_600_000),
      reportedLateReason: '线路忙',
    });
    expect(taken.status).toBe(201);
    const body = (
      await people.dispatcher.get<{ reportedAt: string; receivedAt: string }>(`/api/cases/${taken.body.number}`)
    ).body;
    expect(Date.parse(body.reportedAt)).toBe(now - 3_600_000);
    expect(Date.parse(body.receivedAt)).toBeGreaterThanOrEqual(now);
  });

  it('raises T3 to T2 to T1 when nobody comes, then climbs the ladder to the general manager, who appoints someone', async () => {
    // given "one service abnormal": on site within 2 h
    const reported = await report(people.customer, {
      contractNumber: 'P-DEMO',
      title: '短信业务不通',
      answers: { impact: 'single-service' },
    });
    const number = reported.body.number;
    await eventually(
      () => tasksOf(people.dispatcher, number),
      (tasks) => tasks.some((task) => task.elementId === 'assess'),
    );
    await work(people.dispatcher, number, 'assess', {
      impact: 'single-service',
      faultKind: 'network',
      alreadyComplained: false,
      simpleProblem: false,
    });
    expect((await caseOf(people.customer, number)).severity?.code).toBe('T3');
    // when nobody comes
    await advance('PT2H1M');
    // then
    await eventually(
      () => caseOf(people.customer, number),
      (body) => body.severity?.code === 'T1',
    );
    const events = await people.pm.get<{ items: { type: string; payload: Record<string, unknown> }[] }>(
      `/api/cases/${number}/events`,
    );
    expect(events.body.items.filter((event) => event.type === 'severity_changed').length).toBeGreaterThanOrEqual(2);
    await eventually(
      () => tasksOf(people.pm, number),
      (tasks) => tasks.some((task) => task.elementId === 'take-over'),
    );
    // when nobody on the ladder takes it over
    for (
      let round = 0;
      round < 12 && !(await tasksOf(people.gm, number)).some((task) => task.elementId === 'take-over');
      round++
    )
      await advance('PT30M');
    // then the general manager does
    await work(people.gm, number, 'take-over', { instruction: '立即派人', engineer: 'engineer2' });
    await eventually(
      () => people.pm.get<{ owner: string | null }>(`/api/cases/${number}`),
      (answer) => answer.body.owner === 'engineer2',
    );
  }, 180_000);

  it('runs new cases on a changed process and old ones on the old, also after a restart (D9)', async () => {
    // given a case on version 1
    const before = await report(people.customer, {
      contractNumber: 'P-DEMO',
      title: '旧流程工单',
      answers: { impact: 'single-service' },
    });
    const list = await people.admin.get<{ items: { id: string; key: string; version: number }[] }>(
      '/api/process-definitions?key=fault-handling&latest=true',
    );
    const { id, version } = list.body.items[0];
    const xml = (await people.admin.get<string>(`/api/process-definitions/${id}/xml`)).body;
    // when the administrator inserts a user task after `assess`
    const flow = /<bpmn:sequenceFlow id="([^"]+)"[^>]*sourceRef="assess"[^>]*targetRef="([^"]+)"[^>]*\/>/.exec(xml);
    if (!flow) throw new Error('no flow out of assess');
    const changed = xml
      .replace(
        flow[0],
        `${flow[0].replace(`targetRef="${flow[2]}"`, 'targetRef="second-line"')}<bpmn:userTask id="second-line" name="二线复核"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="supervisor"/></bpmn:extensionElements><bpmn:incoming>${flow[1]}</bpmn:incoming><bpmn:outgoing>to-decide</bpmn:outgoing></bpmn:userTask><bpmn:sequenceFlow id="to-decide" sourceRef="second-line" targetRef="${flow[2]}"/>`,
      )
      .replace(`<bpmn:incoming>${flow[1]}</bpmn:incoming>`, '<bpmn:incoming>to-decide</bpmn:incoming>');
    const deployed = await people.admin.post<{ definitions: { version: number }[] }>('/api/deployments', {
      name: '二线复核',
      resources: [{ name: 'fault-handling.bpmn', content: changed }],
    });
    expect(deployed.status).toBe(201);
    expect(deployed.body.definitions[0].version).toBe(version + 1);
    await server.restart();
    for (const name of Object.keys(people)) people[name] = await Client.as(server.url, name);
    const after = await report(people.customer, {
      contractNumber: 'P-DEMO',
      title: '新流程工单',
      answers: { impact: 'single-service' },
    });
    for (const reported of [before, after]) {
      await eventually(
        () => tasksOf(people.dispatcher, reported.body.number),
        (tasks) => tasks.some((task) => task.elementId === 'assess'),
      );
      await work(people.dispatcher, reported.body.number, 'assess', {
        impact: 'single-service',
        faultKind: 'network',
        alreadyComplained: false,
        simpleProblem: false,
      });
    }
    // then
    await eventually(
      () => tasksOf(people.supervisor, after.body.number),
      (tasks) => tasks.some((task) => task.elementId === 'second-line'),
    );
    await eventually(
      () => tasksOf(people.pm, before.body.number),
      (tasks) => tasks.some((task) => task.elementId === 'assign-engineer'),
    );
    const again = await people.admin.get<{ items: { version: number }[] }>(
      '/api/process-definitions?key=fault-handling&latest=true',
    );
    expect(again.body.items[0].version).toBe(version + 1);
  }, 90_000);
});
