import type { PlayDeed, SimulationRequest } from '@pledge/contracts';

/** One thing the person did: answered something, sent something, or let time pass. */
export type PlayAction =
  | { readonly kind: 'deed'; readonly deed: Distribute<PlayDeed>; readonly at: number }
  | { readonly kind: 'jump'; readonly at: number };
type Distribute<T> = T extends { at: string } ? Omit<T, 'at'> : never;
export type Deed = Distribute<PlayDeed>;

/** A case that is played by hand. Times are ms after its start. */
export interface PlaySession {
  /** Epoch ms. */
  readonly startAt: number;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly holdJobs: boolean;
  readonly actions: readonly PlayAction[];
}

/** How far virtual time has come, ms after the start. */
export function offsetOf({ actions }: PlaySession): number {
  return actions.at(-1)?.at ?? 0;
}
/** Virtual now, epoch ms. */
export function nowOf(session: PlaySession): number {
  return session.startAt + offsetOf(session);
}

export function withDeed(session: PlaySession, deed: Deed): PlaySession {
  return { ...session, actions: [...session.actions, { kind: 'deed', deed, at: offsetOf(session) }] };
}
/** @param to epoch ms; time never runs backwards */
export function withJump(session: PlaySession, to: number): PlaySession {
  const at = Math.max(offsetOf(session), to - session.startAt);
  return { ...session, actions: [...session.actions, { kind: 'jump', at }] };
}
/** Takes the last thing back. */
export function stepBack(session: PlaySession): PlaySession {
  return { ...session, actions: session.actions.slice(0, -1) };
}

/** The scenario that brings the case to where it stands. */
export function scenarioOf(session: PlaySession, processId?: string): SimulationRequest['scenario'] {
  return {
    ...(processId === undefined ? {} : { processId }),
    variables: { ...session.variables },
    startAt: new Date(session.startAt).toISOString(),
    play: {
      holdJobs: session.holdJobs,
      deeds: session.actions.flatMap((action): PlayDeed[] =>
        action.kind === 'deed' ? [{ ...action.deed, at: durationOf(action.at) }] : [],
      ),
    },
    until: durationOf(offsetOf(session)),
  };
}

/** ISO 8601 duration of ms. */
export function durationOf(ms: number): string {
  return `PT${ms / 1000}S`;
}
