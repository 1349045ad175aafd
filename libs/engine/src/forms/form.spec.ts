import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseForm } from './parse-form.js';
import { validateSubmission, type SubmissionResult } from './validate-submission.js';

const source = readFileSync(new URL('./service-visit.form.json', import.meta.url), 'utf8');
const variables = {
  caseNumber: 'GD-2026-0001',
  engineers: ['engineer', { value: 'engineer2', label: '李工' }],
  limit: 24,
};
const valid = { place: '机房', result: 'restored', hours: 2 };

function submit(data: unknown, shown: Record<string, unknown> = variables): SubmissionResult {
  const parsed = parseForm(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  return validateSubmission(parsed.form, data, { variables: shown, now: 0, zone: 'Asia/Shanghai' });
}

function faults(data: unknown): string[] {
  const result = submit(data);
  return result.ok ? [] : result.errors.map((error) => `${error.field} ${error.code}`);
}

describe('validateSubmission', () => {
  it('given a complete submission, when checked, then the values come back in the shape of the schema', () => {
    const data = {
      ...valid,
      arrivedAt: '2026-01-01T10:00+08:00',
      helpers: ['engineer2'],
      owner: 'engineer',
      serial: 'AB12',
      safe: true,
      contact: { name: '王', mail: 'wang@example.com', phone: '+8613800000000' },
      parts: [{ code: 'X1', count: 2 }],
      photos: ['file-1', { id: 'file-2' }],
    };
    expect(submit(data)).toEqual({
      ok: true,
      values: { ...data, arrivedAt: '2026-01-01T10:00:00+08:00', cost: 200, note: '现场' },
    });
  });

  it.each([
    ['an unknown field', { extra: 1 }, 'extra UNKNOWN_FIELD'],
    ['an unknown field in a group', { contact: { age: 3 } }, 'contact.age UNKNOWN_FIELD'],
    ['an unknown field in a list', { parts: [{ code: 'X', price: 1 }] }, 'parts[0].price UNKNOWN_FIELD'],
    ['a display component', { b1: 'x' }, 'b1 UNKNOWN_FIELD'],
    ['a number as text', { hours: '2' }, 'hours WRONG_TYPE'],
    ['a list for a text', { place: ['机房'] }, 'place WRONG_TYPE'],
    ['an object for a group value', { contact: 'Wang' }, 'contact WRONG_TYPE'],
    ['a text for a list', { parts: 'X' }, 'parts WRONG_TYPE'],
    ['a text for a check box', { safe: 'yes' }, 'safe WRONG_TYPE'],
    ['a day that does not exist', { arrivedAt: '2026-02-30T10:00+08:00' }, 'arrivedAt WRONG_TYPE'],
    ['a required field left empty', { place: '' }, 'place REQUIRED'],
    ['a required field in a list', { parts: [{ count: 1 }] }, 'parts[0].code REQUIRED'],
    ['a required field that became visible', { result: 'failed' }, 'reason REQUIRED'],
    ['a required field that became visible in a list', { parts: [{ code: 'X', count: 5 }] }, 'parts[0].why REQUIRED'],
    ['a value outside the options', { result: 'maybe' }, 'result NOT_AN_OPTION'],
    ['a value outside options from a variable', { helpers: ['stranger'] }, 'helpers NOT_AN_OPTION'],
    ['a value outside options from FEEL', { owner: 'stranger' }, 'owner NOT_AN_OPTION'],
    ['options brought along', { owner: 'stranger', engineers: ['stranger'] }, 'owner NOT_AN_OPTION'],
    ['too small', { hours: -1 }, 'hours TOO_SMALL'],
    ['more than FEEL allows', { hours: 25 }, 'hours TOO_LARGE'],
    ['too many decimals', { hours: 1.25 }, 'hours DECIMALS'],
    ['too short', { place: 'A' }, 'place TOO_SHORT'],
    ['too long', { place: 'A'.repeat(21) }, 'place TOO_LONG'],
    ['a broken pattern', { serial: 'ab1' }, 'serial PATTERN'],
    ['a broken address', { contact: { mail: 'x@' } }, 'contact.mail EMAIL'],
    ['a broken number', { contact: { phone: '12' } }, 'contact.phone PHONE'],
    ['a changed read-only field', { caseNumber: 'GD-2026-0002' }, 'caseNumber READONLY'],
    ['a changed disabled field', { note: '远程' }, 'note READONLY'],
    ['a file that is not a reference', { photos: [{ name: 'x.jpg' }] }, 'photos WRONG_TYPE'],
  ])('given %s, when checked, then it is refused', (_what, data, expected) => {
    expect(faults({ ...valid, ...data })).toContain(expected);
  });

  it('given something that is no object, when checked, then it is refused', () => {
    expect(submit([1]).ok).toBe(false);
    expect(submit(null).ok).toBe(false);
  });

  it('given a key of the prototype, when checked, then it is an unknown field', () => {
    expect(faults({ ...valid, ...(JSON.parse('{"constructor":{"a":1}}') as object) })).toContain(
      'constructor UNKNOWN_FIELD',
    );
  });

  it('given a hidden field, when it is sent along, then it is dropped', () => {
    const result = submit({ ...valid, reason: 'x' });
    expect(result.ok && Object.keys(result.values)).not.toContain('reason');
  });

  it('given a read-only field, when what was shown is repeated, then it is accepted and not written', () => {
    const result = submit({ ...valid, caseNumber: 'GD-2026-0001' });
    expect(result.ok && Object.keys(result.values)).not.toContain('caseNumber');
  });

  it('given a computed field, when another value is sent, then the server computes its own', () => {
    expect(submit({ ...valid, cost: 1 })).toMatchObject({ ok: true, values: { cost: 200 } });
  });

  it('given a required field that the task already shows, when it is left out, then it counts as shown', () => {
    expect(submit({ result: 'restored' }, { ...variables, place: '机房' }).ok).toBe(true);
  });

  it('given several faults, when checked, then all are named in both languages', () => {
    const result = submit({ result: 'maybe', hours: 'x' });
    if (result.ok) throw new Error('expected faults');
    expect(result.errors.map((error) => error.field)).toEqual(['place', 'result', 'hours']);
    for (const error of result.errors) {
      expect(error.message.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(error.message.en).toMatch(/^".+" (is|must|does|cannot)/);
    }
  });
});

describe('parseForm', () => {
  it.each([
    ['no JSON', '{', 'form/not-a-form'],
    ['another JSON', '[]', 'form/not-a-form'],
    ['no id', { type: 'default', components: [] }, 'form/id'],
    [
      'an unknown component',
      { id: 'f', type: 'default', components: [{ type: 'script', key: 'a' }] },
      'form/component',
    ],
    [
      'a broken expression',
      { id: 'f', type: 'default', components: [{ type: 'textfield', key: 'a', readonly: '=1 +' }] },
      'form/feel',
    ],
    [
      'a duplicate key',
      {
        id: 'f',
        type: 'default',
        components: [
          { type: 'textfield', key: 'a' },
          { type: 'number', key: 'a' },
        ],
      },
      'form/duplicate-key',
    ],
    ['no key', { id: 'f', type: 'default', components: [{ type: 'textfield' }] }, 'form/key'],
    [
      'a key of the prototype',
      { id: 'f', type: 'default', components: [{ type: 'textfield', key: '__proto__.x' }] },
      'form/key',
    ],
    [
      'a select without options',
      { id: 'f', type: 'default', components: [{ type: 'select', key: 'a' }] },
      'form/options',
    ],
    [
      'a broken pattern',
      { id: 'f', type: 'default', components: [{ type: 'textfield', key: 'a', validate: { pattern: '[' } }] },
      'form/pattern',
    ],
  ])('given %s, when parsed, then the finding names the rule', (_what, schema, rule) => {
    const parsed = parseForm(schema);
    expect(parsed.ok ? [] : parsed.findings.map((finding) => finding.rule)).toContain(rule);
  });
});
