import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { parseForm, validateSubmission } from '@pledge/engine';
import { FormViewer, type ViewerCase, type ViewerResult } from './support/form-viewer.js';
import { formCase } from './support/random-forms.js';
import { launch } from './support/visitor.js';

const SEED = Number(process.env['FORMS_SEED'] ?? 20_260_301);
const CASES = Number(process.env['FORMS_CASES'] ?? 150);

/** What our server makes of what the browser sends. */
function ours(played: ViewerCase, { data }: ViewerResult): string[] {
  const parsed = parseForm(played.schema);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  const result = validateSubmission(parsed.form, data, {
    variables: { ...played.variables },
    now: Date.UTC(2026, 2, 1),
    zone: 'Asia/Shanghai',
  });
  return result.ok ? [] : [...new Set(result.errors.map((error) => error.field))].sort();
}

/** The server validates by the schema that the browser rendered: both must find the same fields at fault (issue, Forms). */
describe('form-js in the browser and our validation', () => {
  let browser: Browser;
  let viewer: FormViewer;

  beforeAll(async () => {
    browser = await launch();
    viewer = await FormViewer.open(browser);
  }, 120_000);
  afterAll(async () => {
    await viewer?.close();
    await browser?.close();
  });

  it(`given ${CASES} generated forms and submissions (seed ${SEED}), when both judge them, then the same fields are at fault`, async () => {
    const cases = fc.sample(formCase, { seed: SEED, numRuns: CASES });
    const judged = await viewer.play(cases);
    const apart = cases.flatMap((each, index) => {
      const theirs = judged[index];
      const found = theirs === undefined ? ['not played'] : ours(each, theirs);
      return JSON.stringify(found) === JSON.stringify(theirs?.errors)
        ? []
        : [JSON.stringify({ ...each, sent: theirs?.data, formJs: theirs?.errors, ours: found })];
    });
    expect(apart.slice(0, 3)).toEqual([]);
    // The proof would say nothing if all were right, or all were wrong.
    const right = judged.filter((each) => each.errors.length === 0).length;
    expect(right).toBeGreaterThan(CASES / 20);
    expect(right).toBeLessThan((CASES * 19) / 20);
  }, 300_000);

  it('given a validator that forgets one rule, when both judge, then the difference is found', async () => {
    const cases = fc.sample(formCase, { seed: SEED, numRuns: 60 });
    const judged = await viewer.play(cases);
    const forgetful = cases.some((each, index) => {
      const theirs = judged[index];
      if (theirs === undefined) return false;
      const schema = JSON.parse(
        JSON.stringify(each.schema, (key, value: unknown) => (key === 'required' ? undefined : value)),
      );
      return JSON.stringify(ours({ ...each, schema }, theirs)) !== JSON.stringify(theirs.errors);
    });
    expect(forgetful).toBe(true);
  }, 120_000);
});
