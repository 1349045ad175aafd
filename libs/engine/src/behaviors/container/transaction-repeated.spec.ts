import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario, type Scenario } from '../../testing-driver.js';

/** A repeated transaction: `book` is undone by `undo`, `ask` decides whether it is cancelled. */
function model(sequential: boolean): Promise<Scenario> {
  return scenario(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:transaction id="tx"><bpmn:multiInstanceLoopCharacteristics isSequential="${String(sequential)}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[11, 12, 13]" inputElement="seat"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="i"/><bpmn:task id="book"/><bpmn:boundaryEvent id="c" attachedToRef="book"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:serviceTask id="undo" isForCompensation="true"><bpmn:extensionElements><zeebe:taskDefinition type="undo"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:association id="as" sourceRef="c" targetRef="undo"/><bpmn:userTask id="ask"/><bpmn:exclusiveGateway id="x" default="x-ok"/><bpmn:endEvent id="ok"/><bpmn:endEvent id="off"><bpmn:cancelEventDefinition/></bpmn:endEvent>${flows('i>book', 'book>ask', 'ask>x', 'x>ok', 'x>off[cancel]')}</bpmn:transaction><bpmn:boundaryEvent id="b" attachedToRef="tx"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="sorry"/><bpmn:userTask id="done"/>${flows('s>tx', 'b>sorry', 'tx>done')}`,
    ),
  );
}
const seats = (s: Scenario): unknown[] => s.effectsOf('enqueue-job').map((effect) => effect.variables['seat']);

describe('a transaction that is repeated (BPMN 2.0, 13.3.4, 13.5.5)', () => {
  it('given a completed repetition, when a later one is cancelled, then both are undone, the last first', async () => {
    const s = (await model(true)).start({ cancel: false });
    s.complete('ask').complete('ask', { cancel: true });
    s.completeJob('undo').completeJob('undo');
    expect(seats(s)).toEqual([12, 11]);
    expect(s.waiting()).toEqual(['task:sorry']);
    expect(s.complete('sorry').status).toBe('completed');
  });

  it('given repetitions side by side, when one is cancelled, then the others end and what they did is undone', async () => {
    const s = (await model(false)).start({ cancel: false });
    s.complete('ask').complete('ask', { cancel: true });
    expect(s.effectsOf('cancel-user-task')).toHaveLength(1);
    s.completeJob('undo').completeJob('undo').completeJob('undo');
    expect(seats(s)).toEqual([12, 13, 11]);
    expect(s.waiting()).toEqual(['task:sorry']);
  });
});
