import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { evaluateDecision, type DecisionResult } from './decision.js';
import { parseDmn } from './parse-dmn.js';

const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const hitPolicies = file('./hit-policies.dmn');

async function decide(xml: string, id: string, variables: Record<string, unknown>): Promise<DecisionResult> {
  const parsed = await parseDmn(xml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return evaluateDecision(parsed.model, id, { variables, now: Date.UTC(2026, 0, 1), zone: 'Asia/Shanghai' });
}

const points = (hitPolicy: string, n: number): Promise<DecisionResult> =>
  decide(hitPolicies.replace('"UNIQUE"', `"${hitPolicy}"`), 'points', { n });
const fees = (aggregation: string, n: number): Promise<DecisionResult> =>
  decide(hitPolicies.replace(' aggregation="SUM"', aggregation), 'fees', { n });

async function rulesFor(xml: string): Promise<string[]> {
  const parsed = await parseDmn(xml);
  return parsed.ok ? [] : parsed.findings.map((finding) => finding.rule);
}

describe('evaluateDecision: hit policies (DMN 1.3, 8.2.10)', () => {
  it('given UNIQUE and one matching rule, when decided, then the single output is the bare value', async () => {
    expect(await points('UNIQUE', 1)).toEqual({
      ok: true,
      result: 'low',
      matchedRules: [{ decisionId: 'points', ruleId: 'r1', rule: 1 }],
    });
  });
  it('given UNIQUE and two matching rules, when decided, then it fails and names them', async () => {
    const result = await points('UNIQUE', 2);
    expect(result).toMatchObject({ ok: false });
    if (!result.ok) expect(result.message).toContain('1, 2');
  });
  it('given ANY, when the matching rules differ, then it fails; when they agree, then they answer', async () => {
    expect(await points('ANY', 2)).toMatchObject({ ok: false });
    expect(await points('ANY', 1)).toMatchObject({ ok: true, result: 'low' });
  });
  it.each([
    ['FIRST', 'low'],
    ['PRIORITY', 'high'],
    ['RULE ORDER', ['low', 'high', 'middle', 'low']],
    ['OUTPUT ORDER', ['high', 'middle', 'low', 'low']],
    ['COLLECT', ['low', 'high', 'middle', 'low']],
  ])('given %s and four matching rules, when decided, then the answer is %p', async (hitPolicy, expected) => {
    expect(await points(hitPolicy, 3)).toMatchObject({ ok: true, result: expected });
  });
  it.each([
    [' aggregation="SUM"', 29],
    [' aggregation="MIN"', 9],
    [' aggregation="MAX"', 10],
    [' aggregation="COUNT"', 3],
    ['', [10, 9, 10]],
  ])('given COLLECT%s, when decided, then the answer is %p', async (aggregation, expected) => {
    expect(await fees(aggregation, 3)).toMatchObject({ ok: true, result: expected });
  });
  it('given no matching rule, when decided, then the answer is null, 0 for a count, or the default', async () => {
    expect(await points('UNIQUE', 0)).toEqual({ ok: true, result: null, matchedRules: [] });
    expect(await fees(' aggregation="COUNT"', 0)).toMatchObject({ result: 0 });
    expect(await decide(hitPolicies, 'reply', { n: 0 })).toMatchObject({ result: { text: 'none', hours: 0 } });
  });
  it('given several outputs, when decided, then the answer is a context and an empty cell is null', async () => {
    expect(await decide(hitPolicies, 'reply', { n: 6 })).toMatchObject({ result: { text: 'many', hours: 2 } });
    expect(await decide(hitPolicies, 'reply', { n: 2 })).toMatchObject({ result: { text: 'some', hours: null } });
  });
  it('given an unknown decision, when decided, then it fails', async () => {
    expect(await decide(hitPolicies, 'nothing', {})).toMatchObject({ ok: false });
  });
});

describe('evaluateDecision: requirement graph (DMN 1.3, 6)', () => {
  it('given typed input data, a function and a required decision, when decided, then all take part', async () => {
    const result = await decide(file('./requirement-graph.dmn'), 'coverage', { 'signed on': '2024-02-29', years: 2 });
    expect(result).toEqual({ ok: true, result: { 'last day': '2026-02-28', covered: true }, matchedRules: [] });
  });
});

describe('parseDmn', () => {
  it.each([
    ['text', 'hello', 'dmn/not-dmn'],
    ['another vocabulary', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', 'dmn/not-dmn'],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${hitPolicies}`, 'dmn/doctype'],
    ['an unknown hit policy', hitPolicies.replace('"UNIQUE"', '"BEST"'), 'dmn/hit-policy'],
    ['an unknown aggregation', hitPolicies.replace('"SUM"', '"MEAN"'), 'dmn/aggregation'],
    ['FEEL that cannot be read', hitPolicies.replace('n * 3', 'n *'), 'dmn/feel'],
    ['a test that cannot be read', hitPolicies.replace('&gt; 5', '[1..'), 'dmn/feel'],
    ['a duplicate id', hitPolicies.replace('id="f2"', 'id="f1"'), 'dmn/xml'],
    [
      'a missing cell',
      hitPolicies.replace('<inputEntry id="f1i"><text>&gt;= 1</text></inputEntry>', ''),
      'dmn/rule-width',
    ],
    [
      'another expression language',
      hitPolicies.replace('id="f2o"', 'id="f2o" expressionLanguage="javascript"'),
      'dmn/expression-language',
    ],
    ['no decision', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d"/>', 'dmn/no-decision'],
    [
      'a circle of requirements',
      file('./requirement-graph.dmn').replace(
        '<requiredInput href="#in-signed" />',
        '<requiredDecision href="#coverage" />',
      ),
      'dmn/cycle',
    ],
    [
      'a reference that leads nowhere',
      file('./requirement-graph.dmn').replace('"#in-years"', '"#in-months"'),
      'dmn/reference',
    ],
  ])('given %s, when parsed, then the finding names the rule', async (_what, xml, rule) => {
    expect(await rulesFor(xml)).toContain(rule);
  });
});
