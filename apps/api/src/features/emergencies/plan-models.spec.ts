import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { engineUnderTest } from '../../../../../libs/testing/src/engine-under-test.js';
import { PlanModels } from './plan-models.js';

const KEY = 'emergency-oa';
const FOLDER = fileURLToPath(new URL(`../../../../../processes/${KEY}/`, import.meta.url));
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const SHIPPED = read(`${KEY}.bpmn`);
const FORMS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.form.json'))
  .map((name) => ({ name, content: read(name) }));

describe('models of plans', () => {
  it('given a plan, when its model is asked for twice, then it was read once; a new version is read anew', async () => {
    const { engine } = engineUnderTest();
    for (const name of ['emergency-notice', 'notify'])
      engine.registerDelegate(name, { apply: () => Promise.resolve() });
    const deploy = (content: string) =>
      engine.deploy({
        name: 'a plan',
        source: 'administrator',
        deployedBy: 'admin',
        resources: [...FORMS, { name: `${KEY}.bpmn`, content }],
      });
    const models = new PlanModels(engine);
    expect(await models.latest(KEY)).toBeNull();
    await deploy(SHIPPED);
    const first = await models.latest(KEY);
    expect(first?.nodes.get('go-to-room')?.labelEn).toBe('1 To the machine room, check the server');
    expect(await models.latest(KEY)).toBe(first);
    await deploy(SHIPPED.replace('1 To the machine room, check the server', '1 To the machine room at once'));
    const second = await models.latest(KEY);
    expect(second?.nodes.get('go-to-room')?.labelEn).toBe('1 To the machine room at once');
    expect(await models.latest(KEY)).toBe(second);
  });
});
