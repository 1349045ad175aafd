import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ELEMENT_SUPPORT,
  EVENT_KINDS,
  EVENT_POSITIONS,
  EVENT_SUPPORT,
} from '../../../../libs/engine/src/model/support-table.js';
import {
  CONTAINER_KINDS,
  ELEMENT_OFFERS,
  EVENT_OFFERS,
  GATEWAY_KINDS,
  STEP_KINDS,
  WITHOUT_EFFECT,
  WRITTEN_BY,
} from './offers.js';

const engine = join(import.meta.dirname, '../../../../libs/engine/src/model');
const engineText = (name: string): string => readFileSync(join(engine, name), 'utf8');
const panel = readdirSync(import.meta.dirname)
  .filter((name) => /-(fields|field|panel)\.tsx$/.test(name) || name === 'extensions.ts')
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');

/** What `docs/bpmn-support.md` calls executable against what the panel lets a person choose. */
describe('the panel against the table of what runs', () => {
  it.each(EVENT_POSITIONS)('given an event at %s, then exactly the kinds that run are offered', (position) => {
    const runs = EVENT_KINDS.filter((kind) => EVENT_SUPPORT[kind][position] === 'runs');
    expect([...EVENT_OFFERS[position]].sort()).toEqual([...runs].sort());
  });

  it('has fields for exactly the elements that run', () => {
    const runs = ELEMENT_SUPPORT.filter((row) => row.support === 'runs').map((row) => row.element);
    expect(Object.keys(ELEMENT_OFFERS).sort()).toEqual([...runs].sort());
  });

  it('turns every task, gateway and subprocess that runs into any other of its family', () => {
    const families = [...STEP_KINDS, ...GATEWAY_KINDS, ...CONTAINER_KINDS];
    const runs = ELEMENT_SUPPORT.filter((row) => row.support === 'runs' && !/Event$/.test(row.element));
    expect([...families].sort()).toEqual(runs.map((row) => row.element).sort());
  });

  it('writes every extension element that the engine honours', () => {
    const list = /EXECUTED_EXTENSIONS[^[]*\[([^\]]*)\]/.exec(engineText('supported.ts'))?.[1] ?? '';
    const honoured = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
    expect(honoured.length).toBeGreaterThan(10);
    const offered = Object.keys(WRITTEN_BY).filter((name) => name.startsWith('zeebe:'));
    expect([...offered, ...WITHOUT_EFFECT].sort()).toEqual([...honoured].sort());
    for (const name of offered) expect([name, panel.includes(`'${name}'`)]).toEqual([name, true]);
  });

  it('writes every property of ours that the engine reads', () => {
    const sources = readdirSync(engine).filter((name) => /^read-.*\.ts$/.test(name) && !name.endsWith('.spec.ts'));
    const read = sources.flatMap((name) =>
      [...engineText(name).matchAll(/'(pledge:[\w.]+)'/g)].map((match) => match[1]),
    );
    const offered = Object.keys(WRITTEN_BY).filter((name) => name.startsWith('pledge:'));
    expect(offered.sort()).toEqual([...new Set(read)].sort());
    for (const name of offered) expect([name, panel.includes(`'${name}'`)]).toEqual([name, true]);
  });

  it('shows every group of fields that it names somewhere', () => {
    const used = new Set(Object.values(ELEMENT_OFFERS).flat());
    for (const set of new Set(Object.values(WRITTEN_BY))) expect([set, used.has(set)]).toEqual([set, true]);
  });
});
