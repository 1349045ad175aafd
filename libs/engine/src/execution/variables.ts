import type { FlowNode, Mapping, ModelValue } from '../model/process-definition.js';
import type { Variables } from './command.js';
import { ROOT } from './draft.js';
import { ElementFailed } from './element-failed.js';
import type { NodeInstance } from './instance-state.js';
import type { Run } from './run.js';

/** All variables of an instance together, as UTF-8 JSON bytes (design D3). */
export const MAX_VARIABLE_BYTES = 256 * 1024;

/** Zeebe's scoping: the nearest value of a name wins. */
export function visibleVariables(run: Run, node: NodeInstance): Variables {
  const chain: Variables[] = [];
  for (let current: NodeInstance | undefined = node; current !== undefined; current = parentOf(run, current)) {
    if (current.variables !== undefined) chain.push(current.variables);
    if (current.id === ROOT) break;
  }
  if (chain.length === 1) return chain[0] ?? {};
  const visible: Variables = {};
  for (let index = chain.length - 1; index >= 0; index--) Object.assign(visible, chain[index]);
  return visible;
}

export function parentOf(run: Run, node: NodeInstance): NodeInstance | undefined {
  return node.id === ROOT ? undefined : run.draft.find(node.parentId ?? ROOT);
}

/** @throws ElementFailed EXPRESSION_FAILED. A static value is its text. */
export function evaluate(run: Run, value: ModelValue, variables: Variables, elementId: string): unknown {
  if (value.kind === 'static') return value.text;
  const result = value.compiled.evaluate({ variables, now: run.env.now, zone: run.env.zone });
  if (!result.ok) throw new ElementFailed('EXPRESSION_FAILED', elementId, `${value.text}: ${result.message}`);
  return result.value;
}

/** @throws ElementFailed when the value is not a text or number. */
export function evaluateText(run: Run, value: ModelValue, variables: Variables, elementId: string): string {
  const result = evaluate(run, value, variables, elementId);
  if (typeof result === 'string') return result;
  if (typeof result === 'number' || typeof result === 'boolean') return String(result);
  throw new ElementFailed(
    'EXPRESSION_FAILED',
    elementId,
    `${value.text}: a text was expected, not ${describe(result)}`,
  );
}

/** @throws ElementFailed when the value is neither true nor false: a missing variable must not choose a path. */
export function evaluateCondition(run: Run, value: ModelValue, variables: Variables, elementId: string): boolean {
  const result = evaluate(run, value, variables, elementId);
  if (result === true || result === false) return result;
  if (value.kind === 'static' && (value.text === 'true' || value.text === 'false')) return value.text === 'true';
  throw new ElementFailed(
    'EXPRESSION_FAILED',
    elementId,
    `${value.text}: true or false was expected, not ${describe(result)}`,
  );
}

/** Puts variables into the scope of exactly this node. */
export function setLocal(run: Run, nodeId: string, variables: Variables): void {
  if (Object.keys(variables).length === 0) return;
  const node = run.draft.get(nodeId);
  run.draft.put({ ...node, variables: { ...node.variables, ...variables } });
}

/** Results go up to the nearest scope that has the name, else to the root (contracts, Models). */
export function propagate(run: Run, from: NodeInstance, variables: Variables): void {
  const byScope = new Map<string, Variables>();
  for (const [name, value] of Object.entries(variables)) {
    let scope = run.draft.get(from.id);
    while (scope.id !== ROOT && !(scope.variables !== undefined && Object.hasOwn(scope.variables, name)))
      scope = run.draft.get(scope.parentId ?? ROOT);
    const group = byScope.get(scope.id) ?? {};
    group[name] = value;
    byScope.set(scope.id, group);
  }
  for (const [scopeId, group] of byScope) setLocal(run, scopeId, group);
  if (byScope.size > 0) checkSize(run, from.elementId);
}

/** `zeebe:input`: local variables, each mapping seeing those before it. */
export function mapInputs(run: Run, nodeId: string, element: FlowNode): void {
  if (element.inputs.length === 0) return;
  const node = run.draft.get(nodeId);
  const visible = { ...visibleVariables(run, node) };
  const local: Variables = { ...node.variables };
  for (const mapping of element.inputs) {
    assign(local, mapping.target, evaluate(run, mapping.source, visible, element.id));
    const head = mapping.target.split('.')[0] ?? mapping.target;
    visible[head] = local[head];
  }
  setLocal(run, nodeId, local);
  checkSize(run, element.id);
}

/** `zeebe:output`: with mappings only they leave the element, without all results do. */
export function mapOutputs(run: Run, nodeId: string, element: FlowNode): void {
  const node = run.draft.get(nodeId);
  const result = node.result ?? {};
  if (element.outputs.length === 0) {
    propagate(run, node, result);
    return;
  }
  const visible = { ...visibleVariables(run, node), ...result };
  const outputs = applyMappings(run, element.outputs, visible, element.id);
  const parent = parentOf(run, node);
  propagate(run, parent ?? node, outputs);
}

function applyMappings(run: Run, mappings: readonly Mapping[], visible: Variables, elementId: string): Variables {
  const outputs: Variables = {};
  for (const mapping of mappings) {
    const head = mapping.target.split('.')[0] ?? mapping.target;
    // `a.b` changes one part of an existing `a`.
    if (head !== mapping.target && !Object.hasOwn(outputs, head) && Object.hasOwn(visible, head))
      outputs[head] = visible[head];
    assign(outputs, mapping.target, evaluate(run, mapping.source, visible, elementId));
    visible[head] = outputs[head];
  }
  return outputs;
}

/** Sets a path without touching the objects along it: they may belong to an older state. */
function assign(into: Variables, target: string, value: unknown): void {
  const [head, ...rest] = target.split('.');
  if (head === undefined) return;
  define(into, head, rest.length === 0 ? value : withPath(into[head], rest, value));
}
function withPath(base: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const copy: Variables = typeof base === 'object' && base !== null && !Array.isArray(base) ? { ...base } : {};
  define(copy, head, withPath(copy[head], rest, value));
  return copy;
}
/** `__proto__` as a name is data. */
function define(into: Variables, name: string, value: unknown): void {
  Object.defineProperty(into, name, { value, writable: true, enumerable: true, configurable: true });
}

/** @throws ElementFailed VARIABLES_TOO_LARGE when all scopes together exceed the limit. */
export function checkSize(run: Run, elementId: string): void {
  const bytes = run.draft.variableBytes();
  if (bytes > MAX_VARIABLE_BYTES)
    throw new ElementFailed(
      'VARIABLES_TOO_LARGE',
      elementId,
      `The variables of the instance take ${bytes} bytes, at most ${MAX_VARIABLE_BYTES} are kept; store larger things as files.`,
    );
}

export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a context' : `${typeof value} ${String(value)}`;
}
