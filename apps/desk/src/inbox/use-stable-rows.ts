import { useEffect, useRef, useState, type FocusEvent } from 'react';
import { stableRows } from './stable-order.js';

export interface StableList<T> {
  readonly rows: readonly T[];
  readonly gone: ReadonlySet<string>;
  readonly held: number;
  /** Takes the waiting rows in now. */
  readonly release: () => void;
  readonly handlers: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
}

/** Keeps rows in place while the pointer or the focus is in the list; `scope` (the tab) starts afresh. */
export function useStableRows<T>(fresh: readonly T[], idOf: (row: T) => string, scope: string): StableList<T> {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [shown, setShown] = useState<{ readonly scope: string; readonly rows: readonly T[] }>({ scope, rows: fresh });
  const hold = (pointed || focused) && shown.scope === scope;
  const result = stableRows(shown.rows, fresh, idOf, hold);
  const order = result.rows.map(idOf).join(' ');
  const latest = useRef(result.rows);
  useEffect(() => {
    latest.current = result.rows;
  });
  useEffect(() => {
    setShown({ scope, rows: latest.current });
  }, [order, scope]);
  return {
    rows: result.rows,
    gone: result.gone,
    held: result.held,
    release: () => {
      setShown({ scope, rows: fresh });
    },
    handlers: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    },
  };
}
