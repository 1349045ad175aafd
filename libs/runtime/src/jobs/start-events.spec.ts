import { describe, expect, it } from '@jest/globals';
import { BusinessCalendar } from '@pledge/time';
import {
  START,
  actor,
  engineUnderTest,
  refusal,
  type EngineUnderTest,
} from '../../../testing/src/engine-under-test.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIMER = (kind: string, text: string): string =>
  `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
const CALENDAR = (name: string): string =>
  `<bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:calendar" value="${name}"/></zeebe:properties></bpmn:extensionElements>`;
const day = [{ from: '09:00', to: '18:00' }];
const OFFICE = new BusinessCalendar(
  { kind: 'windows', week: { '1': day, '2': day, '3': day, '4': day, '5': day } },
  'Asia/Shanghai',
);

async function deployed(body: string, roots = ''): Promise<EngineUnderTest> {
  const under = engineUnderTest();
  under.engine.registerCalendars((name) => (name === 'office' ? OFFICE : undefined));
  await deploy(under, body, roots);
  return under;
}
function deploy(under: EngineUnderTest, body: string, roots = ''): Promise<unknown> {
  const content = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="t">${roots}<bpmn:process id="p" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
  return under.engine.deploy({
    name: 'spec',
    resources: [{ name: 'p.bpmn', content }],
    source: 'administrator',
    deployedBy: 'admin',
  });
}
const instances = async (under: EngineUnderTest) => (await under.engine.listInstances({ key: 'p', limit: 100 })).items;
const flow = (from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

describe('working-time timers (pledge:calendar)', () => {
  const waiting = (calendar: string): string =>
    `<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false">${CALENDAR(calendar)}${TIMER('timeCycle', 'R/PT5H')}</bpmn:boundaryEvent><bpmn:userTask id="x"/>${flow('s', 'a')}${flow('b', 'x')}`;

  it('given a timer of five working hours, when a weekend passes, then it fires in working time only', async () => {
    const under = await deployed(waiting('office'));
    const row = await under.engine.startInstance({ key: 'p', actor });
    // Monday 9:00 + 5 h, then every 5 working hours: 14:00, Tue 10:00, Tue 15:00, Wed 11:00, Wed 16:00, …
    await under.engine.advanceTo(START + 2 * DAY + 8 * HOUR);
    expect((await under.tasks(row.id)).filter((task) => task.elementId === 'x')).toHaveLength(5);
  });

  it('given a name that nobody knows, when it is deployed, then it is refused with the element', async () => {
    const under = engineUnderTest();
    const problem = await refusal(deploy(under, waiting('office')));
    expect(problem.errors?.map(({ rule, elementId }) => ({ rule, elementId }))).toEqual([
      { rule: 'unknown-calendar', elementId: 'b' },
    ]);
  });

  it('given a calendar that is gone later, when the cycle is armed again, then an incident; with the calendar back, a retry arms it', async () => {
    const under = await deployed(waiting('office'));
    const row = await under.engine.startInstance({ key: 'p', actor });
    under.engine.registerCalendars(() => undefined);
    await under.engine.advanceTo(START + 6 * HOUR);
    const { items } = await under.engine.listIncidents({ instanceId: row.id, open: true, limit: 10 });
    expect(items.map((incident) => incident.code)).toEqual(['TIMER_INVALID']);
    expect((await under.tasks(row.id)).map((task) => task.elementId)).toEqual(['a', 'x']);
    under.engine.registerCalendars(() => OFFICE);
    await under.engine.retryIncident(items[0]?.id ?? '', actor);
    await under.engine.advanceTo(START + 2 * DAY);
    expect((await under.tasks(row.id)).filter((task) => task.elementId === 'x').length).toBeGreaterThan(1);
  });

  it('given a timer start event in working time, when it is armed and fires, then nights and weekends are skipped', async () => {
    const under = await deployed(
      `<bpmn:startEvent id="s">${CALENDAR('office')}${TIMER('timeCycle', '0 0 0/12 * * *')}</bpmn:startEvent><bpmn:userTask id="a"/>${flow('s', 'a')}`,
    );
    await under.engine.advanceTo(START + 8 * DAY - HOUR);
    // At 12:00 on six working days; midnight is outside.
    expect((await instances(under)).map((row) => new Date(row.startedAt).toISOString().slice(8, 16)).sort()).toEqual([
      '02T04:00',
      '03T04:00',
      '04T04:00',
      '05T04:00',
      '06T04:00',
      '09T04:00',
    ]);
  });
});

describe('conditional start events (BPMN 2.0, 10.5.2)', () => {
  const CONDITION = (text: string): string =>
    `<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=${text}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:userTask id="a"/>${flow('s', 'a')}`;

  it('given a condition over the time, when it becomes true, then one instance begins; false and true again, another one', async () => {
    const under = await deployed(CONDITION('now().hour &gt;= 10 and now().hour &lt; 12'));
    await under.engine.advanceTo(START + 30 * 60_000);
    expect(await instances(under)).toEqual([]);
    await under.engine.advanceTo(START + 2 * HOUR);
    expect((await instances(under)).map((row) => row.startedAt)).toEqual([START + HOUR]);
    await under.engine.advanceTo(START + 2 * DAY);
    expect((await instances(under)).map((row) => row.startedAt).sort((a, b) => a - b)).toEqual([
      START + HOUR,
      START + DAY + HOUR,
    ]);
  });

  it('given a plain start, when what is sent makes the condition true, then it begins there; else it is refused', async () => {
    const under = await deployed(CONDITION('level &gt; 3'));
    expect((await refusal(under.engine.startInstance({ key: 'p', variables: { level: 1 }, actor }))).code).toBe(
      'START_EVENT_UNKNOWN',
    );
    const row = await under.engine.startInstance({ key: 'p', variables: { level: 4 }, actor });
    expect((await under.tasks(row.id)).map((task) => task.elementId)).toEqual(['a']);
  });
});

describe('events that begin a process together', () => {
  const ROOTS =
    '<bpmn:message id="m" name="order"/><bpmn:message id="n" name="payment"/><bpmn:signal id="g" name="storm"/>';
  const MESSAGE = (ref: string): string => `<bpmn:messageEventDefinition messageRef="${ref}"/>`;

  it('given a parallel event-based gateway, when its messages come, then both go to one instance', async () => {
    const under = await deployed(
      `<bpmn:eventBasedGateway id="w" instantiate="true" eventGatewayType="Parallel"/><bpmn:intermediateCatchEvent id="c">${MESSAGE('m')}</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="d">${MESSAGE('n')}</bpmn:intermediateCatchEvent><bpmn:userTask id="a"/><bpmn:userTask id="b"/>${flow('w', 'c')}${flow('w', 'd')}${flow('c', 'a')}${flow('d', 'b')}`,
      ROOTS,
    );
    const first = await under.engine.publishMessage({ name: 'payment', variables: { sum: 3 } });
    const second = await under.engine.publishMessage({ name: 'order', variables: { number: 7 } });
    expect(second.processInstanceId).toBe(first.processInstanceId);
    expect((await under.tasks()).map((task) => task.elementId).sort()).toEqual(['a', 'b']);
    expect(await instances(under)).toHaveLength(1);
  });

  it('given a parallel multiple start event, when signal and message came in any order, then one instance begins its work', async () => {
    const under = await deployed(
      `<bpmn:startEvent id="s" parallelMultiple="true">${MESSAGE('m')}<bpmn:signalEventDefinition signalRef="g"/></bpmn:startEvent><bpmn:userTask id="a"/>${flow('s', 'a')}`,
      ROOTS,
    );
    await under.engine.broadcastSignal({ name: 'storm', variables: { wind: 9 } });
    await under.settle();
    expect(await under.tasks()).toEqual([]);
    await under.engine.publishMessage({ name: 'order', variables: { number: 7 } });
    expect((await under.tasks()).map((task) => task.elementId)).toEqual(['a']);
    const [row] = await instances(under);
    expect((await under.engine.findInstance(row?.id ?? ''))?.variables).toEqual({ wind: 9, number: 7 });
  });
});
