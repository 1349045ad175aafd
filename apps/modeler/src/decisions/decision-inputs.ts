/** A condition of a decision table that a trial can fill in. */
export interface DecisionInput {
  /** Variable the condition is taken from. */
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** Values the table allows; empty: anything. */
  readonly values: readonly string[];
}
export interface DecisionTrial {
  readonly id: string;
  readonly name: string;
  readonly inputs: readonly DecisionInput[];
}

/** Every decision of a file with the variables it asks for; nothing for a text that is no DMN. */
export function trialsOf(xml: string): readonly DecisionTrial[] {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  if (doc.getElementsByTagName('parsererror').length > 0) return [];
  return [...doc.getElementsByTagNameNS('*', 'decision')].map((decision) => ({
    id: decision.id,
    name: decision.getAttribute('name') ?? decision.id,
    inputs: [...decision.getElementsByTagNameNS('*', 'input')].flatMap(inputOf),
  }));
}

function inputOf(input: Element): DecisionInput[] {
  const expression = input.getElementsByTagNameNS('*', 'inputExpression')[0];
  const name = (expression?.textContent ?? '').trim();
  // a computed condition names its variables inside of FEEL: those are filled in as the first name in it
  const variable = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(name)?.[0];
  if (variable === undefined) return [];
  const values = input.getElementsByTagNameNS('*', 'inputValues')[0]?.textContent ?? '';
  return [
    {
      name: variable,
      label: input.getAttribute('label') ?? variable,
      type: expression?.getAttribute('typeRef') ?? 'string',
      values: [...values.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? ''),
    },
  ];
}

/** A process of one step that asks the decision: the simulation evaluates the draft in it, nothing is stored. */
export function trialProcess(decisionId: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="trial" targetNamespace="http://pledge"><bpmn:process id="decision-trial" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="${decisionId.replace(/[&<>"]/g, '')}" resultVariable="trialResult"/></bpmn:extensionElements></bpmn:businessRuleTask><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="decide"/><bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="e"/></bpmn:process></bpmn:definitions>`;
}
