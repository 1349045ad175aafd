import { METRICS, vocabularyName, type Commitment, type ServiceLevelProfile } from '@pledge/contracts';
import { severityName } from './check-promises.js';
import type { ProfileCheck } from './finding.js';
import { compareLimits, limitText, overlaps, sameCase, sameScope } from './limits.js';

/** What happens first and what later in one case: the earlier one cannot be allowed more time (C05, C06). */
const IN_ORDER: readonly (readonly [string, string])[] = [
  ['respond', 'solution_proposed'],
  ['respond', 'onsite_arrival'],
  ['respond', 'resolve'],
  ['solution_proposed', 'resolve'],
  ['dispatch', 'onsite_arrival'],
  ['dispatch', 'resolve'],
  ['onsite_arrival', 'resolve'],
  ['workaround', 'resolve'],
];

/** C05: a graver level that is allowed more time than a milder one. */
export const checkGraverIsFaster: ProfileCheck = (profile, report) => {
  const order = profile.severityScheme.levels.map((level) => level.code);
  for (const [a, b] of pairs(profile.commitments)) {
    if (a.metric !== b.metric || a.severity === b.severity || !comparable(a, b)) continue;
    const [rankA, rankB] = [order.indexOf(a.severity), order.indexOf(b.severity)];
    if (rankA < 0 || rankB < 0) continue;
    const [graver, milder] = rankA < rankB ? [a, b] : [b, a];
    if ((compareLimits(graver, milder) ?? 0) <= 0) continue;
    const metric = vocabularyName(METRICS, graver.metric);
    const [g, m] = [severityName(profile, graver.severity), severityName(profile, milder.severity)];
    report(
      'question',
      'GRAVER_IS_SLOWER',
      { section: 'commitments', row: graver.id, field: 'max', with: [milder.id] },
      {
        zh: `${g.zh}的“${metric.zh}”时限 ${limitText(graver).zh}，比更轻的${m.zh}（${milder.id}，${limitText(milder).zh}）还长。`,
        en: `"${metric.en}" for ${g.en} allows ${limitText(graver).en}, longer than for the milder ${m.en} (${milder.id}, ${limitText(milder).en}).`,
      },
    );
  }
};

/** C06: what has to happen first is allowed more time than what follows it. */
export const checkOrder: ProfileCheck = (profile, report) => {
  for (const [a, b] of pairs(profile.commitments)) {
    for (const [first, then] of IN_ORDER) {
      const earlier = a.metric === first ? a : b;
      const later = earlier === a ? b : a;
      if (earlier.metric !== first || later.metric !== then) continue;
      if (!sameSeverity(earlier, later) || !comparable(earlier, later)) continue;
      if ((compareLimits(earlier, later) ?? 0) <= 0) continue;
      const [e, l] = [vocabularyName(METRICS, first), vocabularyName(METRICS, then)];
      report(
        'question',
        'ORDER',
        { section: 'commitments', row: earlier.id, field: 'max', with: [later.id] },
        {
          zh: `“${e.zh}”允许 ${limitText(earlier).zh}，但排在后面的“${l.zh}”（${later.id}）只允许 ${limitText(later).zh}。`,
          en: `"${e.en}" is allowed ${limitText(earlier).en}, but "${l.en}" (${later.id}), which comes after it, only ${limitText(later).en}.`,
        },
      );
    }
  }
};

/** C04: the same promise with two figures; both run side by side. */
export const checkTwice: ProfileCheck = (profile, report) => {
  for (const [a, b] of pairs(profile.commitments)) {
    if (a.metric !== b.metric || !sameScope(a, b) || !overlaps(a.startEvents, b.startEvents)) continue;
    const same = a.max === b.max && a.unit === b.unit && a.calendar === b.calendar;
    report(
      'question',
      same ? 'SAID_TWICE' : 'TWO_FIGURES',
      { section: 'commitments', row: b.id, with: [a.id] },
      {
        zh: same
          ? `与 ${a.id} 说的是同一件事，会计两次。`
          : `与 ${a.id} 是同一承诺，却有两个时限（${limitText(a).zh}、${limitText(b).zh}）：两个时钟同时走。`,
        en: same
          ? `Says the same as ${a.id}: it is counted twice.`
          : `The same promise as ${a.id} with two limits (${limitText(a).en}, ${limitText(b).en}): both clocks run.`,
      },
    );
  }
};

function comparable(a: Commitment, b: Commitment): boolean {
  return sameCase(a, b) && overlaps(a.startEvents, b.startEvents);
}

function sameSeverity(a: Commitment, b: Commitment): boolean {
  return a.severity === b.severity || a.severity === 'ANY' || b.severity === 'ANY';
}

function pairs(rows: ServiceLevelProfile['commitments']): [Commitment, Commitment][] {
  return rows.flatMap((a, position) => rows.slice(position + 1).map((b): [Commitment, Commitment] => [a, b]));
}
