import type { InstanceState } from './instance-state.js';

/** The version that this engine writes. */
export const STATE_VERSION = 1;

/**
 * Reads a stored state; older versions are brought up to date here, one step per version (design section 5).
 * @throws Error when the text is no state or was written by a newer engine: never guess at a running case.
 */
export function readState(json: string): InstanceState {
  const stored = JSON.parse(json) as { stateVersion?: unknown };
  if (stored.stateVersion !== STATE_VERSION)
    throw new Error(
      `The instance state has version ${String(stored.stateVersion)}, this engine reads ${STATE_VERSION}.`,
    );
  return stored as InstanceState;
}
