/** Keeps the page and its scripts in the browser, so that a reload without a connection opens the desk. */
export function startShellWorker(): void {
  // A page that is developed changes all the time.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    // Without it the desk works as before, but needs the network to open.
    navigator.serviceWorker.register('/sw.js').then(keepLoaded, () => undefined);
  });
}

/** What was loaded before the worker ran is asked for once more, out of the browser's own store. */
async function keepLoaded(): Promise<void> {
  await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const assets = loaded.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'));
  await Promise.allSettled(assets.map(({ href }) => fetch(href)));
}
