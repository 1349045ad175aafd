import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Moddle } from '../../apps/modeler/src/editor/diagram-types.js';
import { keepEnvelopes, keepReferences } from '../../apps/modeler/src/editor/whole-model.js';
import { factsOf, lostFacts, lostInEditor } from '../support/canonical-xml.js';

/** The reference models of the BPMN Model Interchange Working Group; the browser spec does the same in the real editor. */
const folder = new URL('./models/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bpmn'))
  .sort();
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** Read and written as the studio does it. */
async function roundTrip(xml: string, ...mends: ('envelopes' | 'references')[]): Promise<string> {
  const moddle = new BpmnModdle({ zeebe });
  if (mends.includes('envelopes')) keepEnvelopes(moddle as unknown as Moddle);
  const { rootElement, warnings } = await moddle.fromXML(xml);
  if (mends.includes('references')) keepReferences(moddle as unknown as Moddle, warnings as never);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

describe('MIWG reference models, read and written', () => {
  it.each(names)('given %s, when it is opened and exported, then no fact of it is lost', async (name) => {
    const xml = textOf(name);
    expect(factsOf(xml).size).toBeGreaterThan(50);
    expect(lostFacts(xml, await roundTrip(xml, 'envelopes', 'references'))).toEqual([]);
  });

  it('given a mutant that drops one thing, then the comparison names it', async () => {
    const xml = await roundTrip(textOf('C.9.0.bpmn'), 'envelopes', 'references');
    const mutants: [string, RegExp, string][] = [
      ['a label', /<bpmndi:BPMNLabel>[\s\S]*?<\/bpmndi:BPMNLabel>/, ''],
      ['a way point', /<di:waypoint [^>]*\/>/, ''],
      ['a name', / name="[^"]*"/, ''],
      ['a flow', /<(\w+:)?sequenceFlow [^>]*\/>/, ''],
      ['a coordinate', / x="(\d+)/, ' x="9$1'],
    ];
    for (const [what, part, instead] of mutants) {
      const mutant = xml.replace(part, instead);
      expect({ what, changed: mutant !== xml }).toEqual({ what, changed: true });
      expect({ what, lost: lostFacts(xml, mutant).length > 0 }).toEqual({ what, lost: true });
    }
  });

  it('given an editor that moves one shape of a page, then the comparison for editors names it too', async () => {
    const xml = await roundTrip(textOf('C.9.0.bpmn'), 'envelopes', 'references');
    expect(lostInEditor(xml, xml)).toEqual([]);
    expect(lostInEditor(xml, xml.replace(/ x="(\d+)/, ' x="9$1')).length).toBeGreaterThan(0);
  });

  it('given the studio without its two mends, then the envelope and the references that moddle drops are named', async () => {
    expect(lostFacts(textOf('B.2.0.bpmn'), await roundTrip(textOf('B.2.0.bpmn'))).join()).toContain(
      'messageVisibleKind',
    );
    expect(lostFacts(textOf('C.8.1.bpmn'), await roundTrip(textOf('C.8.1.bpmn'))).join()).toContain('outMessageRef');
  });
});
