import type { HistoryView } from '@pledge/contracts';

/** A line of the work log: what a person did to which step, and for whom. */
export interface WorkEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: WorkKind;
  readonly elementId: string;
  readonly actor: string;
  /** Both names stand where somebody acted for another. */
  readonly onBehalfOf: string | null;
  /** Usernames of those it went to, was added, copied. */
  readonly to: readonly string[];
  /** Element returned to. */
  readonly target: string | null;
  readonly reason: string | null;
}
export const workKinds = [
  'task-claimed',
  'task-unclaimed',
  'task-changed',
  'task-delegated',
  'task-handed-back',
  'task-transferred',
  'task-signed',
  'signer-added',
  'signer-removed',
  'task-returned',
  'task-withdrawn',
  'task-reminded',
  'task-copied',
  'task-commented',
  'element-completed',
] as const;
export type WorkKind = (typeof workKinds)[number];

const people = ['to', 'user', 'users', 'mentions'] as const;

/** What people did, newest first. Steps that ended without a person are the machine's, and left out. */
export function workLog(history: readonly HistoryView[]): readonly WorkEntry[] {
  return history
    .flatMap((entry): WorkEntry[] => {
      const kind = workKinds.find((each) => each === entry.type);
      if (kind === undefined || entry.elementId === undefined) return [];
      if (kind === 'element-completed' && (entry.elementType !== 'userTask' || entry.actor === undefined)) return [];
      const detail = entry.detail ?? {};
      const text = (name: string): string | null => {
        const value = detail[name];
        return typeof value === 'string' && value !== '' ? value : null;
      };
      const returned = kind === 'task-returned';
      return [
        {
          seq: entry.seq,
          at: entry.at,
          kind,
          elementId: entry.elementId,
          actor: entry.actor ?? 'system',
          onBehalfOf: text('onBehalfOf'),
          to: returned ? [] : people.flatMap((name) => namesIn(detail[name])),
          target: returned ? text('to') : null,
          reason: text('reason'),
        },
      ];
    })
    .reverse();
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
