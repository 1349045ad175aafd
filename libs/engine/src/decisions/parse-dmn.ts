import { compileLogic, type LogicScope, type ReportError } from './compile-logic.js';
import type {
  Decision,
  DecisionLogic,
  DecisionModel,
  DecisionService,
  KnowledgeModel,
  Required,
  TypedName,
} from './decision-model.js';
import { linkFile, readDefinitions, typeRef, type DmnFile } from './dmn-files.js';
import type { FeelType } from '../expressions/types.js';
import type { XmlDefinitions, XmlDrgElement, XmlReference } from './dmn-xml.js';
import type { ResourceFinding } from './resource-finding.js';

export type DmnParsing =
  | { readonly ok: true; readonly model: DecisionModel; readonly findings: readonly ResourceFinding[] }
  | { readonly ok: false; readonly findings: readonly ResourceFinding[] };

/** Longer files are refused before they are parsed. */
export const MAX_DMN_LENGTH = 2_000_000;

/**
 * Reads a DMN 1.2–1.6 file and compiles every FEEL text in it. Never throws: what is wrong comes back as findings,
 * each with a rule name, and a model comes back only where none is an error.
 * @param imports the texts of the DMN files that this one imports, in any order.
 */
export async function parseDmn(xml: string, imports: readonly string[] = []): Promise<DmnParsing> {
  const { model, findings } = await readDmn(xml, imports);
  if (model === null || findings.some((finding) => finding.severity === 'error')) return { ok: false, findings };
  return { ok: true, model, findings };
}

/**
 * As `parseDmn`, but the model comes back in spite of errors: what is broken fails when it is evaluated, the rest runs.
 * For the conformance suite, whose files are wrong on purpose.
 */
export async function readDmn(
  xml: string,
  imports: readonly string[] = [],
): Promise<{ readonly model: DecisionModel | null; readonly findings: readonly ResourceFinding[] }> {
  const findings: ResourceFinding[] = [];
  const error: ReportError = (rule, zh, en, elementId) => {
    findings.push({ severity: 'error', rule, message: { zh, en }, ...(elementId === undefined ? {} : { elementId }) });
  };
  const definitions = await readText(xml, error);
  if (definitions === null) return { model: null, findings };
  const others = new Map<string, XmlDefinitions>();
  for (const text of imports) {
    const other = await readText(text, error);
    if (other !== null) others.set(other.namespace ?? '', other);
  }
  const file = linkFile(definitions, others, error);
  return { model: new ModelBuilder(file, error).build(), findings };
}

async function readText(xml: string, error: ReportError): Promise<XmlDefinitions | null> {
  if (xml.length > MAX_DMN_LENGTH) {
    error('dmn/too-large', '决策文件过大。', `The decision file is longer than ${MAX_DMN_LENGTH} characters.`);
    return null;
  }
  // Entities are how a small file becomes a huge one; DMN needs none.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    error('dmn/doctype', '不允许 DOCTYPE 和实体定义。', 'A DOCTYPE or entity definition is not allowed.');
    return null;
  }
  return readDefinitions(xml, error);
}

/** Walks a file and everything it imports; ids of imported elements carry their namespace. */
class ModelBuilder {
  private readonly decisions = new Map<string, Decision>();
  private readonly functions = new Map<string, KnowledgeModel>();
  private readonly services = new Map<string, DecisionService>();

  constructor(
    private readonly main: DmnFile,
    private readonly error: ReportError,
  ) {}

  build(): DecisionModel {
    const seen = new Set<string>();
    const visit = (file: DmnFile): void => {
      if (seen.has(file.namespace)) return;
      seen.add(file.namespace);
      this.readFile(file);
      file.imports.forEach(visit);
    };
    visit(this.main);
    const { definitions } = this.main;
    if (this.decisions.size === 0) this.error('dmn/no-decision', '文件中没有决策。', 'The file holds no decision.');
    refuseCycles(this.decisions, this.error);
    return {
      id: definitions.id ?? '',
      name: definitions.name ?? '',
      decisions: this.decisions,
      functions: this.functions,
      services: this.services,
    };
  }

  private readFile(file: DmnFile): void {
    const scope: LogicScope = { error: this.error, names: file.names, types: file.types };
    for (const element of file.definitions.drgElement ?? []) {
      const key = this.key(file, element);
      switch (element.$type) {
        case 'dmn:Decision':
          this.decisions.set(key, this.readDecision(key, element, file, scope));
          break;
        case 'dmn:BusinessKnowledgeModel':
          this.functions.set(key, this.readFunction(key, element, file, scope));
          break;
        case 'dmn:DecisionService':
          this.services.set(key, this.readService(key, element, file));
          break;
        default:
          break;
      }
    }
  }

  /** An element without an id, which DMN allows, is known by its name. */
  private key(file: DmnFile, element: XmlDrgElement): string {
    const id = element.id ?? element.name ?? '';
    if (id === '') this.error('dmn/id', '元素缺少标识和名称。', `A ${element.$type} has neither an id nor a name.`);
    return file === this.main ? id : `${file.namespace}#${id}`;
  }

  private readDecision(id: string, element: XmlDrgElement, file: DmnFile, scope: LogicScope): Decision {
    const required = (kind: 'requiredDecision' | 'requiredInput'): Target[] =>
      (element.informationRequirement ?? []).flatMap((each) => this.resolve(each[kind], file, id));
    const variable = nameOf(element);
    return {
      id,
      name: element.name ?? id,
      variable,
      type: typeRef(element.variable?.typeRef, file),
      requiredDecisions: required('requiredDecision').map((target) => this.required(target)),
      requiredFunctions: this.requiredFunctions(element, file),
      inputs: required('requiredInput').map(typedName),
      logic: this.logic(element, scope, variable),
    };
  }

  private logic(element: XmlDrgElement, scope: LogicScope, variable: string): DecisionLogic {
    if (element.decisionLogic !== undefined) return compileLogic(element.decisionLogic, scope, variable);
    this.error('dmn/no-logic', '决策没有逻辑。', 'The decision has no logic.', element.id);
    return { kind: 'list', elements: [] };
  }

  private readFunction(id: string, element: XmlDrgElement, file: DmnFile, scope: LogicScope): KnowledgeModel {
    const logic = element.encapsulatedLogic;
    if (logic === undefined)
      this.error('dmn/no-logic', '业务知识模型没有逻辑。', 'The business knowledge model has no logic.', element.id);
    const variable = nameOf(element);
    return {
      id,
      name: element.name ?? id,
      variable,
      result: resultOf(typeRef(element.variable?.typeRef, file)),
      requiredFunctions: this.requiredFunctions(element, file),
      logic:
        logic === undefined
          ? { kind: 'list', elements: [] }
          : compileLogic({ ...logic, $type: 'dmn:FunctionDefinition' }, scope, variable),
    };
  }

  private readService(id: string, element: XmlDrgElement, file: DmnFile): DecisionService {
    const targets = (references: readonly XmlReference[] | undefined): Target[] =>
      (references ?? []).flatMap((each) => this.resolve(each, file, element.id));
    const outputs = targets(element.outputDecision).map((target) => this.required(target).id);
    if (outputs.length === 0)
      this.error('dmn/no-output', '决策服务没有输出决策。', 'The decision service has no output decision.', element.id);
    return {
      id,
      name: element.name ?? id,
      variable: nameOf(element),
      result: resultOf(typeRef(element.variable?.typeRef, file)),
      inputs: targets(element.inputData).map(typedName),
      inputDecisions: targets(element.inputDecision).map((target) => this.required(target).id),
      outputs,
    };
  }

  private requiredFunctions(element: XmlDrgElement, file: DmnFile): Required[] {
    return (element.knowledgeRequirement ?? [])
      .flatMap((each) => this.resolve(each.requiredKnowledge, file, element.id))
      .map((target) => this.required(target));
  }

  private required(target: Target): Required {
    const id = this.key(target.file, target.element);
    return target.from === undefined ? { id } : { id, from: target.from };
  }

  /** `#id`, `namespace#id` of this file, or `namespace#id` of an imported one. */
  private resolve(reference: XmlReference | undefined, file: DmnFile, elementId: string | undefined): Target[] {
    if (reference === undefined) return [];
    const href = reference.href ?? '';
    const cut = href.indexOf('#');
    const namespace = href.slice(0, Math.max(0, cut));
    const id = href.slice(cut + 1);
    const places: [string | undefined, DmnFile][] = [[undefined, file], ...file.imports];
    for (const [from, place] of places) {
      if (namespace !== '' && namespace !== place.namespace) continue;
      const element = place.definitions.drgElement?.find((each) => (each.id ?? each.name) === id);
      if (element !== undefined)
        return [from === undefined ? { element, file: place } : { element, file: place, from }];
      if (namespace === '') break;
    }
    this.error('dmn/reference', `引用的“${href}”不存在。`, `The reference "${href}" leads nowhere.`, elementId);
    return [];
  }
}

interface Target {
  readonly element: XmlDrgElement;
  readonly file: DmnFile;
  readonly from?: string;
}

function nameOf(element: XmlDrgElement): string {
  return element.variable?.name ?? element.name ?? element.id ?? '';
}

function typedName({ element, file, from }: Target): TypedName {
  const typed = { name: nameOf(element), type: typeRef(element.variable?.typeRef, file) };
  return from === undefined ? typed : { ...typed, from };
}

/** The variable of a function may be typed as the function or as what it yields. */
function resultOf(type: FeelType): FeelType {
  return type.kind === 'function' ? type.result : type;
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
    for (const next of decisions.get(id)?.requiredDecisions ?? []) visit(next.id, [...path, id]);
    done.add(id);
  };
  for (const id of decisions.keys()) visit(id, []);
}
