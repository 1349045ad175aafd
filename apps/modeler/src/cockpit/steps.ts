const STEP =
  /^(task|userTask|serviceTask|sendTask|receiveTask|scriptTask|manualTask|businessRuleTask|callActivity|subProcess|intermediateCatchEvent|intermediateThrowEvent|endEvent|exclusiveGateway|parallelGateway|inclusiveGateway|eventBasedGateway)$/;

/** Ids of what a token can be put at: activities, gateways and events that are not attached, in the order of the file. */
export function stepsOf(xml: string): readonly string[] {
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  return [...doc.querySelectorAll('[id]')]
    .filter(
      ({ localName, namespaceURI }) => STEP.test(localName) && namespaceURI?.endsWith('/BPMN/20100524/MODEL') === true,
    )
    .map(({ id }) => id);
}
