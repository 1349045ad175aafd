import fc from 'fast-check';
import type { Entry, ViewerCase } from './form-viewer.js';

/** A field of a generated form with the values that its control in the browser can produce. */
interface Piece {
  readonly component: Readonly<Record<string, unknown>>;
  readonly value: fc.Arbitrary<unknown>;
}

const OPTIONS = ['a', 'b', 'c'];
const asOptions = OPTIONS.map((value) => ({ value, label: value.toUpperCase() }));

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
/** Once in `of + 1`. */
const seldom = <T>(arbitrary: fc.Arbitrary<T>, of: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: of, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
/** Left out where undefined. */
const defined = (entries: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const required = maybe(fc.boolean());

const textField: fc.Arbitrary<Piece> = fc
  .record({
    type: fc.constantFrom('textfield', 'textarea'),
    required,
    minLength: maybe(fc.constantFrom<number | string>(1, 3, '=2 + 1')),
    maxLength: maybe(fc.constantFrom<number | string>(4, 8, '=limit')),
    pattern: maybe(fc.constantFrom('^[A-Z]', 'x', '^\\d+$')),
    validationType: maybe(fc.constantFrom('email', 'phone')),
  })
  .map(({ type, ...rules }) => ({
    component: {
      type,
      validate: defined(type === 'textarea' ? { ...rules, pattern: undefined, validationType: undefined } : rules),
    },
    value: fc.oneof(
      fc.constantFrom(
        '',
        '  ',
        'x',
        'Ax',
        ' Ax ',
        '1234',
        'ABCDEFGHIJ',
        'li@example.com',
        'li@',
        '+4930664040900',
        '12',
        null,
      ),
      fc.string({ maxLength: 10 }),
    ),
  }));

const numberField: fc.Arbitrary<Piece> = fc
  .record({
    required,
    min: maybe(fc.constantFrom<number | string>(0, 1, '=limit - 7')),
    max: maybe(fc.constantFrom<number | string>(10, 2.5, '=limit')),
    decimalDigits: maybe(fc.constantFrom(0, 1, 2)),
    increment: maybe(fc.constantFrom(0.1, 0.25, 2)),
    asText: fc.boolean(),
  })
  .map(({ decimalDigits, increment, asText, ...rules }) => {
    const numbers = fc.constantFrom(0, 1, -1, 2, 2.5, 2.25, 0.3, 9.99, 10, 11, 100);
    return {
      component: defined({
        type: 'number',
        decimalDigits,
        increment,
        serializeToString: asText ? true : undefined,
        validate: defined(rules),
      }),
      value: fc.oneof(fc.constant(null), asText ? numbers.map(String) : numbers),
    };
  });

const choice: fc.Arbitrary<Piece> = fc
  .record({
    type: fc.constantFrom('radio', 'select', 'checklist', 'taglist'),
    source: fc.constantFrom('values', 'valuesKey', 'valuesExpression'),
    required,
  })
  .map(({ type, source, required: isRequired }) => ({
    component: defined({
      type,
      ...(source === 'values'
        ? { values: asOptions }
        : source === 'valuesKey'
          ? { valuesKey: 'choices' }
          : { valuesExpression: '=choices' }),
      validate: defined({ required: isRequired }),
    }),
    value: type === 'radio' || type === 'select' ? fc.constantFrom(null, ...OPTIONS) : fc.subarray(OPTIONS),
  }));

const checkbox: fc.Arbitrary<Piece> = required.map((isRequired) => ({
  component: { type: 'checkbox', validate: defined({ required: isRequired }) },
  value: fc.boolean(),
}));

const datetime: fc.Arbitrary<Piece> = fc
  .record({ subtype: fc.constantFrom('date', 'time', 'datetime'), required })
  .map(({ subtype, required: isRequired }) => ({
    component: { type: 'datetime', subtype, validate: defined({ required: isRequired }) },
    value: fc.constantFrom(
      null,
      ...(subtype === 'date'
        ? ['2026-02-28', '2024-02-29']
        : subtype === 'time'
          ? ['09:30+08:00', '23:59Z']
          : ['2026-02-28T09:30+08:00', '2026-02-28T09:30Z']),
    ),
  }));

const piece = fc.oneof(
  { arbitrary: textField, weight: 3 },
  { arbitrary: numberField, weight: 3 },
  { arbitrary: choice, weight: 2 },
  { arbitrary: checkbox, weight: 1 },
  { arbitrary: datetime, weight: 1 },
);

/** Shown variables that expressions use. */
const VARIABLES = { limit: 8, choices: asOptions, kind: 'A' };
const HIDES = [
  '=kind = "A"',
  '=kind != "A"',
  '=f0 = true',
  '=f0 = null',
  '=limit > 5',
  '=limit < 5',
  '=f1 = null',
  '=not(f0)',
];
/** In an entry of a list its own data are `this`, those of the form `parent`. */
const INNER = ['=this.r0 = null', '=parent.f0 = true', '=_parent_.f1 = null', '=i[1] = 2', '=kind = "A"'];

interface Placed {
  readonly piece: Piece;
  readonly hide: string | undefined;
  readonly flag: 'disabled' | 'readonly' | undefined;
}
const placedIn = (hides: readonly string[]): fc.Arbitrary<Placed> =>
  fc.record({
    piece,
    hide: seldom(fc.constantFrom(...hides), 2),
    flag: seldom(fc.constantFrom('disabled' as const, 'readonly' as const), 6),
  });
const placed = placedIn(HIDES);

function component({ piece: { component: own }, hide, flag }: Placed, key: string): Record<string, unknown> {
  return defined({
    ...own,
    id: `id_${key.replace('.', '_')}`,
    key,
    label: key,
    conditional: hide === undefined ? undefined : { hide },
    disabled: flag === 'disabled' ? true : undefined,
    readonly: flag === 'readonly' ? true : undefined,
  });
}

/** A form with fields at the top, in a group with a path, and in a dynamic list; values for some of the fields. */
export const formCase: fc.Arbitrary<ViewerCase> = fc
  .record({
    top: fc.array(placed, { minLength: 1, maxLength: 5 }),
    grouped: fc.array(placed, { maxLength: 2 }),
    groupHide: maybe(fc.constantFrom(...HIDES)),
    listed: fc.array(placedIn(INNER), { maxLength: 2 }),
    listHide: maybe(fc.constantFrom(...HIDES)),
    rows: fc.integer({ min: 1, max: 2 }),
    skip: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  })
  .chain((form) => {
    const free = ({ flag }: Placed): boolean => flag === undefined;
    const paths: (readonly [string, fc.Arbitrary<unknown>])[] = [
      ...form.top.flatMap((each, at) => (free(each) ? [[`f${at}`, each.piece.value] as const] : [])),
      ...form.grouped.flatMap((each, at) => (free(each) ? [[`g.g${at}`, each.piece.value] as const] : [])),
      ...Array.from({ length: form.rows }).flatMap((_, row) =>
        form.listed.flatMap((each, at) => (free(each) ? [[`rows.${row}.r${at}`, each.piece.value] as const] : [])),
      ),
    ].filter((_, at) => form.skip[at] !== true);
    const schema = {
      id: 'generated',
      type: 'default',
      schemaVersion: 19,
      components: [
        ...form.top.map((each, at) => component(each, `f${at}`)),
        ...(form.grouped.length === 0
          ? []
          : [
              defined({
                type: 'group',
                id: 'group',
                path: 'g',
                conditional: form.groupHide === undefined ? undefined : { hide: form.groupHide },
                components: form.grouped.map((each, at) => component(each, `g${at}`)),
              }),
            ]),
        ...(form.listed.length === 0
          ? []
          : [
              defined({
                type: 'dynamiclist',
                id: 'list',
                path: 'rows',
                isRepeating: true,
                defaultRepetitions: form.rows,
                allowAddRemove: true,
                conditional: form.listHide === undefined ? undefined : { hide: form.listHide },
                components: form.listed.map((each, at) => component(each, `r${at}`)),
              }),
            ]),
      ],
    };
    return fc.tuple(...paths.map(([, value]) => value)).map((values): ViewerCase => ({
      schema,
      variables: VARIABLES,
      entries: paths.map(([path], at): Entry => [path, values[at]]),
    }));
  });
