import type { IncomingHttpHeaders } from 'node:http';

/**
 * Same-origin check of writes that ride on the session cookie. Browsers state where a request comes from:
 * `Sec-Fetch-Site`, or `Origin` in older ones. A cookie write without either is refused.
 * @param publicUrl the address people use, when a proxy changes `Host`
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = headers.origin;
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl && from.origin === new URL(publicUrl).origin) return true;
  return from.host === headers.host;
}

/** Methods that change nothing need no check. */
export function isWrite(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}
