import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@pledge/engine';
import { mutants } from './mutants.js';
import { secondOpinion } from './second-opinion.js';

const read = (name: string): string =>
  readFileSync(join('libs', 'verification', 'src', 'second-opinion', `second-opinion.${name}.bpmn`), 'utf8');
const [sample, blocks] = [read('sample'), read('blocks')];
const elapsed = (): number => 0;

/** Design D1: the diagram is played on bpmn-engine, and a difference is shown with its trace. */
describe('second opinion', () => {
  it('agrees on a loop around a parallel block, multi-instance, boundary events and terminate, and compares every flow', async () => {
    // when
    const opinion = await secondOpinion({ xml: sample, processKey: 'sample', elapsed });
    // then
    expect(opinion).toMatchObject({ verdict: 'agrees', share: 1, divergence: null });
    expect(opinion.leftOut.map((left) => left.elementId)).toEqual(['reminder']);
  });

  it('agrees on an OR-split, a subprocess, sequential repetitions and an event-based gateway', async () => {
    const opinion = await secondOpinion({ xml: blocks, processKey: 'blocks', elapsed });
    expect(opinion).toMatchObject({ verdict: 'agrees', share: 1, divergence: null });
  });

  it('shows the trace of a difference', async () => {
    const [mutant] = mutants;
    const opinion = await secondOpinion({ xml: sample, processKey: 'sample', elapsed, step: mutant?.step ?? step });
    expect(opinion.verdict).toBe('disagrees');
    expect(opinion.divergence?.length).toBeGreaterThan(0);
  });

  it('never calls a diagram compared of which it saw less than 60 %', async () => {
    // given nothing but an event subprocess, which bpmn-engine cannot start
    const xml = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true">
      <bpmn:startEvent id="s"/><bpmn:userTask id="t"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
      <bpmn:subProcess id="esp" triggeredByEvent="true"><bpmn:startEvent id="es"><bpmn:signalEventDefinition/></bpmn:startEvent><bpmn:task id="a"/><bpmn:task id="b"/><bpmn:sequenceFlow id="g" sourceRef="es" targetRef="a"/><bpmn:sequenceFlow id="h" sourceRef="a" targetRef="b"/></bpmn:subProcess>
    </bpmn:process></bpmn:definitions>`;
    // when
    const opinion = await secondOpinion({ xml, processKey: 'p', elapsed });
    // then
    expect(opinion).toMatchObject({ verdict: 'not-comparable', comparedFlows: 1, totalFlows: 3 });
    expect(opinion.leftOut).toEqual([expect.objectContaining({ elementId: 'esp' })]);
  });
});
