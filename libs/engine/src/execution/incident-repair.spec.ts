import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario } from '../testing-driver.js';

const work = (extension: string, kind = 'serviceTask', attributes = ''): string =>
  bpmn(
    `<bpmn:startEvent id="s"/><bpmn:${kind} id="w" ${attributes}><bpmn:extensionElements>${extension}</bpmn:extensionElements></bpmn:${kind}><bpmn:userTask id="after"/><bpmn:endEvent id="e"/>${flows('s>w', 'w>after', 'after>e')}`,
  );
const job = '<zeebe:taskDefinition type="send"/>';

/** Incident, repaired variables, retry: what failed is asked again with what is true now, not with what was true then. */
describe('repairing an incident', () => {
  it('given a condition that could not be decided, when the variable is there, then the flow of the new value is taken', async () => {
    const run = (
      await scenario(
        bpmn(
          `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="x"/><bpmn:userTask id="big"/><bpmn:userTask id="small"/><bpmn:endEvent id="e"/>${flows('s>x', 'x>big[n > 5]', 'x>small[n <= 5]', 'big>e', 'small>e')}`,
        ),
      )
    ).start();
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED']);
    // A wrong repair is told again, as a new incident.
    run.retry('x', { n: 'many' });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED', 'EXPRESSION_FAILED']);
    run.retry('x', { n: 9 });
    expect(run.waiting()).toEqual(['task:big']);
    expect(run.effectsOf('resolve-incident')).toHaveLength(2);
  });

  it('given a failed job, when it is retried, then a new job gets the repaired variables through the inputs', async () => {
    const run = (
      await scenario(work(`${job}<zeebe:ioMapping><zeebe:input source="=to" target="address"/></zeebe:ioMapping>`))
    ).start({ to: 'wrong' });
    run.failJob('w');
    run.retry('w', { to: 'right' });
    const jobs = run.effectsOf('enqueue-job');
    expect(jobs.map((each) => each.variables['address'])).toEqual(['wrong', 'right']);
    expect(new Set(jobs.map((each) => each.jobId)).size).toBe(2);
    run.completeJob('w');
    expect(run.waiting()).toEqual(['task:after']);
  });

  it('given a boundary timer without a time, when the time is there, then the work begins and the timer is armed once', async () => {
    const run = (
      await scenario(
        work(job).replace(
          '<bpmn:endEvent id="e"/>',
          '<bpmn:boundaryEvent id="late" attachedToRef="w"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=patience</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="le" sourceRef="late" targetRef="e"/>',
        ),
      )
    ).start();
    expect([run.incidents(), run.waiting()]).toEqual([['TIMER_INVALID'], ['incident:w']]);
    run.retry('w', { patience: 'PT1H' });
    expect(run.waiting()).toEqual(['job:w', 'timer:late']);
    expect(run.effectsOf('schedule-timer')).toHaveLength(1);
  });

  it('given a result that cannot be taken over, when it is repaired, then the outputs are mapped anew without doing the work again', async () => {
    const properties = `<zeebe:properties><zeebe:property name="pledge:recordsEvent" value="arrived"/><zeebe:property name="pledge:eventTime" value="=at"/></zeebe:properties>`;
    const outputs = '<zeebe:ioMapping><zeebe:output source="=price * rate" target="total"/></zeebe:ioMapping>';
    const run = (await scenario(work(`${job}${properties}${outputs}`))).start({ at: 'soon', rate: 1 });
    run.completeJob('w', { price: 10 });
    expect([run.incidents(), run.waiting(), run.variables['total']]).toEqual([
      ['EXPRESSION_FAILED'],
      ['incident:w'],
      undefined,
    ]);
    run.retry('w', { at: '2026-01-05T09:30:00+08:00', rate: 2 });
    expect(run.effectsOf('enqueue-job')).toHaveLength(1);
    expect(run.effectsOf('record-event')).toMatchObject([{ occurredAt: Date.parse('2026-01-05T01:30:00Z') }]);
    expect([run.waiting(), run.variables['total']]).toEqual([['task:after'], 20]);
  });

  it('given a collection that is none, when it is repaired, then every item gets its repetition', async () => {
    const run = (
      await scenario(
        bpmn(
          `<bpmn:startEvent id="s"/><bpmn:userTask id="each"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="item"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:endEvent id="e"/>${flows('s>each', 'each>e')}`,
        ),
      )
    ).start({ list: 'a' });
    expect(run.incidents()).toEqual(['MULTI_INSTANCE_INVALID']);
    run.retry('each', { list: ['a', 'b'] });
    expect(run.waiting()).toEqual(['task:each', 'task:each']);
  });

  it('given an error that nothing caught, when the job is retried, then it is done again; sealed variables cannot be repaired', async () => {
    const run = (
      await scenario(
        work(job).replace(
          '<bpmn:startEvent id="s"/>',
          '<bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:sealed" value="signed"/></zeebe:properties></bpmn:extensionElements><bpmn:startEvent id="s"/>',
        ),
      )
    ).start();
    run.throwJobError('w', 'NOT_FOUND');
    expect(run.incidents()).toEqual(['UNCAUGHT_ERROR']);
    const command = {
      type: 'retry-incident',
      incidentId: run.waitId('w', 'incident'),
      actor: { userId: 'admin' },
    } as const;
    expect(run.send({ ...command, variables: { signed: true } })).toBe('SEALED_VARIABLE');
    expect(run.send(command)).toBeNull();
    expect(run.waiting()).toEqual(['job:w']);
    expect(run.send(command)).toBe('WAIT_GONE');
  });
});
