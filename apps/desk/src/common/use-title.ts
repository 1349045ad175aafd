import { useEffect } from 'react';

/** Title of the browser tab: the page, then the product. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Pledge' : `${title} · Pledge`;
  }, [title]);
}
