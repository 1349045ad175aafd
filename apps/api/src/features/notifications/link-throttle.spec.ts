import { describe, expect, it } from '@jest/globals';
import { LinkThrottle } from './link-throttle.js';

describe('public links', () => {
  it('given 60 calls from one address, then the next one has to wait and another address has not', async () => {
    const throttle = new LinkThrottle();
    for (let call = 0; call < 60; call += 1) await throttle.take('10.0.0.1');
    await expect(throttle.take('10.0.0.1')).rejects.toMatchObject({
      status: 429,
      code: 'PUBLIC_LINK_THROTTLED',
      retryAfter: expect.any(Number),
    });
    await expect(throttle.take('10.0.0.2')).resolves.toBeUndefined();
  });
});
