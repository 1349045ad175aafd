import type {
  AcceptedClause,
  CalendarSpec,
  ClausesToProfileRequest,
  Commitment,
  ServiceLevelProfile,
  UnmeasuredPromise,
} from '@pledge/contracts';

type LimitUnit = Commitment['unit'];
/** Units that only say how often or how much: shown in the profile, never timed. */
const KEY_FIGURE_UNITS: readonly string[] = ['percent', 'count', 'quarter'];
const UNIT_WORDS: Readonly<Record<AcceptedClause['unit'], string>> = {
  min: '分钟',
  h: '小时',
  d: '天',
  workday: '个工作日',
  month: '个月',
  quarter: '个季度',
  percent: '%',
  count: '次',
};

/** A profile with what was added to it. */
export interface ExtendedProfile {
  readonly profile: ServiceLevelProfile;
  readonly commitments: readonly string[];
  readonly unmeasured: readonly string[];
}

/**
 * Puts accepted clauses into a profile: commitments with their sentences, key figures and promises without a figure as
 * unmeasured, levels and calendars that are missing. What is there stays. Pure.
 */
export function withClauses(profile: ServiceLevelProfile, request: ClausesToProfileRequest): ExtendedProfile {
  const levels = levelsFor(profile, request.clauses);
  const taken = new Set([...profile.commitments, ...profile.unmeasured].map((one) => one.id));
  const nextId = (prefix: string): string => {
    let number = 1;
    while (taken.has(`${prefix}${String(number).padStart(3, '0')}`)) number += 1;
    const id = `${prefix}${String(number).padStart(3, '0')}`;
    taken.add(id);
    return id;
  };
  const commitments: Commitment[] = [];
  const unmeasured: UnmeasuredPromise[] = [];
  for (const clause of request.clauses) {
    const severity = clause.severity === null ? 'ANY' : (levels.codes.get(clause.severity) ?? 'ANY');
    const timed = timedClause(clause);
    if (timed) commitments.push(commitmentOf(clause, timed, severity, nextId('T'), request.source));
    else unmeasured.push(unmeasuredOf(clause, severity, nextId('U'), request.source));
  }
  for (const flag of request.flags) {
    const [id, metric] = [nextId('U'), flag.metric ?? 'promise'];
    unmeasured.push({
      id,
      metric,
      severity: 'ANY',
      clause: flag.sentence,
      source: request.source,
      note: `没有数字：${flag.word}`,
    });
  }
  return {
    profile: {
      ...profile,
      severityScheme: { ...profile.severityScheme, levels: levels.levels },
      commitments: [...profile.commitments, ...commitments],
      unmeasured: [...profile.unmeasured, ...unmeasured],
      calendars: [...profile.calendars, ...calendarsFor(profile, commitments, request.calendars)],
      regions: [...profile.regions, ...regionsFor(profile, commitments)],
    },
    commitments: commitments.map((one) => one.id),
    unmeasured: unmeasured.map((one) => one.id),
  };
}

/** Max and unit of a clause that is a clock; null for a key figure. */
function timedClause(clause: AcceptedClause): { max: number; unit: LimitUnit } | null {
  const { max, unit, startEvents, stopEvents } = clause;
  if (max === null || unit === 'percent' || unit === 'count' || KEY_FIGURE_UNITS.includes(unit)) return null;
  return startEvents.length > 0 && stopEvents.length > 0 ? { max, unit } : null;
}

function commitmentOf(
  clause: AcceptedClause,
  timed: { max: number; unit: LimitUnit },
  severity: string,
  id: string,
  source: string,
): Commitment {
  const { min, immediate, component, channel, region, receiptShift } = clause;
  return {
    id,
    metric: clause.metric,
    severity,
    ...timed,
    ...(min === null ? {} : { min }),
    ...(component === null ? {} : { component: [component] }),
    ...(channel === null ? {} : { channel: [channel] }),
    ...(region === null ? {} : { region }),
    calendar: clause.calendar === '' ? 'CAL-7x24' : clause.calendar,
    startEvents: clause.startEvents,
    stopEvents: clause.stopEvents,
    ...(clause.metric === 'onsite_arrival' ? { cancelEvents: ['restored'] } : {}),
    ...(receiptShift ? { receiptShift: 'next-opening' as const } : {}),
    clause: clause.sentence,
    source,
    ...(immediate
      ? {
          supplement: {
            zh: `约定补充值：“立即”没有数字，按 ${timed.max} ${UNIT_WORDS[timed.unit]}计`,
            en: `Agreed supplement: "immediately" names no figure, it is taken as ${timed.max} ${timed.unit}`,
          },
        }
      : {}),
  };
}

function unmeasuredOf(clause: AcceptedClause, severity: string, id: string, source: string): UnmeasuredPromise {
  const { min, max, unit, metric, sentence } = clause;
  const figure = max === null ? `≥ ${min ?? ''}` : min === null ? `≤ ${max}` : `${min}–${max}`;
  return { id, metric, severity, clause: sentence, source, note: `${figure}${UNIT_WORDS[unit]}` };
}

/** Levels by their labels; unknown ones are added in the order of the text. A profile without a promise loses its placeholder level. */
function levelsFor(
  profile: ServiceLevelProfile,
  clauses: readonly AcceptedClause[],
): { levels: ServiceLevelProfile['severityScheme']['levels']; codes: ReadonlyMap<string, string> } {
  const wanted = [...new Set(clauses.flatMap((one) => (one.severity === null ? [] : [one.severity])))];
  const fresh = profile.commitments.length === 0 && profile.unmeasured.length === 0 && profile.blanks.length === 0;
  const levels = fresh && wanted.length > 0 ? [] : [...profile.severityScheme.levels];
  const codes = new Map<string, string>();
  for (const label of wanted) {
    const known = levels.find((one) => one.code === label || one.label.zh === label || one.label.zh.includes(label));
    const code = known?.code ?? freeCode(levels.map((one) => one.code));
    if (!known) levels.push({ code, label: { zh: label, en: `Level ${code.slice(1)} (${label})` } });
    codes.set(label, code);
  }
  return { levels, codes };
}

function freeCode(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`L${number}`)) number += 1;
  return `L${number}`;
}

const WORKDAYS: CalendarSpec = {
  id: 'CAL-WORKDAY',
  kind: 'windows',
  week: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
  makeupDaysCount: true,
  holidays: 'CN',
};
const KNOWN: readonly CalendarSpec[] = [
  { id: 'CAL-7x24', kind: 'always' },
  { id: 'CAL-NATURAL-DAY', kind: 'natural-days' },
  WORKDAYS,
];

function calendarsFor(
  profile: ServiceLevelProfile,
  commitments: readonly Commitment[],
  stated: ClausesToProfileRequest['calendars'],
): CalendarSpec[] {
  const missing = [...new Set(commitments.map((one) => one.calendar))].filter(
    (id) => !profile.calendars.some((one) => one.id === id),
  );
  return missing.flatMap((id): CalendarSpec[] => {
    const known = KNOWN.find((one) => one.id === id);
    if (known) return [known];
    const hours = stated.find((one) => one.calendar === id);
    if (!hours) return [];
    const window = [{ from: hours.from, to: hours.to }];
    const week = Object.fromEntries(hours.days.map((day) => [String(day), window]));
    return [{ id, kind: 'windows', week, makeupDaysCount: true, holidays: 'CN' }];
  });
}

const REGION_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  city: { zh: '市内', en: 'in the city' },
  other: { zh: '其它地区', en: 'other areas' },
  local: { zh: '本地', en: 'local' },
};

function regionsFor(profile: ServiceLevelProfile, commitments: readonly Commitment[]): ServiceLevelProfile['regions'] {
  const used = [...new Set(commitments.flatMap((one) => (one.region === undefined ? [] : [one.region])))];
  return used
    .filter((code) => !profile.regions.some((one) => one.code === code))
    .map((code) => ({ code, label: REGION_NAMES[code] ?? { zh: code, en: code } }));
}
