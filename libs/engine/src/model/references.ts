import { eventParts, type FlowNode, type ModelValue, type ProcessDefinition } from './process-definition.js';

/** A name in a model that leads out of it. `dynamic` names are FEEL and known only when they run. */
export interface Reference {
  readonly elementId: string;
  readonly name: string;
  readonly dynamic: boolean;
}

/** What a deployment has to find before a definition may run. */
export interface References {
  readonly jobTypes: readonly Reference[];
  readonly forms: readonly Reference[];
  readonly decisions: readonly Reference[];
  readonly calledProcesses: readonly Reference[];
  readonly messages: readonly Reference[];
  readonly signals: readonly Reference[];
  readonly guards: readonly Reference[];
  /** `pledge:recordsEvent`. */
  readonly recordedEvents: readonly Reference[];
  readonly candidateGroups: readonly Reference[];
  readonly sealedVariables: readonly string[];
}

/** Everything the elements of a process name outside of it, in document order. */
export function references(definition: ProcessDefinition): References {
  const nodes = [...definition.nodes.values()];
  const values = (pick: (node: FlowNode) => ModelValue | undefined): Reference[] =>
    nodes.flatMap((node) => {
      const value = pick(node);
      return value === undefined ? [] : [{ elementId: node.id, name: value.text, dynamic: value.kind === 'feel' }];
    });
  const texts = (pick: (node: FlowNode) => readonly (string | undefined)[]): Reference[] =>
    nodes.flatMap((node) =>
      pick(node).flatMap((name) => (name === undefined ? [] : [{ elementId: node.id, name, dynamic: false }])),
    );
  return {
    jobTypes: values((node) => node.job?.type),
    forms: texts((node) => [node.userTask?.formId, node.formId]),
    decisions: values((node) => node.decision?.decisionId),
    calledProcesses: values((node) => node.call?.processId),
    messages: eventNames(nodes, 'message'),
    signals: eventNames(nodes, 'signal'),
    guards: texts((node) => node.requires),
    recordedEvents: texts((node) => [node.recordsEvent]),
    candidateGroups: values((node) => node.userTask?.candidateGroups).flatMap((reference) =>
      reference.dynamic ? [reference] : reference.name.split(',').map((name) => ({ ...reference, name: name.trim() })),
    ),
    sealedVariables: [...definition.sealed],
  };
}

function eventNames(nodes: readonly FlowNode[], kind: 'message' | 'signal'): Reference[] {
  return nodes.flatMap((node) =>
    eventParts(node.event).flatMap((event) =>
      event.kind === kind ? [{ elementId: node.id, name: event.name.text, dynamic: event.name.kind === 'feel' }] : [],
    ),
  );
}
