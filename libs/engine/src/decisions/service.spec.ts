import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { evaluateDecision, evaluateService, type DecisionResult } from './decision.js';
import type { DecisionModel } from './decision-model.js';
import { parseDmn } from './parse-dmn.js';

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const pricing = file('./service.dmn');

async function model(): Promise<DecisionModel> {
  const parsed = await parseDmn(pricing, [file('./tax.dmn')]);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return parsed.model;
}

const context = (
  variables: Record<string, unknown>,
): { variables: Record<string, unknown>; now: number; zone: string } => ({
  variables,
  now: Date.UTC(2026, 0, 1),
  zone: 'UTC',
});

async function decide(id: string, variables: Record<string, unknown>): Promise<DecisionResult> {
  return evaluateDecision(await model(), id, context(variables));
}

describe('decision services and imports (DMN 1.3, 6.3.2 and 6.3.9)', () => {
  it('given a function of an imported file, when a decision calls it, then money stays exact', async () => {
    expect(await decide('total', { level: 'gold', prices: [0.1, 0.2] })).toMatchObject({ ok: true, result: 0.31 });
  });

  it('given a service, when it is called by an expression, then its input decision is the argument', async () => {
    expect(await decide('fixed', {})).toMatchObject({ ok: true, result: 56.67 });
  });

  it('given a service, when it is called directly, then its variables are its arguments', async () => {
    const result = evaluateService(await model(), 'quote', context({ prices: [100], discount: 0.2 }));
    expect(result).toMatchObject({ ok: true, result: 90.4 });
    expect(evaluateService(await model(), 'nothing', context({}))).toMatchObject({ ok: false });
  });

  it('given an import that is not there, when parsed, then the finding says so', async () => {
    const parsed = await parseDmn(pricing);
    expect(parsed.findings.map((finding) => finding.rule)).toEqual(['dmn/import', 'dmn/reference']);
  });
});

describe('types and boxed expressions', () => {
  it.each([
    ['a value the type allows', { level: 'gold' }, 0.1],
    ['a list of one', { level: ['gold'] }, 0.1],
    ['a value the type does not allow', { level: 'lead' }, null],
  ])('given %s, when it is read as input, then it is converted or null', async (_what, variables, expected) => {
    expect(await decide('discount', variables)).toMatchObject({ ok: true, result: expected });
  });

  it('given a result of another type, when decided, then it is null', async () => {
    expect(await decide('label', {})).toMatchObject({ ok: true, result: null });
  });

  it('given ISO text for a date input, when decided, then it is a date', async () => {
    expect(await decide('tomorrow', { day: '2024-02-28' })).toMatchObject({ ok: true, result: '2024-02-29' });
  });

  it('given boxed iterators, when decided, then they run', async () => {
    expect(await decide('dear', { prices: [5, 20, 30] })).toMatchObject({ ok: true, result: [40, 60] });
    expect(await decide('spread', { prices: [5, 20] })).toMatchObject({ result: { some: true, every: false } });
  });

  it('given column constraints, when a value is outside, then the decision fails and says where', async () => {
    expect(await decide('grade', { prices: [5] })).toMatchObject({ ok: true, result: 'low' });
    expect(await decide('grade', { prices: [500] })).toMatchObject({ ok: false });
    const result = await decide('grade', { prices: [20] });
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(result.message).toContain('Rule 2');
  });
});
