/**
 * CPU time of the pure `step`, without storage: the 30-node process with four gateways with conditions and an io-mapping,
 * the same without expressions, and one step in diagrams from 10 to 1,000 nodes. And how many bytes a waiting instance is.
 */
import { bindDefinitionId, parseBpmn, step } from '../dist/libs/engine/src/index.js';
import { sequenceOfTasks, thirtyNodes } from './diagrams.mjs';
import { median } from './engine.mjs';

const RUNS = 7;
const CASES = 400;
const json = process.argv.includes('--json');
const actor = { userId: 'bench' };
const cpuUs = (from) => {
  const used = process.cpuUsage(from);
  return used.user + used.system;
};

async function load(xml) {
  const model = await parseBpmn(xml);
  return bindDefinitionId(model.definitions[0], 'bench');
}

let commands = 0;
const env = () => ({
  now: 1_767_225_600_000,
  zone: 'Asia/Shanghai',
  commandId: `00000000-0000-7000-8000-${String(++commands % 1e8).padStart(8, '0')}0000`,
});
const start = (definition) =>
  step(
    definition,
    null,
    {
      type: 'start-instance',
      instanceId: '019b8b00-0000-7000-8000-00000000feed',
      mode: 'live',
      variables: { amount: 120 },
    },
    env(),
  );
const taskIds = (result) => result.effects.flatMap((e) => (e.type === 'create-user-task' ? [e.taskId] : []));

/** One case from its first open task to its end; the number of human steps, what each took by its place (µs), the largest state. */
function play(definition, limit = Infinity) {
  let result = start(definition);
  const open = taskIds(result);
  const took = [];
  let bytes = Buffer.byteLength(JSON.stringify(result.state));
  while (open.length > 0 && took.length < limit) {
    const command = { type: 'complete-task', taskId: open.shift(), variables: {}, actor };
    const own = env();
    const began = performance.now();
    result = step(definition, result.state, command, own);
    took.push((performance.now() - began) * 1000);
    open.push(...taskIds(result));
    if (result.state.status === 'active') bytes = Math.max(bytes, Buffer.byteLength(JSON.stringify(result.state)));
  }
  return { took, bytes };
}

/** Runs `work` until it is warm, then RUNS times CASES; median of the CPU µs per unit. `work` gives its number of units. */
function cpuPerUnit(work) {
  for (let n = 0; n < CASES * 2; n++) work();
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    let units = 0;
    const from = process.cpuUsage();
    for (let n = 0; n < CASES; n++) units += work();
    runs.push(cpuUs(from) / units);
  }
  return median(runs);
}

/** Human steps only, without the start: the states before each step are made once. */
function stepsOf(definition) {
  const pairs = [];
  let result = start(definition);
  const open = taskIds(result);
  while (open.length > 0) {
    const command = { type: 'complete-task', taskId: open.shift(), variables: {}, actor };
    pairs.push([result.state, command]);
    result = step(definition, result.state, command, env());
    open.push(...taskIds(result));
  }
  return pairs;
}

const rows = [];
for (const [name, options] of [
  ['30 nodes, 4 gateways with FEEL conditions, io-mapping', {}],
  ['the same without expressions', { expressions: false }],
]) {
  const definition = await load(thirtyNodes('bench', options).xml);
  const pairs = stepsOf(definition);
  const each = cpuPerUnit(() => {
    for (const [state, command] of pairs) step(definition, state, command, env());
    return pairs.length;
  });
  const slowest = Math.max(
    ...pairs.map(([state, command]) =>
      cpuPerUnit(() => {
        step(definition, state, command, env());
        return 1;
      }),
    ),
  );
  const withJson = cpuPerUnit(() => {
    for (const [state, command] of pairs)
      JSON.stringify(step(definition, JSON.parse(JSON.stringify(state)), command, env()).state);
    return pairs.length;
  });
  rows.push({
    process: name,
    nodes: definition.nodes.size,
    humanSteps: pairs.length,
    cpuMicroseconds: Number(each.toFixed(1)),
    slowestStep: Number(slowest.toFixed(1)),
    withStateThroughJson: Number(withJson.toFixed(1)),
    waitingStateBytes: play(definition).bytes,
  });
}
const sizes = [];
for (const nodes of [10, 100, 1000]) {
  const definition = await load(sequenceOfTasks('bench', nodes - 2).xml);
  const [state, command] = stepsOf(definition)[0];
  const each = cpuPerUnit(() => {
    for (let n = 0; n < 20; n++) step(definition, state, command, env());
    return 20;
  });
  sizes.push({ nodes: definition.nodes.size, cpuMicroseconds: Number(each.toFixed(1)) });
}
if (json) process.stdout.write(`${JSON.stringify({ pureStep: rows, bySize: sizes })}\n`);
else {
  console.log(`\nCPU time of one human step, median of ${RUNS} runs of ${CASES} cases after a warm-up.\n`);
  console.table(rows);
  console.log('One step of diagrams of growing size:');
  console.table(sizes);
}
