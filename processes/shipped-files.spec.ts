import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { checkDefinition, parseBpmn, parseDmn, parseForm, type ProcessDefinition } from '@pledge/engine';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const root = new URL('./', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
const ending = (suffix: string): string[] => files.filter((name) => name.endsWith(suffix)).sort();
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const models = ending('.bpmn');
const forms = ending('.form.json');
const decisions = ending('.dmn');

const parsings = new Map<string, ReturnType<typeof parseBpmn>>();
function parse(name: string): ReturnType<typeof parseBpmn> {
  const parsing = parsings.get(name) ?? parseBpmn(read(name));
  parsings.set(name, parsing);
  return parsing;
}

async function definitionOf(name: string): Promise<ProcessDefinition> {
  const parsed = await parse(name);
  const definition = parsed.definitions[0];
  if (definition === undefined) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
  return definition;
}

interface Component {
  readonly type: string;
  readonly label?: string;
  readonly dateLabel?: string;
  readonly properties?: Record<string, string>;
  readonly values?: readonly { readonly value: unknown; readonly label: string }[];
  readonly key?: string;
  readonly conditional?: { readonly hide?: string };
}

describe('shipped files', () => {
  it('given the folder, when listed, then the processes are there', () => {
    expect(models.map((name) => name.split('/')[1])).toEqual([
      'change-approval.bpmn',
      'command-use.bpmn',
      'command-violation.bpmn',
      'contract-onboarding.bpmn',
      'dangerous-command.bpmn',
      'drill-correction.bpmn',
      'drill-inject.bpmn',
      'drill-injects.bpmn',
      'drill.bpmn',
      'duty-roster-round.bpmn',
      'duty-roster.bpmn',
      'duty-shift.bpmn',
      'emergency-network.bpmn',
      'emergency-oa.bpmn',
      'emergency-power.bpmn',
      'emergency-response.bpmn',
      'emergency-server.bpmn',
      'emergency-sms.bpmn',
      'escalation.bpmn',
      'fault-analysis.bpmn',
      'fault-handling.bpmn',
      'key-period-guarantee.bpmn',
      'promise-warning.bpmn',
      'quotation.bpmn',
      'scan-check.bpmn',
      'spare-coverage.bpmn',
      'spare-loan.bpmn',
      'spare-parts.bpmn',
      'standby-supply.bpmn',
      'vendor-support.bpmn',
      'written-notice.bpmn',
    ]);
  });

  it.each(models)('given %s, when read and checked, then there is nothing to complain about', async (name) => {
    const parsed = await parse(name);
    expect(parsed.findings).toEqual([]);
    expect(parsed.definitions.flatMap((definition) => checkDefinition(definition))).toEqual([]);
  });

  it.each(models)('given %s, when its elements are named, then every name has its English', async (name) => {
    const definition = await definitionOf(name);
    const named = [...definition.nodes.values()].filter((node) => node.name !== undefined);
    expect(named.filter((node) => node.labelEn === undefined).map((node) => node.id)).toEqual([]);
    expect(definition.lanes.filter((lane) => lane.labelEn === undefined)).toEqual([]);
  });

  it.each(models)('given %s, when drawn, then every element and flow has its place in the diagram', async (name) => {
    const xml = read(name);
    const definition = await definitionOf(name);
    const drawn = new Set([...xml.matchAll(/bpmnElement="([^"]+)"/g)].map((match) => match[1]));
    expect([...definition.nodes.keys(), ...definition.flows.keys()].filter((id) => !drawn.has(id))).toEqual([]);
  });

  it('given all models, when they name forms, decisions and processes, then each is shipped', async () => {
    const definitions = await Promise.all(models.map(definitionOf));
    const nodes = definitions.flatMap((definition) => [...definition.nodes.values()]);
    const formIds = forms.map((name) => (JSON.parse(read(name)) as { id: string }).id);
    const missing = nodes
      .map((node) => node.userTask?.formId)
      .filter((id) => id !== undefined && !formIds.includes(id));
    expect(missing).toEqual([]);
    const used = nodes.map((node) => node.userTask?.formId);
    expect(formIds.filter((id) => !used.includes(id))).toEqual([]);
    const keys = definitions.map((definition) => definition.key);
    const called = nodes.flatMap((node) => (node.call?.processId.kind === 'static' ? [node.call.processId.text] : []));
    expect(called.filter((key) => !keys.includes(key))).toEqual([]);
    // Which decision grades stands in the contract's profile: every one that a shipped profile may name is there.
    const decided = await Promise.all(decisions.map(async (name) => parseDmn(read(name))));
    const named = decided.flatMap((parsed) => (parsed.ok ? [...parsed.model.decisions.keys()] : []));
    expect(named).toEqual(expect.arrayContaining(['severity-by-questionnaire', 'severity-p-s1']));
  });

  it.each(forms)('given %s, when read, then the server can check it and every text has its English', (name) => {
    expect(parseForm(read(name))).toMatchObject({ ok: true });
    const schema = JSON.parse(read(name)) as { id: string; components: Component[] };
    expect(name.endsWith(`/${schema.id}.form.json`)).toBe(true);
    for (const component of schema.components.filter((each) => each.type !== 'expression')) {
      expect(component.properties?.['label.en']).toMatch(/^[A-Z]/);
      for (const option of component.values ?? []) {
        expect(component.properties?.[`value.${String(option.value)}.en`]).toMatch(/^[A-Z]/);
      }
    }
  });

  it.each(forms)(
    'given %s, when a text has nothing to show, then it is hidden: to form-js, null is an empty text',
    (name) => {
      const { components } = JSON.parse(read(name)) as { components: Component[] };
      const texts = components.filter((each) => each.type === 'textfield' || each.type === 'textarea');
      const shown = texts.filter((each) => each.conditional?.hide === `=${each.key ?? ''} = null`);
      expect(shown.map((each) => each.key)).toEqual([]);
    },
  );

  it.each(decisions)('given %s, when read, then it is a decision that runs', async (name) => {
    expect(await parseDmn(read(name))).toMatchObject({ ok: true });
  });
});
