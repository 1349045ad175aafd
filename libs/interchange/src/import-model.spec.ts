import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkDefinition, parseBpmn, parseForm, type ModelFinding } from '@pledge/engine';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import fc from 'fast-check';
import { importModel, type ImportedModel, type ImportOptions } from './import-model.js';
import { Report, type ImportLine } from './report.js';
import { reasons } from './translations/reasons.js';
import { attributeRules, elementRules } from './translations/rules.js';

const known = {
  roles: new Set(['manager', 'director', 'engineer']),
  users: new Set(['admin']),
  forms: new Set(['leave-form']),
};

async function open(xml: string, options: Partial<ImportOptions> = {}): Promise<ImportedModel> {
  const result = await importModel(xml, { known, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result;
}
function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}
async function findingsOf(xml: string): Promise<ModelFinding[]> {
  const model = await parseBpmn(xml);
  return [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))];
}
/** Lines of one element: `subject → outcome, what it becomes`. */
function told(lines: readonly ImportLine[], elementId: string): Record<string, string> {
  return Object.fromEntries(
    lines
      .filter((line) => line.elementId === elementId)
      .map((line) => [line.subject, `${line.outcome}${line.becomes === '' ? '' : `: ${line.becomes}`}`]),
  );
}

const files = ['invoice.camunda.bpmn', 'leave.flowable.bpmn20.xml', 'vacation.activiti.bpmn20.xml'];
const ENGINE_PREFIX = /^(camunda|flowable|activiti|act):/;

/** Attributes and outermost extension elements of other engines, read from the text alone. */
function inventory(xml: string): { readonly elementId: string; readonly subject: string }[] {
  const found: { elementId: string; subject: string }[] = [];
  const ids: string[] = [];
  let depth = 0;
  for (const [, closing, name = '', rest = '', empty] of xml
    .replace(/<!\[CDATA\[.*?\]\]>/gs, '')
    .matchAll(/<(\/)?([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(\/)?>/g)) {
    const engine = ENGINE_PREFIX.test(name);
    if (closing) {
      if (engine) depth -= 1;
      else ids.pop();
      continue;
    }
    const owner = ids.findLast((id) => id !== '') ?? '';
    if (engine) {
      if (depth === 0) found.push({ elementId: owner, subject: name });
      if (!empty) depth += 1;
      continue;
    }
    const drawn = !/(LoopCharacteristics|EventDefinition|Expression)$/.test(name);
    const id = (drawn ? /\sid="([^"]*)"/.exec(rest)?.[1] : undefined) ?? owner;
    for (const [, attribute = ''] of rest.matchAll(/\s([\w:.-]+)="/g))
      if (ENGINE_PREFIX.test(attribute)) found.push({ elementId: id, subject: attribute });
    if (!empty) ids.push(id);
  }
  return found.map(({ elementId, subject }) => ({ elementId, subject: subject.replace(/^act:/, 'activiti:') }));
}
/** What stood in the file and is told nowhere. */
function untold(xml: string, lines: readonly ImportLine[]): string[] {
  return inventory(xml)
    .filter(
      ({ elementId, subject }) =>
        !lines.some(
          (line) =>
            (line.elementId ?? 'Definitions_1') === elementId &&
            (line.subject === subject || line.subject.startsWith(`${subject} `)),
        ),
    )
    .map(({ elementId, subject }) => `${elementId} ${subject}`);
}

describe('a model of another engine', () => {
  it('given an invoice of Camunda 7, when opened, then people, dates, conditions, mappings and calls say the same here', async () => {
    const model = await open(fixture('invoice.camunda.bpmn'));
    expect({ vendor: model.vendor, key: model.key, name: model.name }).toEqual({
      vendor: 'camunda',
      key: 'invoice',
      name: '发票审批',
    });
    const { definitions } = await parseBpmn(model.xml);
    const nodes = definitions[0]?.nodes;
    const approve = nodes?.get('approve');
    expect(approve?.userTask).toMatchObject({
      assignee: { kind: 'feel', text: 'approver' },
      candidateGroups: { kind: 'feel', text: '["manager", approverGroup]' },
      dueDate: { kind: 'feel', text: 'now() + duration("P7D")' },
      followUpDate: { kind: 'feel', text: 'now() + duration("P3D")' },
      priority: { kind: 'static', text: '60' },
      formId: 'invoice-approve',
    });
    expect(approve?.inputs.map(({ source, target }) => `${target} ${source.kind} ${source.text}`)).toEqual([
      'limit static 1000',
      'who feel approver',
      'colours feel ["red", colour]',
      'head feel {"to": mail}',
    ]);
    expect(nodes?.get('payment')).toMatchObject({
      call: { processId: { text: 'payment' }, propagateAllParent: false, propagateAllChild: false },
      inputs: [{ target: 'sum' }, { target: 'double', source: { text: 'amount * 2' } }],
      outputs: [{ target: 'receipt' }],
      loop: {
        collection: { text: 'instalments' },
        inputElement: 'instalment',
        completionCondition: { text: 'numberOfCompletedInstances / numberOfInstances >= 0.6' },
      },
    });
    expect(nodes?.get('formula')?.script).toMatchObject({
      expression: { text: 'amount * 2' },
      resultVariable: 'double',
    });
    expect(model.xml).toContain('=approved and blocked != true');
    expect(model.xml).toContain('="PT" + string(hours) + "H"');
  });

  it('given the same, when opened, then what has no equal is asked for, and what is not needed is said so', async () => {
    const { lines } = await open(fixture('invoice.camunda.bpmn'));
    expect(told(lines, 'archive')).toEqual({
      'camunda:class': 'needsYou: zeebe:taskDefinition type="ArchiveInvoiceService"',
      'camunda:resultVariable': 'needsYou',
      'camunda:field': 'needsYou',
      'camunda:connector': 'needsYou',
    });
    expect(told(lines, 'sum')).toEqual({
      'camunda:resultVariable': 'translated: zeebe:script resultVariable="total"',
      script: 'needsYou',
    });
    expect(told(lines, 'by-code')).toEqual({ conditionExpression: 'needsYou' });
    expect(told(lines, 'remind')).toEqual({
      'camunda:type': 'ignored',
      'camunda:topic': 'needsYou: zeebe:taskDefinition type="reminder"',
      'camunda:taskPriority': 'ignored',
    });
    expect(told(lines, 'confirmed')).toEqual({ message: 'needsYou' });
    expect(told(lines, 'approve')).toMatchObject({
      'camunda:asyncBefore': 'ignored',
      'camunda:taskListener': 'needsYou',
      'camunda:failedJobRetryTimeCycle': 'ignored',
      'camunda:inputOutput inputParameter computed': 'needsYou',
      'camunda:properties cost-centre': 'translated: zeebe:property name="cost-centre"',
      'camunda:formData amount': 'needsYou',
    });
    // and stays readable beside the element
    const { xml } = await open(fixture('invoice.camunda.bpmn'));
    expect(xml).toContain('name="camunda:class" value="org.camunda.bpm.example.invoice.service.ArchiveInvoiceService"');
  });

  it('given a leave of Flowable without a drawing, when opened, then it is laid out and its fields are a form', async () => {
    const model = await open(fixture('leave.flowable.bpmn20.xml'));
    expect(model.vendor).toBe('flowable');
    expect(model.xml.match(/<bpmndi:BPMNShape /g)?.length).toBe(11);
    expect(model.xml.match(/<bpmndi:BPMNEdge /g)?.length).toBe(model.xml.match(/<sequenceFlow /g)?.length);
    const [form] = model.forms;
    expect(form?.key).toBe('leave-approve');
    const parsed = parseForm(form?.content ?? '');
    expect(parsed.ok).toBe(true);
    expect(JSON.parse(form?.content ?? '')).toMatchObject({
      components: [
        { type: 'checkbox', key: 'agreed', label: '同意', validate: { required: true } },
        { type: 'select', key: 'kind', values: [{ value: 'annual', label: '年假' }, { value: 'sick' }] },
        { type: 'datetime', subtype: 'date', key: 'since', readonly: true },
        { type: 'number', key: 'dayCount' },
      ],
    });
    expect(told(model.lines, 'fill')).toMatchObject({
      'flowable:formKey': 'translated: zeebe:formDefinition formId="leave-form"',
      'flowable:dueDate': 'translated: zeebe:taskSchedule dueDate="=now() + duration("P2D")"',
      'modeler:initiator-can-complete': 'ignored',
      'flowable:skipExpression': 'needsYou',
    });
    expect(told(model.lines, 'countersign')).toMatchObject({
      'flowable:candidateGroups': 'needsYou: zeebe:assignmentDefinition candidateGroups="hr"',
      'flowable:collection': 'translated: zeebe:loopCharacteristics inputCollection="=signers"',
      completionCondition: 'translated: =numberOfCompletedInstances = numberOfInstances or refused',
    });
    expect(told(model.lines, 'agree-text')).toEqual({ conditionExpression: 'needsYou' });
    expect(told(model.lines, 'report')).toMatchObject({
      'flowable:inheritVariables': 'translated: zeebe:calledElement',
    });
  });

  it('given a vacation of Activiti with a prefix of its own, when opened, then owners and old loops are read too', async () => {
    const model = await open(fixture('vacation.activiti.bpmn20.xml'));
    expect(model.vendor).toBe('activiti');
    const { definitions } = await parseBpmn(model.xml);
    const nodes = definitions[0]?.nodes;
    expect(nodes?.get('handleRequest')?.userTask).toMatchObject({
      candidateUsers: { text: 'kermit' },
      candidateGroups: { text: 'manager,sales' },
    });
    expect(nodes?.get('adjust')).toMatchObject({
      userTask: { assignee: { kind: 'feel', text: 'employeeName' } },
      loop: { collection: { text: 'assigneeList' }, inputElement: 'each' },
    });
    expect(told(model.lines, 'handleRequest')).toEqual({ potentialOwner: expect.stringContaining('needsYou') });
    expect(told(model.lines, 'flow4')).toEqual({ conditionExpression: 'translated: =vacationApproved != true' });
    expect(told(model.lines, 'again')).toEqual({ message: 'needsYou' });
  });

  it.each(files)('given %s, when opened, then nothing is dropped in silence', async (name) => {
    const xml = fixture(name);
    const { lines } = await open(xml);
    expect(inventory(xml).length).toBeGreaterThan(8);
    expect(untold(xml, lines)).toEqual([]);
  });

  it.each(files)(
    'given %s, when opened, then what is translated passes the rules, or somebody is asked',
    async (name) => {
      const model = await open(fixture(name));
      const findings = await findingsOf(model.xml);
      const asked = new Set(model.lines.flatMap((line) => (line.outcome === 'needsYou' ? [line.elementId] : [])));
      const silent = findings.filter((each) => each.severity === 'error' && !asked.has(each.elementId ?? null));
      expect(silent).toEqual([]);
      expect(findings.filter((each) => each.rule === 'engine/foreign-attribute')).toEqual([]);
      expect(model.xml).not.toMatch(/camunda\.org\/schema\/1\.0|flowable\.org\/bpmn|activiti\.org\/bpmn"/);
    },
  );

  it.each(files)('given %s as it was opened, when opened again, then nothing is left to do', async (name) => {
    const once = await open(fixture(name));
    const twice = await open(once.xml);
    expect(twice.xml).toBe(once.xml);
    expect(twice.vendor).toBe('zeebe');
  });

  it('given a mutant that forgets to write a line, then the inventory finds it', async () => {
    class Forgetful extends Report {
      protected override add(line: ImportLine): void {
        if (line.subject !== 'camunda:asyncBefore') super.add(line);
      }
    }
    const xml = fixture('invoice.camunda.bpmn');
    const { lines } = await open(xml, { report: new Forgetful() });
    expect(untold(xml, lines)).toEqual(['approve camunda:asyncBefore', 'payment camunda:asyncBefore']);
  });

  it("given Camunda's own description of its words, then every attribute and element has a rule", () => {
    const lower = (name: string): string => name[0]?.toLowerCase() + name.slice(1);
    const types = camunda.types as {
      name: string;
      extends?: string[];
      meta?: { allowedIn?: string[] };
      properties?: { name: string; isAttr?: boolean }[];
    }[];
    const attributes = types
      .filter((type) => type.extends?.some((base) => base.startsWith('bpmn:') || base.startsWith('camunda:')))
      .filter(
        (type) => !['InputParameter', 'OutputParameter', 'In', 'Out', 'List', 'Map', 'Script'].includes(type.name),
      )
      .flatMap((type) =>
        (type.properties ?? []).filter((each) => each.isAttr).map((each) => each.name.replace('camunda:', '')),
      );
    const elements = types.filter((type) =>
      type.meta?.allowedIn?.some((place) => /^(\*|bpmn:|camunda:[ASJ])/.test(place)),
    );
    expect(attributes.filter((name) => !(name in attributeRules))).toEqual([]);
    expect(elements.map((type) => lower(type.name)).filter((name) => !(name in elementRules))).toEqual([]);
  });

  it('given any attribute on any element, when opened, then it is told exactly once and the model stays readable', async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(attributeRules)), fc.stringMatching(/^[a-z][A-Za-z]{2,12}$/));
    const values = fc.oneof(
      fc.constantFrom('${a > 1}', '${bean.x()}', 'true', 'P3D', '${', '=1', '"<&', '李'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('process', 'startEvent', 'userTask', 'serviceTask', 'callActivity', 'endEvent', 'sequenceFlow'),
        names,
        values,
        async (type, name, raw) => {
          const value = raw.replace(/[^\u0020-\uD7FF]/g, '');
          const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
          const at = (each: string): string => (each === type ? ` flowable:${name}="${escaped}"` : '');
          const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="x">
            <process id="p" isExecutable="true"${at('process')}><startEvent id="s"${at('startEvent')}/><userTask id="u"${at('userTask')}/>
            <serviceTask id="v"${at('serviceTask')}/><callActivity id="c" calledElement="q"${at('callActivity')}/><endEvent id="e"${at('endEvent')}/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="u"${at('sequenceFlow')}/><sequenceFlow id="f2" sourceRef="u" targetRef="v"/>
            <sequenceFlow id="f3" sourceRef="v" targetRef="c"/><sequenceFlow id="f4" sourceRef="c" targetRef="e"/></process></definitions>`;
          const model = await open(xml);
          const lines = model.lines.filter((line) => line.subject === `flowable:${name}`);
          expect(lines).toHaveLength(1);
          expect(lines[0]?.value).toBe(value.trim());
          const asked = new Set(
            model.lines.filter((line) => line.outcome === 'needsYou').map((line) => line.elementId),
          );
          const errors = (await findingsOf(model.xml)).filter((each) => each.severity === 'error');
          expect(errors.filter((each) => !asked.has(each.elementId ?? null))).toEqual([]);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });

  it('given a key of its own, when opened, then the process and its drawing go by it', async () => {
    const model = await open(fixture('invoice.camunda.bpmn'), { key: 'invoice-2' });
    expect(model.key).toBe('invoice-2');
    expect(model.xml).toContain('<bpmn:process id="invoice-2"');
    expect(model.xml).toContain('bpmnElement="invoice-2"');
    expect((await parseBpmn(model.xml)).definitions[0]?.key).toBe('invoice-2');
  });

  it('given a model of our own, when opened, then it comes through as it is', async () => {
    const own = readFileSync(new URL('../../../processes/fault-handling/fault-handling.bpmn', import.meta.url), 'utf8');
    const model = await open(own);
    expect({ vendor: model.vendor, lines: model.lines }).toEqual({ vendor: 'zeebe', lines: [] });
  });

  it.each([
    ['no XML', 'hello'],
    ['nothing', ''],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "c">]><definitions/>'],
    ['a page', '<html><body/></html>'],
    [
      'BPMN without a process',
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"/>',
    ],
  ])('given %s, when opened, then it is refused in words', async (_what, xml) => {
    const result = await importModel(xml, { known });
    expect(result.ok).toBe(false);
    if (!result.ok) for (const { message } of result.findings) expect(message.zh).toMatch(/\p{Script=Han}/u);
  });

  it('given every reason, then it is said in both languages', () => {
    for (const { zh, en } of Object.values(reasons)) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
