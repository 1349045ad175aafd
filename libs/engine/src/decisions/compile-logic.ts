import {
  compileExpression,
  compileUnaryTests,
  type CompiledExpression,
  type CompiledUnaryTests,
} from '../expressions/index.js';
import {
  aggregations,
  hitPolicies,
  type Aggregation,
  type DecisionLogic,
  type DecisionOutput,
  type DecisionTable,
  type HitPolicy,
} from './decision-model.js';
import { DecisionError } from './decision-error.js';
import { typeRef } from './dmn-files.js';
import type { TypeLookup } from '../expressions/types.js';
import type {
  XmlConditional,
  XmlContext,
  XmlElement,
  XmlFunction,
  XmlInvocation,
  XmlIterator,
  XmlList,
  XmlRelation,
  XmlTable,
  XmlText,
} from './dmn-xml.js';

/** Told about everything that is wrong in a file. */
export type ReportError = (rule: string, zh: string, en: string, elementId?: string) => void;

/** Where errors go, which names the expressions of the file may use, and the types it defines. */
export interface LogicScope {
  readonly error: ReportError;
  readonly names: readonly string[];
  readonly types: TypeLookup;
}

/** Compiles a boxed expression; every FEEL text that cannot be read becomes a finding at its element. */
export function compileLogic(element: XmlElement, scope: LogicScope, variable: string): DecisionLogic {
  switch (element.$type) {
    case 'dmn:DecisionTable':
      return compileTable(element as XmlTable, scope, variable);
    case 'dmn:LiteralExpression':
      return typed(element, scope, { kind: 'literal', expression: feel(element as XmlText, scope, element.id) });
    case 'dmn:Context':
      return compileContext(element as XmlContext, scope);
    case 'dmn:List':
      return {
        kind: 'list',
        elements: ((element as XmlList).elements ?? []).map((each) => compileLogic(each, scope, '')),
      };
    case 'dmn:Relation': {
      const relation = element as XmlRelation;
      return {
        kind: 'relation',
        columns: (relation.column ?? []).map((column) => column.name ?? ''),
        rows: (relation.row ?? []).map((row) => (row.elements ?? []).map((each) => compileLogic(each, scope, ''))),
      };
    }
    case 'dmn:FunctionDefinition': {
      const definition = element as XmlFunction;
      if (definition.kind !== undefined && definition.kind !== 'FEEL') {
        scope.error(
          'dmn/function-kind',
          '只允许 FEEL 函数。',
          `Only FEEL functions run here, not ${definition.kind}.`,
          element.id,
        );
        return { kind: 'literal', expression: broken('', `Only FEEL functions run here, not ${definition.kind}.`) };
      }
      const parameters = (definition.formalParameter ?? []).map((parameter) => ({
        name: parameter.name ?? '',
        type: typeRef(parameter.typeRef, scope),
      }));
      const inner = { ...scope, names: [...scope.names, ...parameters.map((parameter) => parameter.name)] };
      return { kind: 'function', parameters, body: compileOptional(definition.body, inner, element.id) };
    }
    case 'dmn:Invocation': {
      const invocation = element as XmlInvocation;
      return typed(element, scope, {
        kind: 'invocation',
        called: compileOptional(invocation.calledFunction, scope, element.id),
        bindings: (invocation.binding ?? []).map((binding) => ({
          name: binding.parameter?.name ?? '',
          logic: compileOptional(binding.bindingFormula, scope, element.id),
        })),
      });
    }
    case 'dmn:Conditional': {
      const { if: test, then: yes, else: no } = element as XmlConditional;
      return {
        kind: 'conditional',
        test: compileOptional(test?.value, scope, element.id),
        yes: compileOptional(yes?.value, scope, element.id),
        no: compileOptional(no?.value, scope, element.id),
      };
    }
    case 'dmn:For':
      return compileIterator('for', element as XmlIterator, scope);
    case 'dmn:Some':
      return compileIterator('some', element as XmlIterator, scope);
    case 'dmn:Every':
      return compileIterator('every', element as XmlIterator, scope);
    case 'dmn:Filter':
      return compileIterator('filter', element as XmlIterator, scope);
    default:
      scope.error(
        'dmn/logic',
        `不支持的决策逻辑 ${element.$type}。`,
        `The logic ${element.$type} is not supported.`,
        element.id,
      );
      return { kind: 'list', elements: [] };
  }
}

function typed(element: XmlElement, scope: LogicScope, logic: DecisionLogic): DecisionLogic {
  const type = typeRef((element as XmlText).typeRef, scope);
  return type.kind === 'any' ? logic : { kind: 'typed', type, logic };
}

function compileIterator(
  kind: 'for' | 'some' | 'every' | 'filter',
  element: XmlIterator,
  scope: LogicScope,
): DecisionLogic {
  const variable = kind === 'filter' ? 'item' : (element.iteratorVariable ?? '');
  const body = element.return ?? element.satisfies ?? element.match;
  return {
    kind,
    variable,
    source: compileOptional(element.in?.value, scope, element.id),
    body: compileOptional(body?.value, { ...scope, names: [...scope.names, variable, 'partial'] }, element.id),
  };
}

function compileOptional(element: XmlElement | undefined, scope: LogicScope, owner: string | undefined): DecisionLogic {
  if (element !== undefined) return compileLogic(element, scope, '');
  scope.error('dmn/no-logic', '缺少表达式。', 'An expression is missing.', owner);
  return { kind: 'list', elements: [] };
}

function compileContext(element: XmlContext, scope: LogicScope): DecisionLogic {
  const names = [...scope.names];
  const entries = (element.contextEntry ?? []).map((entry) => {
    const name = entry.variable?.name ?? null;
    const logic = compileOptional(entry.value, { ...scope, names }, entry.id ?? element.id);
    if (name !== null) names.push(name);
    return { name, type: typeRef(entry.variable?.typeRef, scope), logic };
  });
  return { kind: 'context', entries };
}

function compileTable(table: XmlTable, scope: LogicScope, variable: string): DecisionTable {
  const hitPolicy = (table.hitPolicy ?? 'UNIQUE').toUpperCase();
  const aggregation = table.aggregation?.toUpperCase();
  if (!isOneOf(hitPolicies, hitPolicy)) {
    scope.error(
      'dmn/hit-policy',
      `未知的命中策略“${table.hitPolicy}”。`,
      `The hit policy "${table.hitPolicy}" is not known.`,
      table.id,
    );
  }
  if (aggregation !== undefined && (!isOneOf(aggregations, aggregation) || hitPolicy !== 'COLLECT')) {
    scope.error(
      'dmn/aggregation',
      `聚合“${table.aggregation}”不可用。`,
      `The aggregation "${table.aggregation}" is not known, or the hit policy is not COLLECT.`,
      table.id,
    );
  }
  const outputs = table.output ?? [];
  const inputs = table.input ?? [];
  if (outputs.length === 0)
    scope.error('dmn/no-output', '决策表没有输出列。', 'The decision table has no output column.', table.id);
  if (aggregation !== undefined && aggregation !== 'COUNT' && outputs.length > 1) {
    scope.error('dmn/aggregation', '多列输出不能聚合。', 'Several output columns cannot be aggregated.', table.id);
  }
  return {
    kind: 'table',
    hitPolicy: isOneOf(hitPolicies, hitPolicy) ? hitPolicy : 'UNIQUE',
    ...(aggregation !== undefined && isOneOf(aggregations, aggregation)
      ? { aggregation: aggregation satisfies Aggregation }
      : {}),
    inputs: inputs.map((input) => ({
      expression: feel(input.inputExpression, scope, input.id ?? table.id),
      type: typeRef(input.inputExpression?.typeRef, scope),
      ...allowed(input.inputValues, scope, input.id ?? table.id),
    })),
    outputs: outputs.map((output) => readOutput(output, scope, outputs.length === 1 ? variable : '')),
    rules: (table.rule ?? []).map((rule, index) => {
      const tests = rule.inputEntry ?? [];
      const cells = rule.outputEntry ?? [];
      if (tests.length !== inputs.length || cells.length !== outputs.length) {
        scope.error(
          'dmn/rule-width',
          `规则 ${index + 1} 的列数不对。`,
          `Rule ${index + 1} has another number of cells than the table has columns.`,
          rule.id ?? table.id,
        );
      }
      return {
        id: rule.id ?? `${table.id ?? variable}-${index + 1}`,
        number: index + 1,
        tests: tests.map((entry) => unaryTests(entry, scope, entry.id ?? rule.id)),
        outputs: cells.map((entry) =>
          (entry.text ?? '').trim() === '' ? null : feel(entry, scope, entry.id ?? rule.id),
        ),
      };
    }),
  };
}

function readOutput(
  output: NonNullable<XmlTable['output']>[number],
  scope: LogicScope,
  fallback: string,
): DecisionOutput {
  const values = output.outputValues;
  const tests = allowed(values, scope, output.id);
  const defaultEntry = output.defaultOutputEntry;
  return {
    name: output.name ?? fallback,
    ...tests,
    // The list of allowed values is FEEL tests; in brackets it is a FEEL list, in order of priority.
    ...((values?.text ?? '').trim() === ''
      ? {}
      : { values: feel({ $type: '', text: `[${values?.text}]` }, scope, values?.id ?? output.id) }),
    ...((defaultEntry?.text ?? '').trim() === ''
      ? {}
      : { defaultValue: feel(defaultEntry, scope, defaultEntry?.id ?? output.id) }),
  };
}

function allowed(
  values: XmlText | undefined,
  scope: LogicScope,
  elementId: string | undefined,
): { readonly allowed?: CompiledUnaryTests } {
  return (values?.text ?? '').trim() === '' || values === undefined
    ? {}
    : { allowed: unaryTests(values, scope, values.id ?? elementId) };
}

/** What could not be compiled fails when it is asked: only reading a file past its errors gets that far. */
function broken(text: string, message: string): CompiledExpression {
  return {
    text,
    raw: () => {
      throw new DecisionError(message);
    },
    evaluate: () => ({ ok: false, message }),
  };
}

function feel(element: XmlText | undefined, scope: LogicScope, elementId: string | undefined): CompiledExpression {
  refuseOtherLanguage(element, scope, elementId);
  const compiled = compileExpression(element?.text ?? '', scope.names, { types: scope.types });
  if (compiled.ok) return compiled.expression;
  scope.error('dmn/feel', `表达式无法解析：${element?.text ?? ''}`, compiled.message, elementId);
  return broken(element?.text ?? '', compiled.message);
}

function unaryTests(element: XmlText, scope: LogicScope, elementId: string | undefined): CompiledUnaryTests {
  refuseOtherLanguage(element, scope, elementId);
  const compiled = compileUnaryTests(element.text ?? '', scope.names, { types: scope.types });
  if (compiled.ok) return compiled.tests;
  scope.error('dmn/feel', `条件无法解析：${element.text ?? ''}`, compiled.message, elementId);
  return { text: element.text ?? '', test: () => ({ ok: false, message: compiled.message }) };
}

function refuseOtherLanguage(element: XmlText | undefined, scope: LogicScope, elementId: string | undefined): void {
  const language = element?.expressionLanguage;
  if (language === undefined || /feel/i.test(language)) return;
  scope.error(
    'dmn/expression-language',
    `只允许 FEEL，不允许“${language}”。`,
    `Only FEEL runs here, not "${language}".`,
    elementId,
  );
}

function isOneOf<T extends HitPolicy | Aggregation>(known: readonly T[], text: string): text is T {
  return (known as readonly string[]).includes(text);
}
