/** A node of a small drawing: what it is, and its XML inside. */
export interface DrawnNode {
  readonly id: string;
  /** BPMN element name, for example `userTask`. */
  readonly type: string;
  readonly name?: string;
  readonly inside?: string;
}
/** `from>to`, with a FEEL condition behind a space: `a>b =amount > 10`. */
export type DrawnFlow = string;

/** An executable process with its drawing, nodes in one row: what an administrator of a spec deploys and looks at. */
export function drawn(id: string, name: string, nodes: readonly DrawnNode[], flows: readonly DrawnFlow[]): string {
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const links = flows.map((flow) => {
    const [, from = '', to = '', condition = ''] = /^(\w[\w-]*)>(\w[\w-]*)(?: (.*))?$/.exec(flow) ?? [];
    return { id: `${from}--${to}`, from, to, condition };
  });
  const sizeOf = ({ type }: DrawnNode): [number, number] =>
    /Event$/.test(type) ? [36, 36] : /Gateway$/.test(type) ? [50, 50] : [100, 80];
  const place = new Map(nodes.map((node, index) => [node.id, { x: 160 + 160 * index, size: sizeOf(node) }]));
  const model = [
    ...nodes.map(
      (node) =>
        `<bpmn:${node.type} id="${node.id}"${node.name === undefined ? '' : ` name="${node.name}"`}>${node.inside ?? ''}</bpmn:${node.type}>`,
    ),
    ...links.map(
      (link) =>
        `<bpmn:sequenceFlow id="${link.id}" sourceRef="${link.from}" targetRef="${link.to}">${
          link.condition === ''
            ? ''
            : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(link.condition)}</bpmn:conditionExpression>`
        }</bpmn:sequenceFlow>`,
    ),
  ];
  const shapes = nodes.map((node) => {
    const { x, size } = place.get(node.id) ?? { x: 0, size: [0, 0] as [number, number] };
    return `<bpmndi:BPMNShape id="${node.id}-di" bpmnElement="${node.id}"><dc:Bounds x="${x}" y="${140 - size[1] / 2}" width="${size[0]}" height="${size[1]}"/></bpmndi:BPMNShape>`;
  });
  const edges = links.map((link) => {
    const [from, to] = [place.get(link.from), place.get(link.to)];
    return `<bpmndi:BPMNEdge id="${link.id}-di" bpmnElement="${link.id}"><di:waypoint x="${(from?.x ?? 0) + (from?.size[0] ?? 0)}" y="140"/><di:waypoint x="${to?.x ?? 0}" y="140"/></bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions-${id}" targetNamespace="http://pledge.test">
<bpmn:process id="${id}" name="${name}" isExecutable="true">${model.join('')}</bpmn:process>
<bpmndi:BPMNDiagram id="diagram-${id}"><bpmndi:BPMNPlane id="plane-${id}" bpmnElement="${id}">${[...shapes, ...edges].join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}

/** A user task of the administrators. */
export function task(id: string, name: string): DrawnNode {
  const group = '<zeebe:assignmentDefinition candidateGroups="operator"/>';
  return { id, type: 'userTask', name, inside: `<bpmn:extensionElements>${group}</bpmn:extensionElements>` };
}
