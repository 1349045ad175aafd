/**
 * Why models do not run on bpmn-engine (ADR 0001): CPU time of one human step on our `step` and on bpmn-engine, each with
 * its state through JSON as storage demands, and the size of that state. bpmn-engine gets its conditions evaluated by a
 * bare comparison, ours evaluates FEEL. Then the behaviours that decided, each played on both.
 */
import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import { bindDefinitionId, parseBpmn, step } from '../dist/libs/engine/src/index.js';
import { sequenceOfTasks, thirtyNodes } from './diagrams.mjs';
import { median } from './engine.mjs';

const RUNS = 7;
const json = process.argv.includes('--json');
const cpuMs = (from) => {
  const used = process.cpuUsage(from);
  return (used.user + used.system) / 1000;
};
const actor = { userId: 'bench' };

/** One case from start to end on our step; CPU ms per human step, and bytes of the largest state. */
function ours(definition, variables) {
  let commands = 0;
  const env = () => ({
    now: 1_767_225_600_000,
    zone: 'Asia/Shanghai',
    commandId: `00000000-0000-7000-8000-${String(++commands).padStart(8, '0')}0000`,
  });
  let steps = 0;
  let bytes = 0;
  const from = process.cpuUsage();
  let result = step(
    definition,
    null,
    { type: 'start-instance', instanceId: '00000000-0000-7000-8000-000000000001', mode: 'live', variables },
    env(),
  );
  const open = [];
  const note = () => {
    for (const effect of result.effects) if (effect.type === 'create-user-task') open.push(effect.taskId);
  };
  note();
  let stored = JSON.stringify(result.state);
  while (open.length > 0) {
    result = step(
      definition,
      JSON.parse(stored),
      { type: 'complete-task', taskId: open.shift(), variables: {}, actor },
      env(),
    );
    stored = JSON.stringify(result.state);
    bytes = Math.max(bytes, stored.length);
    note();
    steps++;
  }
  return { perStep: cpuMs(from) / steps, bytes };
}

/** bpmn-engine's timers interface: `executing` is what it looks through when an execution ends. */
const noTimers = { executing: [], register: () => noTimers, setTimeout: () => ({}), clearTimeout: () => undefined };

const options = (variables) => ({
  scripts: { register: () => undefined, getScript: () => undefined },
  expressions: {
    resolveExpression(text) {
      const compare = /^=(\w+) > (\d+)$/.exec(text);
      return compare ? variables[compare[1]] > Number(compare[2]) : text;
    },
  },
  timers: noTimers,
});

/** The same case on bpmn-engine: before every step its state is recovered from JSON, after it saved. */
async function theirs(xml, variables) {
  let steps = 0;
  let bytes = 0;
  const from = process.cpuUsage();
  const first = new Engine({ name: 'bench', source: xml, ...options(variables) });
  const execution = await first.execute({ variables });
  let state = JSON.stringify(await first.getState());
  await execution.stop();
  for (let guard = 0; guard < 40; guard++) {
    const engine = new Engine({ name: 'bench', ...options(variables) });
    engine.recover(JSON.parse(state));
    let ended = false;
    engine.once('end', () => (ended = true));
    const running = await engine.resume({ listener: new EventEmitter() });
    const waiting = running.getPostponed().filter((api) => api.type === 'bpmn:UserTask');
    if (waiting.length === 0) break;
    waiting[0].signal();
    state = JSON.stringify(await engine.getState());
    bytes = Math.max(bytes, state.length);
    steps++;
    if (!ended) await running.stop();
    else break;
  }
  return { perStep: cpuMs(from) / steps, bytes };
}

const rows = [];
for (const [name, xml] of [
  ['5 tasks', sequenceOfTasks('bench', 5).xml],
  ['30 nodes', thirtyNodes('bench').xml],
]) {
  const model = await parseBpmn(xml);
  const definition = bindDefinitionId(model.definitions[0], 'bench');
  const mine = [];
  const other = [];
  for (let run = 0; run <= RUNS; run++) {
    const a = ours(definition, { amount: 120 });
    const b = await theirs(xml, { amount: 120 });
    if (run === 0) continue;
    mine.push(a);
    other.push(b);
  }
  const a = median(mine.map((m) => m.perStep));
  const b = median(other.map((m) => m.perStep));
  rows.push({
    process: name,
    pledgeMsPerStep: Number(a.toFixed(3)),
    bpmnEngineMsPerStep: Number(b.toFixed(2)),
    ratio: Math.round(b / a),
    pledgeStateBytes: median(mine.map((m) => m.bytes)),
    bpmnEngineStateBytes: median(other.map((m) => m.bytes)),
  });
}
if (json) process.stdout.write(`${JSON.stringify({ engines: rows })}\n`);
else {
  console.log(`\nCPU time of one human step, state through JSON each time, median of ${RUNS} runs after a warm-up.\n`);
  console.table(rows);
}
