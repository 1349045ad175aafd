import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkDefinition, parseBpmn, type ModelFinding } from '@pledge/engine';

/**
 * The reference models of the BPMN Model Interchange Working Group (CC BY 3.0, `models/LICENSE.txt`): drawn for interchange,
 * few of them to be executed. None may be refused for its structure.
 */
const folder = new URL('./models/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bpmn'))
  .sort();

async function errorsOf(xml: string): Promise<ModelFinding[]> {
  const model = await parseBpmn(xml);
  const findings = [...model.findings, ...model.definitions.flatMap((definition) => checkDefinition(definition))];
  return findings.filter((finding) => finding.severity === 'error');
}

/** Rule → number of elements. */
function counted(findings: readonly ModelFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

const NOT_EXECUTABLE = { 'bpmn/no-executable-process': 1 };

/** What each model is refused for as it stands: it says that it is not executable, or what an execution needs is missing. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'A.1.0': NOT_EXECUTABLE,
  'A.2.0': NOT_EXECUTABLE,
  'A.2.1': NOT_EXECUTABLE,
  'A.3.0': NOT_EXECUTABLE,
  'A.4.0': NOT_EXECUTABLE,
  'A.4.1': NOT_EXECUTABLE,
  'B.1.0': NOT_EXECUTABLE,
  'B.2.0': NOT_EXECUTABLE,
  'C.1.0': { 'expression/not-feel': 4 },
  'C.1.1': { 'expression/feel-syntax': 4 },
  'C.2.0': NOT_EXECUTABLE,
  'C.3.0': { 'expression/feel-syntax': 1, 'gateway/condition-missing': 6 },
  'C.4.0': { 'event/message-missing': 6, 'gateway/condition-missing': 4, 'loop/condition-missing': 1 },
  'C.5.0': { 'event/signal-missing': 2, 'gateway/condition-missing': 12 },
  'C.6.0': { 'event/message-missing': 3, 'event/timer-missing': 2 },
  'C.7.0': { 'gateway/condition-missing': 2, 'loop/collection-missing': 1 },
  'C.8.0': NOT_EXECUTABLE,
  'C.8.1': {},
  'C.9.0': {},
  'C.9.1': {},
  'C.9.2': {},
};

/** Rules that ask for what only an execution needs: a name, a time, a condition, a collection, FEEL. */
const FOR_EXECUTION = new Set([
  'event/code-missing',
  'event/condition-missing',
  'event/message-missing',
  'event/signal-missing',
  'event/timer-missing',
  'expression/feel-syntax',
  'expression/not-feel',
  'expression/script-language',
  'gateway/condition-missing',
  'loop/collection-missing',
  'loop/condition-missing',
]);

describe('MIWG reference models', () => {
  it('given the suite, when it is counted, then all 21 are here', () => {
    expect(names.map((name) => name.replace('.bpmn', ''))).toEqual(Object.keys(REFUSED));
  });

  it.each(names)('given %s, when it is checked, then exactly the listed rules refuse it', async (name) => {
    const found = counted(await errorsOf(readFileSync(new URL(name, folder), 'utf8')));
    expect(found).toEqual(REFUSED[name.replace('.bpmn', '')]);
  });

  it.each(names)(
    'given %s with all its processes marked executable, when it is checked, then its structure is not refused',
    async (name) => {
      const xml = readFileSync(new URL(name, folder), 'utf8').replaceAll('isExecutable="false"', 'isExecutable="true"');
      const findings = await errorsOf(xml);
      expect(findings.filter(({ rule }) => !FOR_EXECUTION.has(rule))).toEqual([]);
      for (const { elementId, message, clause, rule } of findings) {
        expect(elementId).toBeTruthy();
        expect(message.zh).toMatch(/\p{Script=Han}/u);
        if (!rule.startsWith('expression/')) expect(clause).toContain('BPMN 2.0');
      }
    },
  );
});
