import { describe, expect, it } from '@jest/globals';
import { bpmn, definitionOf, flows } from '../testing-driver.js';
import { checkDefinition } from './check-definition.js';

const property = (value: string): string =>
  `<bpmn:extensionElements><zeebe:properties><zeebe:property name="pledge:remindEvery" value="${value}"/></zeebe:properties></bpmn:extensionElements>`;
const model = (ofProcess: string, ofTask: string): string =>
  bpmn(
    `${ofProcess}<bpmn:startEvent id="s"/><bpmn:userTask id="t">${ofTask}</bpmn:userTask><bpmn:endEvent id="e"/>${flows('s>t', 't>e')}`,
  );
const found = async (ofProcess: string, ofTask: string): Promise<string[]> =>
  checkDefinition(await definitionOf(model(ofProcess, ofTask)))
    .filter((finding) => finding.rule === 'task/remind-every')
    .map((finding) => finding.elementId ?? '');

describe('the interval of reminders', () => {
  it.each(['PT30M', 'P1D', 'P1DT12H'])('given %s, when checked, then nothing is found', async (every) => {
    expect(await found(property(every), property(every))).toEqual([]);
  });

  it.each(['30', '-PT1H', 'PT', 'every day'])('given %s, when checked, then it is told where', async (every) => {
    expect(await found('', property(every))).toEqual(['t']);
    expect(await found(property(every), '')).toEqual(['p']);
  });
});
