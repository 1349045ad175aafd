import type { MigrationAnswer } from '@pledge/contracts';
import type { MigrationReport } from '@pledge/runtime';

type Iso = (ms: number) => string;

/** A report over HTTP: instants with the offset of the site. */
export function migrationAnswer(report: MigrationReport, iso: Iso): MigrationAnswer {
  const { instanceId, dryRun, possible, fromDefinitionId, toDefinitionId, status } = report;
  return {
    id: instanceId,
    dryRun,
    possible,
    fromDefinitionId,
    toDefinitionId,
    state: status,
    activeElements: [...report.activeElements],
    mapping: [...report.mapping],
    items: report.items.map(({ dueBefore, dueAfter, ...item }) => ({
      ...item,
      ...(dueBefore === undefined ? {} : { dueBefore: iso(dueBefore) }),
      ...(dueAfter === undefined ? {} : { dueAfter: iso(dueAfter) }),
    })),
    problems: [...report.problems],
  };
}
