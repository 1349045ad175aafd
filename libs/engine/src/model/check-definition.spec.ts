import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { bpmn } from '../testing-driver.js';
import { checkDefinition } from './check-definition.js';
import type { ModelFinding } from './finding.js';
import { INVALID_MODELS } from './invalid-models.js';
import { parseBpmn } from './parse-bpmn.js';

async function findingsOf(xml: string): Promise<ModelFinding[]> {
  const model = await parseBpmn(xml);
  return [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))];
}

/** About a file as a whole: `parse-bpmn.spec.ts` has one for each. */
const OF_FILES = ['bpmn/doctype', 'bpmn/encoding', 'bpmn/too-large', 'bpmn/no-executable-process'];

/** The shipped processes and the fixtures beside the specs. */
function validModels(): string[] {
  const root = fileURLToPath(new URL('../../../..', import.meta.url));
  return ['processes', 'libs/engine/src/behaviors', 'libs/engine/src/execution', 'libs/runtime/src/fixtures'].flatMap(
    (folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.bpmn'))
        .map((name) => join(root, folder, name)),
  );
}

describe('checkDefinition', () => {
  it.each(INVALID_MODELS.map(([rule, element, body, roots]) => [rule, element, bpmn(body, roots)] as const))(
    'given a model that breaks %s, when it is checked, then %s is named, in both languages',
    async (rule, element, xml) => {
      const found = (await findingsOf(xml)).filter((finding) => finding.rule === rule);
      expect(found.map((finding) => finding.elementId)).toContain(element);
      for (const finding of found) {
        expect(finding.message.en).not.toBe('');
        expect(finding.message.zh).toMatch(/\p{Script=Han}/u);
        if (finding.severity === 'error' && !rule.startsWith('expression/')) expect(finding.clause).toBeTruthy();
      }
    },
  );

  it('given the generated list of rules, when it is compared with these models, then every rule has one', () => {
    const docs = readFileSync(new URL('../../../../docs/bpmn-support.md', import.meta.url), 'utf8');
    const listed = [...docs.matchAll(/^\| `([\w-]+\/[\w-]+)` \|/gm)].map((match) => match[1]);
    const proved = new Set([...INVALID_MODELS.map(([rule]) => rule), ...OF_FILES]);
    expect(listed.length).toBeGreaterThan(50);
    expect([...new Set(listed)].filter((rule) => rule !== undefined && !proved.has(rule))).toEqual([]);
  });

  it.each(validModels())('given %s, when it is checked, then a valid model is not refused', async (file) => {
    const errors = (await findingsOf(readFileSync(file, 'utf8'))).filter((finding) => finding.severity === 'error');
    expect(errors).toEqual([]);
  });
});
