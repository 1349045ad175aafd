import { DateTime } from 'luxon';
import type { HistoryEntry, ProcessDefinition } from '@pledge/engine';
import type { TraceEntry } from './scenario.js';

const types: Partial<Record<HistoryEntry['type'], TraceEntry['type']>> = {
  'element-entered': 'entered',
  'element-completed': 'completed',
  'element-cancelled': 'cancelled',
  'flow-taken': 'flow',
  'incident-raised': 'incident',
  'error-thrown': 'error',
};

/** The line of a history entry in the trace, with the element's type as the diagram has it; null for what a trace does not tell. */
export function traceOf(entry: HistoryEntry, definition: ProcessDefinition): TraceEntry | null {
  const type = types[entry.type];
  if (!type || entry.elementId === undefined) return null;
  const { loopCounter, ...detail } = entry.detail ?? {};
  return {
    at: DateTime.fromMillis(entry.at, { zone: 'utc' }).toISO() ?? '',
    type,
    elementId: entry.elementId,
    elementType:
      type === 'flow' ? 'sequenceFlow' : (definition.nodes.get(entry.elementId)?.type ?? entry.elementType ?? ''),
    processId: definition.key,
    ...(typeof loopCounter === 'number' ? { loopCounter } : {}),
    ...(Object.keys(detail).length > 0 ? { detail } : {}),
  };
}
