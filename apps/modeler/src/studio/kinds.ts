import type { StudioKind } from '@pledge/contracts';

/** Address of a kind's editor below `/modeler`. */
export const folderOf: Readonly<Record<StudioKind, string>> = {
  process: 'processes',
  form: 'forms',
  decision: 'decisions',
  template: 'templates',
  rule: 'rules',
};

export function addressOf(kind: StudioKind, key: string): string {
  return `/${folderOf[kind]}/${encodeURIComponent(key)}`;
}

/** A key nobody uses yet: nobody has to invent a technical name. */
export function freshKey(kind: StudioKind): string {
  return `${kind}-${Math.floor(performance.timeOrigin + performance.now()).toString(36)}`;
}
