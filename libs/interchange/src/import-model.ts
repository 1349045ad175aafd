import type { ImportWarning, ModdleElement } from 'bpmn-moddle';
import { checkDefinition, parseBpmn, type ModelFinding } from '@pledge/engine';
import { isJuel } from './juel/to-feel.js';
import { contained, Extensions, newModdle, textOf, type Mutable } from './model.js';
import { Report, type ImportLine } from './report.js';
import {
  askForMatching,
  tellWarning,
  translateCall,
  translateExpression,
  translateName,
  translateResources,
  translateScript,
  waitsForMessage,
} from './standard-parts.js';
import { dropNamespaces, placeOf, translateExtensions, vendorOf } from './translate-extensions.js';
import type { Vendor } from './vendors.js';
import type { KnownHere, Work } from './work.js';
import { formJson } from './write-form.js';

/** Of whom the file is, its model in our words, and what became of everything. */
export interface ImportedModel {
  readonly vendor: Vendor;
  /** Key and name of the first process that is executed. */
  readonly key: string;
  readonly name: string;
  readonly xml: string;
  readonly lines: readonly ImportLine[];
  /** Forms made of the fields of tasks. */
  readonly forms: readonly { readonly key: string; readonly content: string }[];
}
export type ImportResult =
  | ({ readonly ok: true } & ImportedModel)
  /** No BPMN, or nothing that can be drawn and run. */
  | { readonly ok: false; readonly findings: readonly ModelFinding[] };

export interface ImportOptions {
  readonly known: KnownHere;
  /** The key that the first process is to have; its own where it is missing. */
  readonly key?: string;
  /** Where the lines go; a spec gives one that forgets. */
  readonly report?: Report;
}

/** Findings for which a file is not even looked at. */
const REFUSED = new Set(['bpmn/too-large', 'bpmn/doctype', 'bpmn/encoding']);

/**
 * Opens BPMN of Camunda 7, Flowable and Activiti: what has an equal here is written in its words (`zeebe:`, `pledge:`, FEEL),
 * the rest is told line by line and kept beside its element. Never throws for bad input. Models of Camunda 8 and models
 * without extensions come through as they are.
 */
export async function importModel(xml: string, options: ImportOptions): Promise<ImportResult> {
  const asRead = await parseBpmn(xml);
  const refused = asRead.findings.filter((finding) => REFUSED.has(finding.rule));
  if (refused.length > 0) return { ok: false, findings: refused };
  const moddle = newModdle();
  let root: Mutable;
  let warnings: readonly ImportWarning[];
  try {
    const read = await moddle.fromXML(xml);
    root = read.rootElement as Mutable;
    warnings = read.warnings;
  } catch {
    return { ok: false, findings: asRead.findings };
  }
  const processes = list(root, 'rootElements').filter((each) => each.$type === 'bpmn:Process');
  const main = processes.find((each) => each['isExecutable'] === true) ?? processes[0];
  if (!main) return { ok: false, findings: [noProcess] };

  const report = options.report ?? new Report();
  const original = String(main.id ?? 'process');
  const processKey = options.key ?? original;
  const work: Work = {
    extensions: new Extensions(moddle),
    report,
    known: options.known,
    forms: [],
    calls: new Map(),
    processKey,
  };
  const all = contained(root);
  const vendor = vendorOf(all);
  const foreign = new Map<string, number>();
  const results = new Map<Mutable, string>();
  for (const element of all) translateExtensions(element, work, foreign, results);
  if (vendor !== 'zeebe') for (const element of all) translateStandard(element, vendor, work, results);
  for (const warning of warnings) tellWarning(warning, work, placeOf);
  for (const [prefix, count] of foreign) report.ignored({ ...placeOf(main, prefix, `× ${count}`) }, 'foreign');
  if (processKey !== original) {
    report.translated(placeOf(main, 'id', original), processKey, 'key');
    main['id'] = processKey;
  }
  dropNamespaces(all);
  if (list(root, 'diagrams').length === 0) nameEnds(all);
  const written = (await moddle.toXML(root, { format: true })).xml;
  const drawn = await drawing(root, main, written, report);
  await tellFindings(drawn, report);
  return {
    ok: true,
    vendor,
    key: processKey,
    name: textOf(main, 'name') || processKey,
    xml: drawn,
    lines: report.lines,
    forms: work.forms.map((form) => ({ key: form.key, content: formJson(form) })),
  };
}

const noProcess: ModelFinding = {
  severity: 'error',
  rule: 'bpmn/no-executable-process',
  message: { zh: '文件中没有流程。', en: 'The file has no process.' },
};

function list(element: ModdleElement, key: string): Mutable[] {
  const value = element[key];
  return Array.isArray(value) ? (value as Mutable[]) : [];
}

/** Places that BPMN itself has, filled with words of the other engine. */
function translateStandard(element: Mutable, vendor: Vendor, work: Work, results: Map<Mutable, string>): void {
  const { $type } = element;
  if (/Expression$/.test($type) && !/ResourceAssignment/.test($type)) translateExpression(element, work, placeOf);
  if ($type === 'bpmn:Message' || $type === 'bpmn:Signal') translateName(element, 'name', work, placeOf);
  else if (isJuel(textOf(element, 'name')) && $type !== 'bpmn:Process')
    work.report.needsYou(placeOf(element, 'name', textOf(element, 'name')), 'name');
  for (const key of ['errorCode', 'escalationCode'])
    if (isJuel(textOf(element, key))) work.report.needsYou(placeOf(element, key, textOf(element, key)), 'value');
  if ($type === 'bpmn:ScriptTask') translateScript(element, results.get(element), work, placeOf);
  if ($type === 'bpmn:UserTask') translateResources(element, work, placeOf);
  if (vendor === 'plain') return;
  if ($type === 'bpmn:CallActivity') translateCall(element, work, placeOf);
  if (waitsForMessage(element)) askForMatching(element, work, placeOf);
}

/** Elements name their connections: optional in BPMN, and what a layout goes by. */
function nameEnds(all: readonly Mutable[]): void {
  for (const flow of all) {
    if (flow.$type !== 'bpmn:SequenceFlow') continue;
    for (const [end, side] of [
      ['sourceRef', 'outgoing'],
      ['targetRef', 'incoming'],
    ] as const) {
      const node = flow[end] as Mutable | undefined;
      if (node && !list(node, side).includes(flow)) node[side] = [...list(node, side), flow];
    }
  }
}

/** A file without a drawing is laid out, so that it can be shown. */
async function drawing(root: Mutable, main: Mutable, xml: string, report: Report): Promise<string> {
  if (list(root, 'diagrams').length > 0) return xml;
  const pools = list(root, 'rootElements').flatMap((each) => list(each, 'participants')).length;
  if (pools > 1) report.needsYou(placeOf(main, 'BPMNDiagram', ''), 'severalPools');
  else report.translated(placeOf(main, 'BPMNDiagram', ''), 'bpmndi:BPMNDiagram', 'noDrawing');
  const { layoutProcess } = await import('bpmn-auto-layout');
  return layoutProcess(xml);
}

/** What a deployment would refuse, where no line says yet that somebody has to look. */
async function tellFindings(xml: string, report: Report): Promise<void> {
  const model = await parseBpmn(xml);
  const findings = [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))];
  const told = new Set(report.lines.flatMap((line) => (line.outcome === 'needsYou' ? [line.elementId] : [])));
  for (const { severity, elementId = null, rule, message } of findings)
    if (severity === 'error' && (elementId === null || !told.has(elementId)))
      report.needsYou({ elementId, elementName: '', elementType: '', subject: rule, value: '' }, message);
}
