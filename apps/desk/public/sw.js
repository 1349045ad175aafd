/*
 * The desk without a connection: the page and the scripts it has loaded before, nothing else. Answers of the server's
 * interface are never kept: they belong to whoever was signed in.
 */
const SHELL = 'pledge-shell';
const PAGE = '/';

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if (event.data === 'forget') event.waitUntil(caches.delete(SHELL).then(keepPage));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && !/^\/(api|modeler)(\/|$)/.test(url.pathname))
    event.respondWith(page(request));
});

/** Names of assets change with their content: what was loaded once is right for ever. */
async function asset(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get('content-type')?.includes('text/html')) await refreshPage(answer.clone());
    return answer;
  } catch (error) {
    const kept = await (await caches.open(SHELL)).match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

/** A new page names new assets: those of the old one are dropped. */
async function refreshPage(answer) {
  const cache = await caches.open(SHELL);
  const before = await (await cache.match(PAGE))?.text();
  const now = await answer.clone().text();
  if (before === now) return;
  await caches.delete(SHELL);
  await (await caches.open(SHELL)).put(PAGE, answer);
}

/** The page with the scripts and styles it names itself. */
async function keepPage() {
  const answer = await fetch(PAGE, { cache: 'no-cache' });
  if (!answer.ok) return;
  const cache = await caches.open(SHELL);
  const text = await answer.clone().text();
  await cache.put(PAGE, answer);
  const named = [...text.matchAll(/(?:src|href)="(\/(?:assets\/[^"]+|favicon\.svg))"/g)].map((match) => match[1]);
  await Promise.all(named.map((path) => cache.add(path)));
}
