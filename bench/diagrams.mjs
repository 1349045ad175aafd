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
  userTask(id, extra = '', group = 'engineer') {
    return this.add(
      id,
      (io) =>
        `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="${group}"/>${extra}</bpmn:extensionElements>${io}</bpmn:userTask>`,
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

/** start → n user tasks → end; `extra` goes into the extension elements of each, `group` is who may do them. */
export function sequenceOfTasks(processId, count, extra = '', group = 'engineer') {
  const d = new Drawing();
  let last = d.element('startEvent', 'start');
  for (let i = 1; i <= count; i++) {
    const task = d.userTask(`u${i}`, extra, group);
    d.flow(last, task);
    last = task;
  }
  d.element('endEvent', 'end');
  d.flow(last, 'end');
  return { xml: d.xml(processId), tasks: count };
}

/**
 * 30 nodes: user tasks, four XOR-splits and their merges, an AND-block, one io-mapping. `expressions: false` draws the same
 * nodes with the ways of each split in a line, so that nothing has to be evaluated.
 */
export function thirtyNodes(processId, { expressions = true } = {}) {
  const d = new Drawing();
  const io = '<zeebe:ioMapping><zeebe:input source="=amount * 2" target="doubled"/></zeebe:ioMapping>';
  d.element('startEvent', 'start');
  let last = 'start';
  const line = (...ids) => ids.forEach((id) => (d.flow(last, id), (last = id)));
  /** A split with two ways: a user task above the limit, else a task that passes. */
  const choice = (block, limit) => {
    const [split, merge, work, pass] = [`x${block}`, `m${block}`, `${block}1`, `${block}2`];
    d.element('exclusiveGateway', split, expressions ? `default="f_${split}_${pass}"` : '');
    d.userTask(work);
    d.noop(pass);
    d.element('exclusiveGateway', merge);
    if (!expressions) return line(split, work, pass, merge);
    line(split);
    d.flow(split, work, `=amount &gt; ${limit}`);
    d.flow(split, pass);
    d.flow(work, merge);
    d.flow(pass, merge);
    last = merge;
  };
  d.userTask('u1');
  d.noop('n1');
  d.userTask('u2', expressions ? io : '');
  line('u1', 'n1', 'u2');
  choice('a', 100);
  d.userTask('u3');
  line('u3');
  choice('b', 200);
  choice('c', 50);
  d.userTask('u4');
  line('u4');
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
  choice('d', 300);
  d.userTask('u5');
  d.element('endEvent', 'end');
  line('u5', 'end');
  return { xml: d.xml(processId), nodes: d.nodes.length };
}

/** start → n user tasks, each with an interrupting boundary timer of an hour → end. */
export function tasksWithTimers(processId, count) {
  const d = new Drawing();
  d.element('endEvent', 'end');
  let last = d.element('startEvent', 'start');
  for (let i = 1; i <= count; i++) {
    const task = d.userTask(`u${i}`);
    d.flow(last, task);
    last = task;
    d.add(
      `b${i}`,
      (io) =>
        `<bpmn:boundaryEvent id="b${i}" attachedToRef="u${i}">${io}<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`,
    );
    d.flow(`b${i}`, 'end');
  }
  d.flow(last, 'end');
  return { xml: d.xml(processId) };
}

/** start → wait until `=due` → user task → end. */
export function waitThenTask(processId) {
  const d = new Drawing();
  d.element('startEvent', 'start');
  d.add(
    'pause',
    (io) =>
      `<bpmn:intermediateCatchEvent id="pause">${io}<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=due</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
  );
  d.userTask('work');
  d.element('endEvent', 'end');
  d.flow('start', 'pause');
  d.flow('pause', 'work');
  d.flow('work', 'end');
  return { xml: d.xml(processId) };
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
