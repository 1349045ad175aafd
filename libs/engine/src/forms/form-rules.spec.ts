import { describe, expect, it } from '@jest/globals';
import { parseForm } from './parse-form.js';
import { validateSubmission } from './validate-submission.js';

/** What is wrong with a submission to a form of these components; the values where nothing is. */
function judge(components: readonly object[], data: object, variables: Record<string, unknown> = {}): unknown {
  const parsed = parseForm({ type: 'default', id: 'f', components });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
  const now = Date.UTC(2026, 2, 1, 17);
  const result = validateSubmission(parsed.form, data, { variables, now, zone: 'Asia/Shanghai' });
  return result.ok ? result.values : result.errors.map((error) => `${error.field} ${error.code}`);
}
const number = (more: object): object[] => [{ type: 'number', key: 'n', ...more }];

describe('form rules', () => {
  it.each([
    ['a multiple of the step', { increment: 0.1 }, { n: 0.3 }, { n: 0.3 }],
    ['no multiple of the step', { increment: 0.25 }, { n: 0.3 }, ['n STEP']],
    [
      'a number as text of many digits',
      { serializeToString: true },
      { n: '0.1234567890123456789' },
      { n: '0.1234567890123456789' },
    ],
    [
      'a number as text above the limit by its last digit',
      { serializeToString: true, validate: { max: 9007199254740992 } },
      { n: '9007199254740993' },
      ['n TOO_LARGE'],
    ],
    ['decimals in the way of an exponent', { decimalDigits: 2 }, { n: 1e-7 }, ['n DECIMALS']],
  ])('given %s, when it is checked, then so it is judged', (_what, more, data, expected) => {
    expect(judge(number(more), data)).toEqual(expected);
  });

  it('given a date that may not be past, when it is yesterday at the site, then it is refused; today is not', () => {
    const date = [{ type: 'datetime', subtype: 'date', key: 'd', disallowPassedDates: true }];
    // 17:00 UTC is the second of March in Shanghai.
    expect(judge(date, { d: '2026-03-01' })).toEqual(['d IN_THE_PAST']);
    expect(judge(date, { d: '2026-03-02' })).toEqual({ d: '2026-03-02' });
  });

  it('given a condition over a value that is not there yet, when it is asked, then the field is hidden as in the browser', () => {
    const form = [
      { type: 'number', key: 'age' },
      { type: 'textfield', key: 'guardian', validate: { required: true }, conditional: { hide: '=age > 17' } },
    ];
    expect(judge(form, {})).toEqual({});
    expect(judge(form, { age: 12 })).toEqual(['guardian REQUIRED']);
    expect(judge(form, { age: 20, guardian: 'x' })).toEqual({ age: 20 });
  });

  it('given not(…) around a condition, when the inner is not there, then the field is shown', () => {
    const form = [{ type: 'textfield', key: 't', validate: { required: true }, conditional: { hide: '=not(known)' } }];
    expect(judge(form, {})).toEqual(['t REQUIRED']);
    expect(judge(form, {}, { known: false })).toEqual({});
    expect(judge(form, {}, { known: true })).toEqual(['t REQUIRED']);
  });

  it('given a hidden field, when others ask it, then they see what it began with, not what was sent along', () => {
    const form = [
      { type: 'textfield', key: 'a', conditional: { hide: '=true' } },
      { type: 'textfield', key: 'b', validate: { required: true }, conditional: { hide: '=a = "skip"' } },
    ];
    expect(judge(form, { a: 'skip' })).toEqual(['b REQUIRED']);
  });

  it('given an entry of a list, when a condition asks, then this is the entry, parent the form and i the number', () => {
    const list = (hide: string): object[] => [
      { type: 'textfield', key: 'kind' },
      {
        type: 'dynamiclist',
        path: 'rows',
        components: [
          { type: 'number', key: 'n' },
          { type: 'textfield', key: 'why', validate: { required: true }, conditional: { hide } },
        ],
      },
    ];
    const data = { kind: 'x', rows: [{ n: 1 }, { n: 9 }] };
    expect(judge(list('=this.n < 5'), data)).toEqual(['rows[1].why REQUIRED']);
    expect(judge(list('=i[1] = 2'), data)).toEqual(['rows[0].why REQUIRED']);
    expect(judge(list('=parent.kind = "x"'), data)).toEqual(data);
    expect(judge(list('=kind = "x"'), data)).toEqual(data);
  });

  it('given a list that may not grow, when there are more entries than were shown, then it is refused', () => {
    const list = [
      {
        type: 'dynamiclist',
        path: 'rows',
        allowAddRemove: false,
        defaultRepetitions: 2,
        components: [{ type: 'number', key: 'n' }],
      },
    ];
    expect(judge(list, { rows: [{ n: 1 }, { n: 2 }, { n: 3 }] })).toEqual(['rows TOO_LONG']);
    expect(judge(list, { rows: [{ n: 1 }, { n: 2 }] })).toEqual({ rows: [{ n: 1 }, { n: 2 }] });
    expect(judge(list, { rows: [{ n: 1 }, { n: 2 }] }, { rows: [{ n: 0 }] })).toEqual(['rows TOO_LONG']);
  });

  it('given a read-only check box that nobody set, when the browser sends its false, then it is accepted', () => {
    expect(judge([{ type: 'checkbox', key: 'c', readonly: true }], { c: false })).toEqual({ c: false });
  });

  it('given a group with a path, when a field beside it is disabled, then its shown part stays readable', () => {
    const form = [
      {
        type: 'group',
        path: 'g',
        components: [
          { type: 'textfield', key: 'a', disabled: true },
          { type: 'textfield', key: 'b', validate: { required: true }, conditional: { hide: '=g.a = "x"' } },
        ],
      },
    ];
    expect(judge(form, { g: {} }, { g: { a: 'x' } })).toEqual({});
  });
});
