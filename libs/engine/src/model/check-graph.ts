import type { FindingList } from './finding.js';
import type { FlowNode, ProcessDefinition } from './process-definition.js';

/** Elements that no token reaches, paths that end without an end event, loops that never wait. */
export function checkGraph(definition: ProcessDefinition, findings: FindingList): void {
  const reached = reachable(definition);
  for (const node of definition.nodes.values()) {
    if (!reached.has(node.id))
      findings.warning(
        'graph/unreachable',
        node.id,
        'No path leads to this element.',
        '没有路径通向该元素。',
        'BPMN 2.0, 10.5.2',
      );
    else if (node.outgoing.length === 0 && endsSilently(definition, node))
      findings.info(
        'graph/implicit-end',
        node.id,
        'The path ends here without an end event.',
        '路径在此结束，但没有结束事件。',
        'BPMN 2.0, 10.5.3',
      );
  }
  for (const id of restlessLoops(definition))
    findings.warning(
      'graph/loop-without-wait',
      id,
      'This loop contains nothing that waits; it may run for ever.',
      '该循环中没有任何等待点，可能会无限运行。',
      'design section 5',
    );
}

function reachable(definition: ProcessDefinition): Set<string> {
  const reached = new Set<string>();
  const open: string[] = [];
  for (const scope of definition.scopes.values()) {
    if (scope.parentId === undefined)
      open.push(...scope.initial, ...startsOf(definition, scope.id), ...scope.eventSubProcesses.map((sub) => sub.id));
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = definition.nodes.get(id);
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...successors(definition, node), ...(definition.boundaries.get(id) ?? []));
    if (node.handler !== undefined) open.push(node.handler);
    const inner = definition.scopes.get(id);
    if (inner !== undefined)
      open.push(...inner.initial, ...startsOf(definition, id), ...inner.eventSubProcesses.map((sub) => sub.id));
  }
  return reached;
}

function startsOf(definition: ProcessDefinition, scopeId: string): string[] {
  return (definition.scopes.get(scopeId)?.nodes ?? []).filter((id) => {
    const node = definition.nodes.get(id);
    return node?.type === 'startEvent' || node?.instantiates === true;
  });
}

function successors(definition: ProcessDefinition, node: FlowNode): string[] {
  const next = node.outgoing.map((id) => definition.flows.get(id)?.target).filter((id) => id !== undefined);
  const { event } = node;
  if (node.type === 'intermediateThrowEvent' && event?.kind === 'link') {
    for (const other of definition.nodes.values())
      if (
        other.type === 'intermediateCatchEvent' &&
        other.scopeId === node.scopeId &&
        other.event?.kind === 'link' &&
        other.event.name === event.name
      )
        next.push(other.id);
  }
  return next;
}

function endsSilently(definition: ProcessDefinition, node: FlowNode): boolean {
  if (
    node.type === 'endEvent' ||
    node.type === 'eventSubProcess' ||
    node.type === 'boundaryEvent' ||
    node.type === 'startEvent' ||
    node.forCompensation === true
  )
    return false;
  if (node.event?.kind === 'link' && node.type === 'intermediateThrowEvent') return false;
  // A scope without any end event ends implicitly by intention.
  return (definition.scopes.get(node.scopeId)?.nodes ?? []).some((id) => definition.nodes.get(id)?.type === 'endEvent');
}

function waits(node: FlowNode): boolean {
  if (node.job !== undefined) return true;
  switch (node.type) {
    case 'userTask':
    case 'receiveTask':
    case 'eventBasedGateway':
    case 'callActivity':
    case 'subProcess':
    case 'transaction':
    case 'adHocSubProcess':
    case 'eventSubProcess':
    case 'boundaryEvent':
      return true;
    case 'intermediateCatchEvent':
      return node.event?.kind !== 'link';
    default:
      return false;
  }
}

/** One element of each circle in which nothing waits: colours of a depth-first walk over the restless elements. */
function restlessLoops(definition: ProcessDefinition): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  for (const root of definition.nodes.values()) {
    if (waits(root) || state.has(root.id)) continue;
    const path: { id: string; next: string[] }[] = [];
    const push = (node: FlowNode): void => {
      state.set(node.id, 'open');
      path.push({ id: node.id, next: successors(definition, node) });
    };
    push(root);
    while (path.length > 0) {
      const top = path[path.length - 1];
      const id = top?.next.pop();
      if (top === undefined) break;
      if (id === undefined) {
        state.set(top.id, 'done');
        path.pop();
        continue;
      }
      const node = definition.nodes.get(id);
      if (node === undefined || waits(node)) continue;
      if (state.get(id) === 'open') found.push(id);
      else if (state.get(id) === undefined) push(node);
    }
  }
  return [...new Set(found)];
}
