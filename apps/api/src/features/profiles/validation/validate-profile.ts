import type { ProfileFinding, ServiceLevelProfile } from '@pledge/contracts';
import { checkGraverIsFaster, checkOrder, checkTwice } from './check-contradictions.js';
import { checkCalendars, checkLadder, checkRest } from './check-parts.js';
import { checkFigures, checkRows } from './check-promises.js';
import { checkQuestionnaire, checkSeverities } from './check-severities.js';
import { runChecks } from './finding.js';

const CHECKS = [
  checkRows,
  checkFigures,
  checkGraverIsFaster,
  checkOrder,
  checkTwice,
  checkSeverities,
  checkQuestionnaire,
  checkCalendars,
  checkLadder,
  checkRest,
];

/**
 * Contradictions of a profile (C05), promises without a figure (C07) and empty cells (C28), each at its row in both
 * languages. A profile is kept as it is written: the validator asks, it changes nothing. Pure.
 */
export function validateProfile(profile: ServiceLevelProfile): ProfileFinding[] {
  return runChecks(profile, CHECKS);
}

/** What stands against signing: errors, empty cells, and questions that nobody has answered. */
export function openFindings(findings: readonly ProfileFinding[]): ProfileFinding[] {
  return findings.filter((finding) => !finding.accepted);
}
