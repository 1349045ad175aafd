/** Small executable diagrams as text, without a drawing: what a hostile or clumsy client sends. */
export interface BpmnParts {
  readonly id: string;
  readonly body: string;
}

/** Wraps flow elements into one executable process with the zeebe namespace. */
export function bpmn({ id, body }: BpmnParts): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs-${id}" targetNamespace="http://pledge.test">
  <bpmn:process id="${id}" name="${id}" isExecutable="true">${body}</bpmn:process>
</bpmn:definitions>`;
}

/** start → user task `work` (candidate group) → end. */
export function oneTask(id: string, options: { groups?: string; formId?: string; extra?: string } = {}): string {
  return bpmn({
    id,
    body: `
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="work" name="Work">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:assignmentDefinition candidateGroups="${options.groups ?? 'engineer'}" />
        ${options.formId ? `<zeebe:formDefinition formId="${options.formId}" />` : ''}
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
    <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
    ${options.extra ?? ''}`,
  });
}

/** start → element `x` → end, with whatever `x` is. */
export function oneElement(id: string, element: string): string {
  return bpmn({
    id,
    body: `
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    ${element}
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="x" />
    <bpmn:sequenceFlow id="f2" sourceRef="x" targetRef="end" />`,
  });
}
