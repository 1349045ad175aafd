import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseDmn } from '../../decisions/index.js';
import { bindDecisions } from '../../model/process-definition.js';
import { definitionOf, Scenario } from '../../testing-driver.js';

const read = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

async function bound(): Promise<Scenario> {
  const definition = await definitionOf(read('business-rule-task.decision.bpmn'));
  const dmn = await parseDmn(read('severity.dmn'));
  if (!dmn.ok) throw new Error('the DMN fixture is refused');
  return new Scenario(bindDecisions(definition, new Map([['severity', dmn.model]])));
}

describe('business rule task', () => {
  it('given a bound decision, when a token comes, then its result is a variable', async () => {
    const s = await bound();
    s.start({ impact: 'paralysed' });
    expect(s.variables).toEqual({ impact: 'paralysed', severity: 'T1' });
    expect(s.waiting()).toEqual(['task:after']);
  });

  it('given a decision that is not bound, when a token comes, then it waits in an incident', async () => {
    const s = new Scenario(await definitionOf(read('business-rule-task.decision.bpmn')));
    s.start({ impact: 'paralysed' });
    expect(s.incidents()).toEqual(['DECISION_FAILED']);
  });
});
