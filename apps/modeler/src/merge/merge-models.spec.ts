import { describe, expect, it } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import { createRequire } from 'node:module';
import { mergeModels, type Moddle } from './merge-models.js';

const require = createRequire(import.meta.url);
const moddle = new BpmnModdle({
  zeebe: require('zeebe-bpmn-moddle/resources/zeebe.json') as object,
}) as unknown as Moddle;

interface Step {
  readonly id: string;
  readonly name?: string;
  readonly group?: string;
  readonly x?: number;
}
/** start → the steps in order → end, drawn, with a lane. */
function model(steps: readonly Step[], lane: readonly string[] = steps.map((step) => step.id)): string {
  const nodes = ['start', ...steps.map((step) => step.id), 'end'];
  const flows = nodes.slice(1).map((id, index) => ({ id: `${nodes[index]}--${id}`, from: nodes[index], to: id }));
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
<bpmn:process id="p" isExecutable="true"><bpmn:laneSet id="ls"><bpmn:lane id="lane">${lane.map((id) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('')}</bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="start" /><bpmn:endEvent id="end" />
${steps.map((step) => `<bpmn:userTask id="${step.id}" name="${step.name ?? step.id}"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="${step.group ?? 'engineer'}" /></bpmn:extensionElements></bpmn:userTask>`).join('\n')}
${flows.map((flow) => `<bpmn:sequenceFlow id="${flow.id}" sourceRef="${flow.from}" targetRef="${flow.to}" />`).join('\n')}
</bpmn:process><bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="plane" bpmnElement="p">
${steps.map((step) => `<bpmndi:BPMNShape id="${step.id}-shape" bpmnElement="${step.id}"><dc:Bounds x="${step.x ?? 0}" y="0" width="100" height="80" /></bpmndi:BPMNShape>`).join('\n')}
${flows.map((flow) => `<bpmndi:BPMNEdge id="${flow.id}-edge" bpmnElement="${flow.id}"><di:waypoint x="1" y="1" /><di:waypoint x="2" y="2" /></bpmndi:BPMNEdge>`).join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;
}
const base = model([{ id: 'a' }, { id: 'b' }]);
const order = (xml: string): string[] => {
  const flows = new Map(
    [...xml.matchAll(/sourceRef="([^"]+)" targetRef="([^"]+)"/g)].map(([, from, to]) => [from, to]),
  );
  const path = ['start'];
  for (let at = flows.get('start'); at !== undefined; at = flows.get(at)) path.push(at);
  return path;
};
/** A model in the writing of moddle, to compare with. */
const written = async (xml: string): Promise<string> =>
  (await moddle.toXML((await moddle.fromXML(xml)).rootElement, { format: true })).xml;

describe('merging two drafts', () => {
  it('takes a new step of the one and a changed step of the other', async () => {
    const merged = await mergeModels(moddle, {
      base,
      mine: model([{ id: 'a' }, { id: 'mine' }, { id: 'b' }]),
      theirs: model([
        { id: 'a', name: 'renamed' },
        { id: 'b', group: 'pm', x: 300 },
      ]),
    });
    expect(merged.conflicts).toEqual([]);
    expect(order(merged.xml)).toEqual(['start', 'a', 'mine', 'b', 'end']);
    expect(merged.xml).toContain('name="renamed"');
    expect(merged.xml).toContain('candidateGroups="pm"');
    expect(merged.xml).toMatch(/bpmnElement="b">\s*<dc:Bounds x="300"/);
    expect(merged.xml).toContain('bpmnElement="mine"');
    expect(merged.xml).toContain('<bpmn:flowNodeRef>mine</bpmn:flowNodeRef>');
    expect(merged.xml).not.toContain('a--b');
    expect((await moddle.fromXML(merged.xml)) as { warnings?: unknown[] }).toMatchObject({ warnings: [] });
  });

  it('gives back the one side when the other did nothing, to the letter', async () => {
    const changed = model([{ id: 'b' }, { id: 'c', name: '丙' }]);
    const mineOnly = await mergeModels(moddle, { base, mine: changed, theirs: base });
    const theirsOnly = await mergeModels(moddle, { base, mine: base, theirs: changed });
    // the order of lines is the only thing that may differ
    const lines = (xml: string): string[] => xml.split('\n').sort();
    expect(lines(theirsOnly.xml)).toEqual(
      lines((await mergeModels(moddle, { base: changed, mine: changed, theirs: changed })).xml),
    );
    expect(order(mineOnly.xml)).toEqual(order(changed));
    expect(lines(mineOnly.xml)).toEqual(lines(theirsOnly.xml));
    expect(await written(theirsOnly.xml)).toBe(theirsOnly.xml);
  });

  it('lists what both changed, and does as was chosen', async () => {
    const texts = {
      base,
      mine: model([{ id: 'a', name: 'mine' }, { id: 'b' }]),
      theirs: model([{ id: 'a', name: 'theirs' }, { id: 'b' }]),
    };
    const mine = await mergeModels(moddle, texts);
    expect(mine.conflicts).toEqual([{ id: 'a', type: 'userTask', name: 'mine', mine: 'changed', theirs: 'changed' }]);
    expect(mine.xml).toContain('name="mine"');
    const theirs = await mergeModels(moddle, texts, () => 'theirs');
    expect(theirs.xml).toContain('name="theirs"');
    expect(theirs.xml).not.toContain('name="mine"');
  });

  it('asks when one removed what the other changed', async () => {
    const texts = { base, mine: model([{ id: 'b' }]), theirs: model([{ id: 'a', group: 'pm' }, { id: 'b' }]) };
    const gone = await mergeModels(moddle, texts);
    expect(gone.conflicts).toMatchObject([{ id: 'a', mine: 'removed', theirs: 'changed' }]);
    expect(order(gone.xml)).toEqual(['start', 'b', 'end']);
    const kept = await mergeModels(moddle, { ...texts, mine: texts.theirs, theirs: texts.mine });
    expect(kept.conflicts).toMatchObject([{ id: 'a', mine: 'changed', theirs: 'removed' }]);
    expect(kept.xml).toContain('candidateGroups="pm"');
  });

  it('merges steps inside of subprocesses that only one side has', async () => {
    const sub = (inner: string): string =>
      base.replace(
        '<bpmn:endEvent id="end" />',
        `<bpmn:endEvent id="end" /><bpmn:subProcess id="sub"><bpmn:startEvent id="in" />${inner}</bpmn:subProcess>`,
      );
    const merged = await mergeModels(moddle, { base, mine: sub('<bpmn:task id="deep" name="深" />'), theirs: base });
    expect(merged.xml.match(/id="deep"/g)).toHaveLength(1);
    const both = await mergeModels(moddle, {
      base: sub(''),
      mine: sub('<bpmn:task id="x" />'),
      theirs: sub('<bpmn:task id="y" />'),
    });
    expect(both.xml).toMatch(/<bpmn:subProcess id="sub">[^]*id="y"[^]*id="x"[^]*<\/bpmn:subProcess>/);
  });

  it('refuses what is not BPMN', async () => {
    await expect(mergeModels(moddle, { base, mine: '<script>', theirs: base })).rejects.toThrow();
  });
});
