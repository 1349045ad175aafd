import { DmnModdle } from 'dmn-moddle';
import { compileLogic, type LogicScope } from './compile-logic.js';
import type { Decision, DecisionLogic, DecisionModel, KnowledgeModel } from './decision-model.js';
import { withNamespaceOf13, type XmlDefinitions, type XmlDrgElement, type XmlReference } from './dmn-xml.js';
import type { ResourceFinding } from './resource-finding.js';

export type DmnParsing =
  | { readonly ok: true; readonly model: DecisionModel; readonly findings: readonly ResourceFinding[] }
  | { readonly ok: false; readonly findings: readonly ResourceFinding[] };

/** Longer files are refused before they are parsed. */
export const MAX_DMN_LENGTH = 2_000_000;

/**
 * Reads a DMN 1.2–1.6 file and compiles every FEEL text in it. Never throws: what is wrong comes back as findings,
 * each with a rule name, and a model comes back only where none is an error.
 */
export async function parseDmn(xml: string): Promise<DmnParsing> {
  const findings: ResourceFinding[] = [];
  const error = (rule: string, zh: string, en: string, elementId?: string): void => {
    findings.push({ severity: 'error', rule, message: { zh, en }, ...(elementId === undefined ? {} : { elementId }) });
  };
  if (xml.length > MAX_DMN_LENGTH) {
    error('dmn/too-large', '决策文件过大。', `The decision file is longer than ${MAX_DMN_LENGTH} characters.`);
    return { ok: false, findings };
  }
  // Entities are how a small file becomes a huge one; DMN needs none.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    error('dmn/doctype', '不允许 DOCTYPE 和实体定义。', 'A DOCTYPE or entity definition is not allowed.');
    return { ok: false, findings };
  }
  const definitions = await readDefinitions(xml, error);
  if (definitions === null) return { ok: false, findings };
  const model = buildModel(definitions, { error });
  return findings.length === 0 ? { ok: true, model, findings } : { ok: false, findings };
}

type ReportError = LogicScope['error'];

async function readDefinitions(xml: string, error: ReportError): Promise<XmlDefinitions | null> {
  try {
    const { rootElement, warnings } = await new DmnModdle().fromXML(withNamespaceOf13(xml));
    for (const warning of warnings) {
      const text = warning.message.split('\n')[0] ?? warning.message;
      error('dmn/xml', `文件内容无法识别：${text}`, `The file holds something that DMN does not know: ${text}`);
    }
    return rootElement as XmlDefinitions;
  } catch (cause) {
    const text = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    error('dmn/not-dmn', `不是 DMN 文件：${text}`, `This is not a DMN file: ${text}`);
    return null;
  }
}

function buildModel(definitions: XmlDefinitions, report: { readonly error: ReportError }): DecisionModel {
  const elements = definitions.drgElement ?? [];
  const names = elements
    .flatMap((element) => [element.variable?.name, element.name])
    .filter((name) => name !== undefined);
  const scope: LogicScope = { error: report.error, names };
  const byId = new Map(elements.map((element) => [element.id ?? '', element]));
  const decisions = new Map<string, Decision>();
  const functions = new Map<string, KnowledgeModel>();
  if ((definitions.import ?? []).length > 0) {
    report.error('dmn/import', '不支持导入其他 DMN 文件。', 'Importing other DMN files is not supported.');
  }
  for (const element of elements) {
    switch (element.$type) {
      case 'dmn:Decision':
        decisions.set(element.id ?? '', readDecision(element, byId, scope));
        break;
      case 'dmn:BusinessKnowledgeModel':
        functions.set(element.id ?? '', readFunction(element, byId, scope));
        break;
      case 'dmn:DecisionService':
        report.error(
          'dmn/decision-service',
          '暂不支持决策服务。',
          'Decision services are not supported yet.',
          element.id,
        );
        break;
      default:
        break;
    }
  }
  if (decisions.size === 0) report.error('dmn/no-decision', '文件中没有决策。', 'The file holds no decision.');
  refuseCycles(decisions, report.error);
  return { id: definitions.id ?? '', name: definitions.name ?? '', decisions, functions };
}

function readDecision(element: XmlDrgElement, byId: ReadonlyMap<string, XmlDrgElement>, scope: LogicScope): Decision {
  const id = element.id ?? '';
  if (id === '') scope.error('dmn/id', '决策缺少标识。', `The decision "${element.name ?? ''}" has no id.`);
  const required = (kind: 'requiredDecision' | 'requiredInput'): XmlDrgElement[] =>
    (element.informationRequirement ?? []).flatMap((each) => resolve(each[kind], byId, scope, id));
  const variable = element.variable?.name ?? element.name ?? id;
  return {
    id,
    name: element.name ?? id,
    variable,
    ...(element.variable?.typeRef === undefined ? {} : { typeRef: element.variable.typeRef }),
    requiredDecisions: required('requiredDecision').map((each) => each.id ?? ''),
    requiredFunctions: requiredFunctions(element, byId, scope),
    inputs: required('requiredInput').map((each) => ({
      name: each.variable?.name ?? each.name ?? each.id ?? '',
      ...(each.variable?.typeRef === undefined ? {} : { typeRef: each.variable.typeRef }),
    })),
    logic: logicOrFinding(element, scope, variable),
  };
}

function logicOrFinding(element: XmlDrgElement, scope: LogicScope, variable: string): DecisionLogic {
  if (element.decisionLogic !== undefined) return compileLogic(element.decisionLogic, scope, variable);
  scope.error('dmn/no-logic', '决策没有逻辑。', 'The decision has no logic.', element.id);
  return { kind: 'list', elements: [] };
}

function readFunction(
  element: XmlDrgElement,
  byId: ReadonlyMap<string, XmlDrgElement>,
  scope: LogicScope,
): KnowledgeModel {
  const variable = element.variable?.name ?? element.name ?? '';
  const logic = element.encapsulatedLogic;
  if (logic === undefined)
    scope.error('dmn/no-logic', '业务知识模型没有逻辑。', 'The business knowledge model has no logic.', element.id);
  return {
    id: element.id ?? '',
    variable,
    requiredFunctions: requiredFunctions(element, byId, scope),
    logic:
      logic === undefined
        ? { kind: 'list', elements: [] }
        : compileLogic({ ...logic, $type: 'dmn:FunctionDefinition' }, scope, variable),
  };
}

function requiredFunctions(
  element: XmlDrgElement,
  byId: ReadonlyMap<string, XmlDrgElement>,
  scope: LogicScope,
): string[] {
  return (element.knowledgeRequirement ?? [])
    .flatMap((each) => resolve(each.requiredKnowledge, byId, scope, element.id))
    .map((each) => each.id ?? '');
}

function resolve(
  reference: XmlReference | undefined,
  byId: ReadonlyMap<string, XmlDrgElement>,
  scope: LogicScope,
  elementId: string | undefined,
): XmlDrgElement[] {
  if (reference === undefined) return [];
  const target = byId.get((reference.href ?? '').replace(/^#/, ''));
  if (target !== undefined) return [target];
  scope.error(
    'dmn/reference',
    `引用的“${reference.href}”不存在。`,
    `The reference "${reference.href}" leads nowhere.`,
    elementId,
  );
  return [];
}

function refuseCycles(decisions: ReadonlyMap<string, Decision>, error: ReportError): void {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) {
      error(
        'dmn/cycle',
        '决策之间循环依赖。',
        `The decisions require each other in a circle: ${[...path, id].join(' → ')}`,
        id,
      );
      return;
    }
    if (done.has(id)) return;
    for (const next of decisions.get(id)?.requiredDecisions ?? []) visit(next, [...path, id]);
    done.add(id);
  };
  for (const id of decisions.keys()) visit(id, []);
}
