import { eventParts, type FlowNode, type ModelValue } from '@pledge/engine';
import type { StepChoice, StepSelector } from './rule.js';

/** Whether the element is one of those meant. FEEL says nothing before it runs, and is never meant. */
export function isChosen(node: FlowNode, choice: StepChoice): boolean {
  return choice.some((selector) => is(node, selector));
}

function is(node: FlowNode, selector: StepSelector): boolean {
  switch (selector.is) {
    case 'calls':
      return says(node.call?.processId, selector.value);
    case 'records':
      return node.recordsEvent === selector.value;
    case 'requires':
      return node.requires.includes(selector.value);
    case 'delegate':
      return (
        says(node.job?.type, selector.value) &&
        Object.entries(selector.settings ?? {}).every(([name, value]) => node.job?.headers[name] === value)
      );
    case 'form':
      return (node.userTask?.formId ?? node.formId) === selector.value;
    case 'decision':
      return says(node.decision?.decisionId, selector.value);
    case 'group':
      return groupsOf(node).includes(selector.value);
    case 'receives':
      return receives(node, selector.value);
    case 'sends':
      return throws(node) && hasMessage(node, selector.value);
  }
}

/** Whether the element waits for the message of this name, or is begun by it. */
export function receives(node: FlowNode, message: string): boolean {
  return !throws(node) && hasMessage(node, message);
}

function throws({ type }: FlowNode): boolean {
  return type === 'intermediateThrowEvent' || type === 'endEvent' || type === 'sendTask';
}

function hasMessage(node: FlowNode, name: string): boolean {
  return eventParts(node.event).some((part) => part.kind === 'message' && says(part.name, name));
}

function groupsOf(node: FlowNode): readonly string[] {
  const groups = node.userTask?.candidateGroups;
  return groups?.kind === 'static' ? groups.text.split(',').map((name) => name.trim()) : [];
}

function says(value: ModelValue | undefined, text: string): boolean {
  return value?.kind === 'static' && value.text === text;
}
