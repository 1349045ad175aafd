import type { FlowNode, ProcessDefinition } from '@pledge/engine';
import type { SimulationScenario } from './scenario.js';

/** Job type of an element that the scenario answers although the engine would pass through it. */
export const ANSWERED = 'simulation:answered';

/**
 * The definition as the simulation runs it: an element that the engine would pass at once waits for its answer where the
 * scenario gives one (contracts, Simulations); so does a decision that is not among the resources.
 */
export function prepareDefinition(definition: ProcessDefinition, scenario: SimulationScenario): ProcessDefinition {
  const nodes = new Map([...definition.nodes].map(([id, node]) => [id, prepared(node, definition, scenario)]));
  return { ...definition, nodes };
}

function prepared(node: FlowNode, definition: ProcessDefinition, scenario: SimulationScenario): FlowNode {
  const answers = scenario.answers?.[node.id];
  if (!answers || answers.length === 0) return node;
  const job = { type: { kind: 'static', text: ANSWERED }, headers: {} } as const;
  const failing = answers.some((answer) => answer.error !== undefined);
  switch (node.type) {
    case 'task':
    case 'manualTask':
    case 'scriptTask':
    case 'serviceTask':
    case 'sendTask':
      return node.job ? node : { ...node, type: 'serviceTask', job };
    case 'businessRuleTask':
      return node.job || hasDecision(node, definition) ? node : { ...node, type: 'serviceTask', job };
    case 'userTask':
    case 'receiveTask':
      return failing ? { ...node, type: 'serviceTask', job } : node;
    default:
      return node;
  }
}

function hasDecision(node: FlowNode, definition: ProcessDefinition): boolean {
  const id = node.decision?.decisionId;
  return id !== undefined && (id.kind === 'feel' || definition.decisions.has(id.text));
}
