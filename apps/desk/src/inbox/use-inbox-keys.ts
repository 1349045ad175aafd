import { useEffect, useRef } from 'react';

/** Keys of the inbox; `?` shows them. */
export interface InboxKeys {
  readonly move: (step: number) => void;
  readonly open: () => void;
  readonly choose: () => void;
  readonly claim: () => void;
  readonly filter: () => void;
  readonly help: () => void;
}

/** Hears the keys anywhere on the page, except while somebody types or a dialog or menu is open. */
export function useInboxKeys(keys: InboxKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || occupied(event.target)) return;
      const { move, open, choose, claim, filter, help } = latest.current;
      const deeds: Readonly<Record<string, () => void>> = {
        j: () => move(1),
        ArrowDown: () => move(1),
        k: () => move(-1),
        ArrowUp: () => move(-1),
        Enter: open,
        x: choose,
        c: claim,
        '/': filter,
        '?': help,
      };
      const deed = deeds[event.key];
      // Enter on a button or link is that button's
      if (deed === undefined || (event.key === 'Enter' && isControl(event.target))) return;
      event.preventDefault();
      deed();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
}

function occupied(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], .ant-dropdown:not(.ant-dropdown-hidden)') !== null) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"])'))
  );
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('a, button, input');
}
