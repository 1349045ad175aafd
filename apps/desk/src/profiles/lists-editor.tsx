import {
  CONFIRMATION_ACTIONS,
  CONFIRMATION_LEVELS,
  METRICS,
  STAFF_ROLES,
  type ServiceLevelProfile,
} from '@pledge/contracts';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../common/bilingual.js';
import { useWords } from './cells.js';
import type { EditorProps } from './editor.js';
import { ListEditor, type ListColumn } from './list-editor.js';

/** The short lists of a profile, by the name of their part. */
export type ListSection =
  'unmeasured' | 'regions' | 'pauseReasons' | 'ladder' | 'confirmationLevels' | 'surveyScale' | 'reports';
const cycles = ['case', 'week', 'month', 'quarter', 'half-year', 'year', 'event'] as const;
const waits = ['PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT24H'] as const;

/** One short list with its columns. */
export function SectionList({ section, ...props }: EditorProps & { readonly section: ListSection }): React.JSX.Element {
  const { t } = useTranslation();
  const say = useBilingual();
  const words = useWords();
  const { profile, onChange } = props;
  const CODE: ListColumn = { field: 'code', kind: 'text' };
  const LABEL: ListColumn = { field: 'label', kind: 'bilingual' };
  const SOURCE: ListColumn = { field: 'source', kind: 'text' };
  const CLAUSE: ListColumn = { field: 'clause', kind: 'text' };
  const empty = { zh: '', en: '' };
  const code = { nameOf: (row: Readonly<Record<string, unknown>>) => String(row['code']) };
  const lists = {
    unmeasured: {
      columns: [
        { field: 'id', kind: 'text' },
        { field: 'metric', kind: 'choice', options: words(METRICS) },
        CLAUSE,
        { field: 'note', kind: 'text' },
        SOURCE,
      ],
      nameOf: (row) => String(row['id']),
      added: {
        id: `U-${String(profile.unmeasured.length + 1)}`,
        metric: 'availability',
        severity: 'ANY',
        clause: '',
        source: '',
        note: '',
      },
    },
    regions: { columns: [CODE, LABEL], ...code, added: { code: '', label: empty } },
    pauseReasons: {
      columns: [CODE, LABEL, { field: 'evidenceRequired', kind: 'check' }],
      ...code,
      added: { code: '', label: empty, evidenceRequired: true },
    },
    ladder: {
      columns: [
        {
          field: 'roles',
          kind: 'list',
          options: STAFF_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) })),
        },
        {
          field: 'waitFor',
          kind: 'choice',
          options: waits.map((wait) => ({ value: wait, label: t(`wait.${wait}`) })),
        },
        LABEL,
        {
          field: 'entryFor',
          kind: 'list',
          options: [{ value: 'onsite-failed', label: t('editor.onsiteFailed') }],
        },
      ],
      added: { roles: [], waitFor: 'PT30M', label: empty },
    },
    confirmationLevels: {
      columns: [
        { field: 'action', kind: 'choice', options: words(CONFIRMATION_ACTIONS) },
        { field: 'level', kind: 'choice', options: levelOptions(say) },
        SOURCE,
      ],
      nameOf: (row) => String(row['action']),
      added: { action: 'change_plan', level: 3 },
    },
    surveyScale: {
      columns: [CODE, LABEL, { field: 'score', kind: 'number' }],
      ...code,
      added: { code: '', label: empty, score: 50 },
    },
    reports: {
      columns: [
        CODE,
        LABEL,
        {
          field: 'cycle',
          kind: 'choice',
          options: cycles.map((cycle) => ({ value: cycle, label: t(`cycle.${cycle}`) })),
        },
        SOURCE,
      ],
      ...code,
      added: { code: '', label: empty, cycle: 'month' },
    },
  } satisfies Record<
    ListSection,
    {
      columns: readonly ListColumn[];
      nameOf?: (row: Readonly<Record<string, unknown>>) => string;
      added: Readonly<Record<string, unknown>>;
    }
  >;
  const { columns, added, ...rest } = lists[section];
  return (
    <ListEditor
      {...props}
      {...rest}
      section={section}
      rows={profile[section]}
      columns={columns}
      added={added}
      addLabel={t(`editor.add.${section}`)}
      onRows={(rows) => onChange({ ...profile, [section]: rows.map(figures) } as ServiceLevelProfile)}
    />
  );
}

function levelOptions(say: (text: { zh: string; en: string }) => string): { value: string; label: string }[] {
  return CONFIRMATION_LEVELS.map(({ level, label }) => ({
    value: String(level),
    label: `${String(level)} · ${say(label)}`,
  }));
}

/** A level that was chosen from a list is a figure. */
function figures(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return 'level' in row ? { ...row, level: Number(row['level']) } : row;
}
