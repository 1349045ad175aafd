/** Diagrams that the benchmarks run: generated, so that their size can be varied. */
const head = (id) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs-${id}" targetNamespace="http://pledge/bench">
<bpmn:process id="${id}" name="${id}" isExecutable="true">`;
const tail = '</bpmn:process></bpmn:definitions>';

class Drawing {
  nodes = [];
  flows = [];
  add(id, xml) {
    this.nodes.push({ id, xml });
    return id;
  }
  userTask(id, extra = '') {
    return this.add(
      id,
      (io) =>
        `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="engineer"/>${extra}</bpmn:extensionElements>${io}</bpmn:userTask>`,
    );
  }
  noop(id) {
    return this.add(id, (io) => `<bpmn:task id="${id}" name="${id}">${io}</bpmn:task>`);
  }
  element(tag, id, attributes = '') {
    return this.add(id, (io) => `<bpmn:${tag} id="${id}" ${attributes}>${io}</bpmn:${tag}>`);
  }
  flow(from, to, condition) {
    const id = `f_${from}_${to}`;
    this.flows.push({ id, from, to, condition });
    return id;
  }
  xml(processId) {
    const io = (id) =>
      this.flows
        .filter((f) => f.to === id)
        .map((f) => `<bpmn:incoming>${f.id}</bpmn:incoming>`)
        .join('') +
      this.flows
        .filter((f) => f.from === id)
        .map((f) => `<bpmn:outgoing>${f.id}</bpmn:outgoing>`)
        .join('');
    return (
      head(processId) +
      this.nodes.map((node) => node.xml(io(node.id))).join('\n') +
      this.flows
        .map(
          (f) =>
            `<bpmn:sequenceFlow id="${f.id}" sourceRef="${f.from}" targetRef="${f.to}">${f.condition ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${f.condition}</bpmn:conditionExpression>` : ''}</bpmn:sequenceFlow>`,
        )
        .join('\n') +
      tail
    );
  }
}

/** start → n user tasks → end. */
export function sequenceOfTasks(processId, count) {
  const d = new Drawing();
  let last = d.element('startEvent', 'start');
  for (let i = 1; i <= count; i++) {
    const task = d.userTask(`u${i}`);
    d.flow(last, task);
    last = task;
  }
  d.element('endEvent', 'end');
  d.flow(last, 'end');
  return { xml: d.xml(processId), tasks: count };
}

/** 30 nodes: user tasks, 2 XOR-splits with FEEL conditions and their merges, an AND-block, one io-mapping. Completing every open task 12 times ends it. */
export function thirtyNodes(processId) {
  const d = new Drawing();
  const io = '<zeebe:ioMapping><zeebe:input source="=amount * 2" target="doubled"/></zeebe:ioMapping>';
  d.element('startEvent', 'start');
  let last = 'start';
  const line = (...ids) => ids.forEach((id) => (d.flow(last, id), (last = id)));
  d.userTask('u1');
  d.noop('n1');
  d.userTask('u2', io);
  line('u1', 'n1', 'u2');
  for (const block of ['a', 'b']) {
    d.element('exclusiveGateway', `x${block}`, `default="f_x${block}_${block}3"`);
    d.element('exclusiveGateway', `m${block}`);
    line(`x${block}`);
    d.userTask(`${block}1`);
    d.noop(`${block}2`);
    d.userTask(`${block}3`);
    d.flow(`x${block}`, `${block}1`, '=amount &gt; 100');
    d.flow(`x${block}`, `${block}2`, '=amount &gt; 50');
    d.flow(`x${block}`, `${block}3`);
    for (const way of ['1', '2', '3']) d.flow(`${block}${way}`, `m${block}`);
    last = `m${block}`;
    d.userTask(`u_${block}`);
    d.noop(`n_${block}`);
    line(`u_${block}`, `n_${block}`);
  }
  d.element('parallelGateway', 'fork');
  d.element('parallelGateway', 'join');
  line('fork');
  for (const branch of ['p', 'q']) {
    d.userTask(`${branch}1`);
    d.noop(`${branch}2`);
    d.flow('fork', `${branch}1`);
    d.flow(`${branch}1`, `${branch}2`);
    d.flow(`${branch}2`, 'join');
  }
  last = 'join';
  d.userTask('u3');
  d.userTask('u4');
  d.noop('n5');
  d.noop('n6');
  d.userTask('u5');
  d.element('endEvent', 'end');
  line('u3', 'u4', 'n5', 'n6', 'u5', 'end');
  return { xml: d.xml(processId), nodes: d.nodes.length };
}

/** start → service-free line of no-op tasks → end: start to end without a wait. */
export function withoutWait(processId, count) {
  const d = new Drawing();
  let last = d.element('startEvent', 'start');
  for (let i = 1; i <= count; i++) {
    d.noop(`n${i}`);
    d.flow(last, `n${i}`);
    last = `n${i}`;
  }
  d.element('endEvent', 'end');
  d.flow(last, 'end');
  return { xml: d.xml(processId) };
}
