import { useEffect } from 'react';

/** A new page or a new answer begins at its top. */
export function useScrollTop(of: unknown): void {
  useEffect(() => {
    // newer browsers answer with a promise, which an effect must not return
    void scrollTo(0, 0);
  }, [of]);
}
