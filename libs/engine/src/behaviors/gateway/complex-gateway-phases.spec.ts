import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario, type Scenario } from '../../testing-driver.js';

const load = (): Promise<Scenario> =>
  scenario(readFileSync(new URL('./complex-gateway.phases.bpmn', import.meta.url), 'utf8'));
const set = (s: Scenario, variables: Record<string, unknown>): Scenario => {
  expect(s.send({ type: 'set-variables', variables, actor: { userId: 'li' } })).toBeNull();
  return s;
};

describe('the two phases of a complex gateway (BPMN 2.0, 13.4.5)', () => {
  it('given ways out that ask waitingForStart, when it fires and is reset, then each phase sends its own tokens', async () => {
    const s = (await load()).start().complete('a').complete('b');
    expect(s.waiting()).toEqual(['task:c', 'task:first', 'timer:c-late']);
    s.complete('c');
    expect(s.waiting()).toEqual(['task:first', 'task:late']);
    expect(s.complete('first').complete('late').status).toBe('completed');
  });

  it('given a token that can not come any more, when nothing else can, then it is reset without it', async () => {
    const s = (await load()).start().complete('a').complete('b').complete('first');
    // `c` leaves by its error boundary: no token comes by the third flow.
    s.send({ type: 'trigger-timer', timerId: s.waitId('c-late', 'timer') });
    expect(s.waiting()).toEqual(['task:late']);
    expect(s.complete('late').status).toBe('completed');
  });

  it('given a condition over data, when the data change, then it fires without a new token', async () => {
    const s = (await load()).start({ needed: 3 }).complete('a').complete('b');
    expect(s.waiting()).toEqual(['task:c', 'timer:c-late']);
    expect(set(s, { needed: 2 }).waiting()).toEqual(['task:c', 'task:first', 'timer:c-late']);
  });

  it('given a way out of the second phase that fails, when it is repaired, then the retry resets it', async () => {
    const s = (await load()).start({ hurry: 'yes' }).complete('a').complete('b').complete('first').complete('c');
    expect(s.incidents()).toEqual(['EXPRESSION_FAILED']);
    expect(s.retry('enough', { hurry: true }).waiting()).toEqual(['task:late']);
  });

  it('given the count of one way in, when the condition asks it, then tokens of the others do not count', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:parallelGateway id="f"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:complexGateway id="x"><bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=get value(activationCounts, "b-x") &gt;= 1</bpmn:activationCondition></bpmn:complexGateway><bpmn:userTask id="go"/>${flows('s>f', 'f>a', 'f>b', 'a>x', 'b>x', 'x>go')}`,
      ),
    );
    expect(s.start().complete('a').waiting()).toEqual(['task:b']);
    expect(s.complete('b').waiting()).toEqual(['task:go']);
  });
});
