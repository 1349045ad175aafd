import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactNode,
  type Ref,
} from 'react';

export interface RowsHandle {
  /** Brings a row into view and puts the focus on it. */
  focus(index: number): void;
}

/** Rows drawn outside the window, so that scrolling shows no gap. */
const overscan = 8;

/**
 * A long list of which only the rows in the window are drawn. Heights are measured, since rows stack on a phone.
 * @param onEnd called when the last rows come near
 */
export function InboxRows<T>(
  props: {
    readonly rows: readonly T[];
    readonly idOf: (row: T) => string;
    readonly estimate: number;
    readonly onEnd: () => void;
    readonly handle: Ref<RowsHandle>;
    /** Draws one `li`; the attributes go on it. */
    readonly children: (row: T, attributes: RowAttributes) => ReactNode;
  } & Pick<HTMLAttributes<HTMLUListElement>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>,
): React.JSX.Element {
  const { rows, idOf, estimate, onEnd, handle, children, ...listeners } = props;
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [wanted, setWanted] = useState<number | null>(null);
  useLayoutEffect(() => {
    // what stands above the list grows and shrinks: bars, saved filters, a head that wraps
    const measure = (): void => {
      const now = list.current === null ? 0 : list.current.getBoundingClientRect().top + scrollY;
      setTop((before) => (Math.abs(before - now) < 1 ? before : now));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const part of list.current?.parentElement?.children ?? []) observer.observe(part);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimate,
    overscan,
    scrollMargin: top,
    // the frame's header covers the top of the window, on a phone the bar covers its foot
    scrollPaddingStart: 56,
    scrollPaddingEnd: 64,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : idOf(row);
    },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (last >= rows.length - overscan) end.current();
  }, [last, rows.length]);
  const focus = useCallback(
    (index: number) => {
      virtual.scrollToIndex(index, { align: 'auto' });
      setWanted(index);
    },
    [virtual],
  );
  useImperativeHandle(handle, () => ({ focus }), [focus]);
  useEffect(() => {
    if (wanted === null) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${wanted}"] [data-row]`);
    if (link == null) return;
    link.focus({ preventScroll: true });
    setWanted(null);
  }, [wanted, items]);
  return (
    <ul
      ref={list}
      className="task-list"
      data-count={rows.length}
      style={{ height: rows.length === 0 ? 0 : virtual.getTotalSize() }}
      {...listeners}
    >
      {items.map((item) => {
        const row = rows[item.index];
        return row === undefined
          ? null
          : children(row, {
              ref: virtual.measureElement,
              'data-index': item.index,
              'aria-setsize': rows.length,
              'aria-posinset': item.index + 1,
              style: { transform: `translateY(${item.start - top}px)` },
            });
      })}
    </ul>
  );
}

/** What a drawn row carries so that it can be placed and measured. */
export interface RowAttributes {
  readonly ref: Ref<HTMLLIElement>;
  readonly 'data-index': number;
  readonly 'aria-setsize': number;
  readonly 'aria-posinset': number;
  readonly style: React.CSSProperties;
}
