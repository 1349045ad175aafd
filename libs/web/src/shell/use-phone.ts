import { useSyncExternalStore } from 'react';

const query = '(max-width: 640px)';

/** True on a phone's width; one column, larger type, thumb-sized controls. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
