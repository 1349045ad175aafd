import type { ProfileChange, ServiceLevelProfile } from '@pledge/contracts';

/** Parts that are lists, and what names a row in them; rows without a name are compared by position. */
const LISTS: readonly (readonly [keyof ServiceLevelProfile, string | null])[] = [
  ['commitments', 'id'],
  ['blanks', 'id'],
  ['unmeasured', 'id'],
  ['calendars', 'id'],
  ['regions', 'code'],
  ['pauseReasons', 'code'],
  ['ladder', null],
  ['confirmationLevels', 'action'],
  ['surveyScale', 'code'],
  ['reports', 'code'],
  ['amendments', 'id'],
  ['acceptedFindings', 'key'],
];
const ALONE: readonly (keyof ServiceLevelProfile)[] = [
  'name',
  'partyLabels',
  'warnPercents',
  'onsiteAgreementRequired',
  'maxRepresentatives',
];

type Row = Readonly<Record<string, unknown>>;

/** What differs between two versions of a profile, row by row and cell by cell. Pure. */
export function profileDifferences(before: ServiceLevelProfile, after: ServiceLevelProfile): ProfileChange[] {
  return [
    ...ALONE.flatMap((section) => single(section, { [section]: before[section] }, { [section]: after[section] })),
    ...single('severityScheme', before.severityScheme.raise, after.severityScheme.raise),
    ...rows('severityScheme', 'code', before.severityScheme.levels, after.severityScheme.levels),
    ...rows('questionnaire', 'key', before.questionnaire?.questions ?? [], after.questionnaire?.questions ?? []),
    ...rows('questionnaire', null, before.questionnaire?.rules ?? [], after.questionnaire?.rules ?? []),
    ...LISTS.flatMap(([section, name]) =>
      rows(section, name, before[section] as readonly Row[], after[section] as readonly Row[]),
    ),
  ];
}

function single(section: string, before: Row, after: Row): ProfileChange[] {
  const fields = changedFields(before, after);
  return fields.length === 0 ? [] : [{ section, row: null, change: 'changed', fields }];
}

function rows(section: string, name: string | null, before: readonly Row[], after: readonly Row[]): ProfileChange[] {
  const named = (list: readonly Row[]): Map<string, Row> =>
    new Map(list.map((row, position) => [name === null ? String(position + 1) : String(row[name]), row]));
  const [old, now] = [named(before), named(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((row): ProfileChange[] => {
    const [from, to] = [old.get(row), now.get(row)];
    const fields = changedFields(from ?? {}, to ?? {});
    if (from === undefined) return [{ section, row, change: 'added', fields }];
    if (to === undefined) return [{ section, row, change: 'removed', fields }];
    return fields.length === 0 ? [] : [{ section, row, change: 'changed', fields }];
  });
}

/** Cells that differ; values as JSON, plain texts as they are. */
export function changedFields(before: Row, after: Row): { field: string; from: string | null; to: string | null }[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [from, to] = [cellText(before[field]), cellText(after[field])];
    return from === to ? [] : [{ field, from, to }];
  });
}

function cellText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(sorted(value));
}

/** The order in which somebody wrote the keys of an object is no difference. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
