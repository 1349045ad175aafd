import type { InstanceState } from './instance-state.js';

/** The version that this engine writes. */
export const STATE_VERSION = 1;

/** A stored state of some version. */
export type StoredState = Readonly<Record<string, unknown>>;
/** Brings a state of one version to the next one, which it names in `stateVersion`. */
export type Upcast = (stored: StoredState) => StoredState;

/**
 * A reader of stored states: older versions are brought up to date one step after another (design section 5). `upcasts` by
 * the version that each begins with.
 * @returns a function that throws Error when the text is no state, or is of a version that no step leads away from, such
 * as that of a newer engine: never guess at a running case.
 */
export function stateReader(upcasts: ReadonlyMap<number, Upcast>): (json: string) => InstanceState {
  return (json) => {
    let stored = JSON.parse(json) as StoredState;
    while (stored['stateVersion'] !== STATE_VERSION) {
      const version = stored['stateVersion'];
      const upcast = typeof version === 'number' && version < STATE_VERSION ? upcasts.get(version) : undefined;
      if (upcast === undefined)
        throw new Error(`The instance state has version ${String(version)}, this engine reads ${STATE_VERSION}.`);
      stored = upcast(stored);
    }
    return stored as unknown as InstanceState;
  };
}

/**
 * Reads a stored state of this engine. No version came before this one. The token counts of a version are read inside the
 * database (`elementId`, `loop` and `awaiting` of `nodes`): a step that changes these needs a migration of the rows too.
 */
export const readState = stateReader(new Map());
