import { describe, expect, it } from '@jest/globals';
import { RULE_KINDS, serviceRuleSchema } from '@pledge/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isComplete, newRule, PARTS, readRule, ruleChanges, writeRule, type RuleContent } from './rule-content.js';

const files = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.rule.json'),
);
const read = (name: string): RuleContent => {
  const rule = readRule(readFileSync(join('processes', name), 'utf8'));
  if (!rule) throw new Error(`${name} is no rule`);
  return rule;
};

describe('the text of a service rule', () => {
  it.each(files)('given %s, when it is read and written, then it says the same', (name) => {
    const rule = read(name);
    expect(isComplete(rule)).toBe(true);
    expect(JSON.parse(writeRule(rule))).toEqual(JSON.parse(readFileSync(join('processes', name), 'utf8')));
  });

  it('given each kind with everything chosen, when it is written, then the server reads it', () => {
    for (const kind of RULE_KINDS) {
      const parts = Object.fromEntries(PARTS[kind].map(({ name }) => [name, [{ is: 'records' as const, value: 'x' }]]));
      const base = readRule(newRule('r', { zh: '规则', en: 'Rule' }));
      if (!base) throw new Error('no rule');
      const rule: RuleContent = { ...base, kind, parts, message: 'm' };
      expect(serviceRuleSchema.safeParse(JSON.parse(writeRule(rule))).success).toBe(true);
      // given what only other kinds have, it is left out
      const other = writeRule({ ...rule, parts: { ...parts, nothing: [] } as RuleContent['parts'] });
      expect(serviceRuleSchema.safeParse(JSON.parse(other)).success).toBe(true);
    }
  });

  it('given a new rule, when it is asked, then it is not complete, and the server refuses it', () => {
    const fresh = newRule('r', { zh: '规则', en: 'Rule' });
    const rule = readRule(fresh);
    expect(rule && isComplete(rule)).toBe(false);
    expect(serviceRuleSchema.safeParse(JSON.parse(fresh)).success).toBe(false);
    expect(readRule('{')).toBeNull();
    expect(readRule('[]')).toBeNull();
    expect(readRule('{"kind":"often","key":"x","name":{}}')).toBeNull();
  });

  it('given two versions, when they are compared, then what changed is named', () => {
    const rule = read(files[0] ?? '');
    const changed = writeRule({ ...rule, active: false, severity: 'warning' });
    const names = ruleChanges(writeRule({ ...rule, severity: 'error' }), changed, (field) => field);
    expect(names.map(({ name }) => name)).toEqual(['active', 'severity']);
  });
});
