import { describe, expect, it } from '@jest/globals';
import { fillForm } from './fill-form.js';
import { parseForm } from './parse-form.js';
import { validateSubmission } from './validate-submission.js';

const radio = (key: string, ...values: string[]): Record<string, unknown> => ({
  type: 'radio',
  key,
  values: values.map((value) => ({ value, label: value })),
  validate: { required: true },
});
const schema = {
  id: 'assess',
  type: 'default',
  components: [
    {
      type: 'group',
      id: 'slot',
      components: [radio('impact', 'all', 'some')],
      properties: { 'pledge:components': '=survey.components', 'pledge:values': '=answers' },
    },
    { type: 'textfield', key: 'note' },
  ],
};
const context = (variables: Record<string, unknown>) => ({ variables, now: 0, zone: 'UTC' });
const submit = (data: unknown, variables: Record<string, unknown>): unknown => {
  const parsed = parseForm(schema);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  const result = validateSubmission(parsed.form, data, context(variables));
  return result.ok ? result.values : result.errors.map(({ field, code }) => `${field} ${code}`);
};
const survey = { components: [radio('loss', 'yes', 'no')] };

describe('a group whose components come from variables', () => {
  it('given a list in the variable, when shown, then it takes the place of the group’s own, with the values it is given', () => {
    const filled = fillForm(schema, context({ survey, answers: { loss: 'no', other: 1 }, loss: 'elsewhere' }));
    expect(filled.schema).toMatchObject({ components: [{ components: [{ key: 'loss' }] }, { key: 'note' }] });
    expect(filled.variables).toMatchObject({ loss: 'no' });
    expect(filled.variables).not.toHaveProperty('other');
  });

  it('given no such variable, when shown, then the group’s own components stay', () => {
    expect(fillForm(schema, context({})).schema).toEqual(schema);
    expect(submit({ impact: 'all' }, {})).toEqual({ impact: 'all' });
  });

  it('given an answer, when checked, then the components of the variable decide, not those that are drawn', () => {
    expect(submit({ loss: 'yes', note: 'x' }, { survey })).toEqual({ loss: 'yes', note: 'x' });
    expect(submit({ loss: 'maybe' }, { survey })).toEqual(['loss NOT_AN_OPTION']);
    expect(submit({ impact: 'all' }, { survey })).toEqual(['impact UNKNOWN_FIELD', 'loss REQUIRED']);
    expect(submit({}, { survey, answers: { loss: 'yes' } })).toEqual({});
  });

  it('given components that are no form, when checked, then the answer is refused', () => {
    expect(submit({}, { survey: { components: [{ type: 'script', key: 'x' }] } })).toEqual([' FORM_FEEL']);
  });

  it('given FEEL that cannot be read, when the form is parsed, then it is told', () => {
    const wrong = structuredClone(schema);
    (wrong.components[0]!.properties as Record<string, string>)['pledge:components'] = '=1 +';
    expect(parseForm(wrong)).toMatchObject({ ok: false, findings: [{ rule: 'form/feel', elementId: 'slot' }] });
  });
});
