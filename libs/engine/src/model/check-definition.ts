import { checkCompensation } from './check-compensation.js';
import { checkEvents } from './check-events.js';
import { checkFlows } from './check-flows.js';
import { checkGraph } from './check-graph.js';
import { checkLevels } from './check-levels.js';
import { checkReminders } from './check-reminders.js';
import { checkWork } from './check-work.js';
import { FindingList, type ModelFinding } from './finding.js';
import type { ProcessDefinition } from './process-definition.js';

/**
 * The constraints of BPMN 2.0 and of this engine on one process, with what was noticed while reading it. A definition
 * with an error must not be deployed. Names that lead out of the file (jobs, forms, decisions …) are in `references`.
 */
export function checkDefinition(definition: ProcessDefinition): ModelFinding[] {
  const findings = new FindingList();
  checkEvents(definition, findings);
  checkFlows(definition, findings);
  checkGraph(definition, findings);
  checkCompensation(definition, findings);
  checkLevels(definition, findings);
  checkWork(definition, findings);
  checkReminders(definition, findings);
  return [...definition.readFindings, ...findings.items];
}
