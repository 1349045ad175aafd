import { expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { readSuite, type TckValue } from './suite.js';
import { parseDmn, evaluateDecision } from '../../libs/engine/src/decisions/index.js';
function json(v: TckValue): unknown {
  switch (v.kind) {
    case 'null':
      return null;
    case 'list':
      return v.items.map(json);
    case 'context':
      return Object.fromEntries(v.entries.map(([k, x]) => [k, json(x)]));
    case 'scalar':
      if (v.type === 'boolean') return v.text.trim() === 'true';
      if (v.type === 'decimal' || v.type === 'double') return Number(v.text);
      return v.text;
  }
}
function same(a: unknown, e: unknown): boolean {
  if (typeof a === 'number' && typeof e === 'number') return Math.abs(a - e) <= 1e-8 * Math.max(1, Math.abs(e));
  if (Array.isArray(a) && Array.isArray(e)) return a.length === e.length && a.every((x, i) => same(x, e[i]));
  if (
    a !== null &&
    e !== null &&
    typeof a === 'object' &&
    typeof e === 'object' &&
    !Array.isArray(a) &&
    !Array.isArray(e)
  ) {
    const k = Object.keys(e);
    return k.length === Object.keys(a).length && k.every((x) => same((a as any)[x], (e as any)[x]));
  }
  return a === e;
}
it('baseline', async () => {
  let out = '';
  const tot: Record<string, number[]> = {};
  for (const f of readSuite()) {
    const t = (tot[f.level] ??= [0, 0]);
    let ok = 0;
    const p = await parseDmn(f.model);
    for (const c of f.cases) {
      t[1]++;
      if (!p.ok) continue;
      const variables = Object.fromEntries(c.inputs.map(([k, v]) => [k, json(v)]));
      const pass = c.results.every((r) => {
        const d = [...p.model.decisions.values()].find((x) => x.name === r.name);
        if (d === undefined || c.type !== 'decision' || c.invocable) return false;
        const a = evaluateDecision(p.model, d.id, { variables, now: 1750000000000, zone: 'UTC' });
        if (!a.ok) return r.error;
        return same(a.result, json(r.expected));
      });
      if (pass) {
        ok++;
        t[0]++;
      }
    }
    out += `${f.group} ${ok}/${f.cases.length} ${p.ok ? '' : JSON.stringify(p.findings[0])}\n`;
  }
  writeFileSync('/tmp/feel/baseline.txt', out + JSON.stringify(tot));
  expect(1).toBe(1);
}, 300000);
