import { describe, expect, it } from '@jest/globals';
import { isSameOrigin } from './csrf.js';

describe('isSameOrigin', () => {
  const host = 'pledge.local:3000';
  it.each([
    ['same-origin', true],
    ['same-site', false],
    ['cross-site', false],
    ['none', false],
  ])('Sec-Fetch-Site %s → %s', (site, expected) => {
    expect(isSameOrigin({ host, 'sec-fetch-site': site, origin: `http://${host}` }, null)).toBe(expected);
  });

  it('compares Origin with Host where the browser does not say the site', () => {
    expect(isSameOrigin({ host, origin: `http://${host}` }, null)).toBe(true);
    expect(isSameOrigin({ host, origin: 'http://evil.example' }, null)).toBe(false);
    expect(isSameOrigin({ host, origin: 'null' }, null)).toBe(false);
  });

  it('takes the public address behind a proxy that changes Host', () => {
    expect(
      isSameOrigin({ host: 'backend:3000', origin: 'https://pledge.example.com' }, 'https://pledge.example.com'),
    ).toBe(true);
  });

  it('refuses a request that says nothing', () => {
    expect(isSameOrigin({ host }, null)).toBe(false);
  });
});
