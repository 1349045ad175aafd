import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { bpmn, flows, scenario, type Scenario } from '../../testing-driver.js';

const visit = (change = (xml: string): string => xml): Promise<Scenario> =>
  scenario(change(readFileSync(new URL('./ad-hoc-sub-process.visit.bpmn', import.meta.url), 'utf8')));

describe('ad-hoc subprocess', () => {
  it('given a collection, when it is entered, then exactly those elements start and flows inside are followed', async () => {
    const s = (await visit()).start({ todo: ['clean', 'measure'], enough: false });
    expect(s.waiting()).toEqual(['task:clean', 'task:measure']);
    s.complete('measure');
    expect(s.waiting()).toEqual(['task:clean', 'task:report']);
  });

  it('given a completion condition, when it is true after an activity, then the rest is cancelled', async () => {
    const s = (await visit())
      .start({ todo: ['clean', 'measure'], enough: false })
      .complete('measure', { enough: true });
    expect(s.status).toBe('completed');
    expect(s.cancelled().sort()).toEqual(['clean', 'report']);
  });

  it('given cancelRemainingInstances="false", when the condition is true, then what runs may end first', async () => {
    const s = (await visit((xml) => xml.replace('id="visit"', 'id="visit" cancelRemainingInstances="false"'))).start({
      todo: ['clean', 'measure'],
      enough: false,
    });
    s.complete('measure', { enough: true });
    expect(s.waiting()).toEqual(['task:clean', 'task:report']);
    expect(s.complete('clean', { enough: false }).complete('report').status).toBe('completed');
  });

  it('given nothing left to do, when the condition is still false, then it is an incident; repaired, it goes on', async () => {
    const s = (await visit()).start({ todo: ['clean'], enough: false }).complete('clean');
    expect(s.incidents()).toEqual(['AD_HOC_UNFINISHED']);
    expect(s.retry('visit', { enough: true }).status).toBe('completed');
  });

  it('given ordering="Sequential", when it runs, then one element after another', async () => {
    const s = (await visit((xml) => xml.replace('id="visit"', 'id="visit" ordering="Sequential"'))).start({
      todo: ['clean', 'measure'],
      enough: false,
    });
    expect(s.waiting()).toEqual(['task:clean']);
    s.complete('clean').complete('measure');
    expect(s.waiting()).toEqual(['task:report']);
  });

  it('given an id that is not inside, when it is entered, then it is an incident that names it', async () => {
    const s = (await visit()).start({ todo: ['clean', 'elsewhere'] });
    expect(s.effectsOf('raise-incident').map((effect) => effect.message)).toEqual([
      expect.stringContaining('elsewhere'),
    ]);
    expect(s.retry('visit', { todo: [], enough: true }).status).toBe('completed');
  });

  it('given no collection, when it is entered, then all elements that nothing leads to start; it ends when all are done', async () => {
    const s = await scenario(
      bpmn(
        `<bpmn:startEvent id="s"/><bpmn:adHocSubProcess id="h"><bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>${flows('b>c')}</bpmn:adHocSubProcess><bpmn:endEvent id="e"/>${flows('s>h', 'h>e')}`,
      ),
    );
    expect(s.start().waiting()).toEqual(['task:a', 'task:b']);
    expect(s.complete('a').complete('b').complete('c').status).toBe('completed');
  });
});
