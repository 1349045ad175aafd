import { InvalidDurationError, parseDuration } from '@pledge/time';
import type { FindingList } from './finding.js';
import type { ProcessDefinition } from './process-definition.js';

/** `pledge:remindEvery` of the process or of a user task: how long nobody may be reminded again (催办). */
export function checkReminders(definition: ProcessDefinition, findings: FindingList): void {
  const places = [{ id: definition.key, properties: definition.properties }, ...definition.nodes.values()];
  for (const { id, properties } of places) {
    const every = properties['pledge:remindEvery'];
    if (every === undefined || isDuration(every)) continue;
    findings.error(
      'task/remind-every',
      id,
      `"${every}" is not an ISO 8601 duration: how often may be reminded (pledge:remindEvery)?`,
      `“${every}”不是 ISO 8601 时长，无法确定催办间隔（pledge:remindEvery）。`,
      'contracts, Models',
    );
  }
}

function isDuration(text: string): boolean {
  try {
    parseDuration(text);
    return !text.startsWith('-');
  } catch (error) {
    if (error instanceof InvalidDurationError) return false;
    throw error;
  }
}
