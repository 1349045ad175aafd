import { describe, expect, it } from '@jest/globals';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

const shape = (id: string, x: number, width: number, height: number): string =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${200 - height / 2}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`;
const edge = (id: string, from: number, to: number, bend = 0): string =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${from}" y="200"/>${bend === 0 ? '' : `<di:waypoint x="${from}" y="${200 + bend}"/><di:waypoint x="${to}" y="${200 + bend}"/>`}<di:waypoint x="${to}" y="200"/></bpmndi:BPMNEdge>`;

/** A choice without a default way, joined as if both ways were taken, a form nobody has, a step in Chinese only, no end. */
const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="mended" name="待修流程" isExecutable="true">
<bpmn:startEvent id="s"/>
<bpmn:exclusiveGateway id="x"/>
<bpmn:parallelGateway id="j"/>
<bpmn:userTask id="work" name="处理"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="nobody-has-it"/><zeebe:assignmentDefinition candidateGroups="engineer"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="x"/>
<bpmn:sequenceFlow id="f2" name="急" sourceRef="x" targetRef="j"><bpmn:conditionExpression>=urgent</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f3" name="不急" sourceRef="x" targetRef="j"><bpmn:conditionExpression>=not(urgent)</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="f4" sourceRef="j" targetRef="work"/>
</bpmn:process>
<bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="pl" bpmnElement="mended">
${shape('s', 150, 36, 36)}${shape('x', 260, 50, 50)}${shape('j', 450, 50, 50)}${shape('work', 580, 100, 80)}
${edge('f1', 186, 260)}${edge('f2', 310, 450)}${edge('f3', 285, 475, 90)}${edge('f4', 500, 580)}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;

/** Issue 4: findings with a one-click mend where there is one. */
describe('mends of findings', () => {
  const stage = new Stage();

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])('are used one after the other until the draft can go live (%s, %s)', async (width, language) => {
    const admin = await stage.client('admin');
    const known = await admin.get<{ items: { revision: number }[] }>('/api/drafts?kind=process&key=mended');
    const revision = known.body.items[0]?.revision ?? 0;
    const draft = { title: '待修流程', content: model, basedOn: 0, revision };
    expect((await admin.put('/api/drafts/process/mended', draft)).status).toBeLessThan(300);
    const visitor = await stage.person('admin', width, language, '/modeler/processes/mended');
    const { page } = visitor;
    const mend = (kind: string): string => visitor.t(`modeler.mends.${kind}`);
    // a name that does not resolve is refused: the server looks at the rest once it is mended
    visitor.expectAnswer(422, '/api/deployments');
    const pick = async (kind: string, option: string): Promise<void> => {
      const field = page.locator('.findings').getByLabel(mend(kind), { exact: true }).first();
      await field.click();
      await page.keyboard.type(option);
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    };
    await page.locator('.findings').getByLabel(mend('form'), { exact: true }).first().waitFor();
    await visitor.picture(`mends-${width}-${language}`);
    await pick('form', language === 'en' ? 'Check in' : '到场');
    await page.locator('.findings').getByLabel(mend('defaultFlow'), { exact: true }).first().waitFor();
    await visitor.picture(`mends-more-${width}-${language}`);
    await pick('defaultFlow', '不急');
    await page.getByRole('button', { name: mend('exclusiveJoin'), exact: true }).click();
    await page
      .getByRole('button', { name: mend('end'), exact: true })
      .first()
      .click();
    await page.locator('.findings').getByLabel(mend('english'), { exact: true }).first().fill('Work on it');
    await page
      .locator('.findings')
      .getByRole('button', { name: mend('set'), exact: true })
      .first()
      .click();
    await page.getByText(visitor.t('modeler.findings.none')).waitFor();
    await visitor.picture(`mends-done-${width}-${language}`);
    // each mend is one step back
    await visitor.button('modeler.view.undo').click();
    await page.locator('.findings').getByLabel(mend('english'), { exact: true }).first().waitFor();
    expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
  });
});
