import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineUnderTest, refusal } from '../../../../../libs/testing/src/engine-under-test.js';
import { projectRoot } from '../documents/project-root.js';
import { confirmationPath } from './written-confirmation.requirement.js';

const shipped = readFileSync(join(projectRoot(), 'processes/change-approval/change-approval.bpmn'), 'utf8');

/** What the rules of the guards say of a changed diagram; other errors (delegates unknown here) are left out. */
async function refused(xml: string): Promise<{ rule: unknown; elementId: unknown; en: string }[]> {
  const { engine } = engineUnderTest();
  for (const [name, action] of [
    ['written_confirmation', 'change-approval'],
    ['result_acceptance', 'result-acceptance'],
  ] as const) {
    engine.registerGuard(name, { check: () => Promise.resolve({ allowed: true }), path: confirmationPath(action) });
  }
  const resources = [{ name: 'change-approval.bpmn', content: xml }];
  const problem = await refusal(
    engine.deploy({ name: 'changed', source: 'administrator', deployedBy: 'admin', resources, dryRun: true }),
  );
  return problem.errors
    .filter((error) => String(error.rule).startsWith('guard/'))
    .map(({ rule, elementId, message }) => ({ rule, elementId, en: (message as { en: string }).en }));
}
/** The flow ends somewhere else. */
function reroute(xml: string, flow: string, from: string, to: string): string {
  const changed = xml
    .replace(`<bpmn:incoming>${flow}</bpmn:incoming>`, '')
    .replace(new RegExp(`(<bpmn:sequenceFlow id="${flow}"[^>]* targetRef=")${from}"`), `$1${to}"`)
    .replace(
      new RegExp(`(<bpmn:\\w+ id="${to}"[\\s\\S]*?)(<bpmn:incoming>)`),
      `$1<bpmn:incoming>${flow}</bpmn:incoming>$2`,
    );
  if (changed === xml) throw new Error(`no flow ${flow}`);
  return changed;
}

describe('diagrams of change approval (S1-47, S1-49)', () => {
  it('given the shipped diagram, then the rules have nothing to say', async () => {
    expect(await refused(shipped)).toEqual([]);
  });

  it('given a flow past the customer, then it is refused and the way is shown', async () => {
    const found = await refused(
      reroute(shipped, 'provider-decision--request-customer', 'request-customer', 'window-opens'),
    );
    expect(found.map((one) => one.elementId)).toEqual(['back-up', 'implement']);
    expect(found[1]).toMatchObject({ rule: 'guard/way-around' });
    expect(found[1]?.en).toMatch(
      /without "the customer is asked.*Our decision\? → Window opens → .*→ Carry out the steps/,
    );
  });

  it('given a flow past both parties, then each of them is missed', async () => {
    const found = await refused(reroute(shipped, 'window-agreed--check-calendar', 'check-calendar', 'window-opens'));
    expect(found.filter((one) => one.elementId === 'implement')).toHaveLength(2);
  });

  it('given work without the lock, then the element is named', async () => {
    const bare = shipped.replace(
      /(<bpmn:userTask id="implement"[\s\S]*?)\s*<zeebe:property name="pledge:requires" value="written_confirmation" \/>/,
      '$1',
    );
    expect(bare).not.toBe(shipped);
    expect(await refused(bare)).toMatchObject([{ rule: 'guard/missing', elementId: 'implement' }]);
  });

  it('given a result that is accepted without asking, then it is refused', async () => {
    const found = await refused(
      reroute(shipped, 'large-change--request-acceptance', 'request-acceptance', 'record-acceptance'),
    );
    expect(found).toMatchObject([{ rule: 'guard/way-around', elementId: 'record-acceptance' }]);
  });
});
