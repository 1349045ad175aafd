import { describe, expect, it } from '@jest/globals';
import { LoginThrottle, TRIES_PER_ADDRESS, TRIES_PER_USER } from './login-throttle.js';

describe('LoginThrottle', () => {
  it('given as many tries as allowed for a user, refuses the next one, from any address, and nobody else', async () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < TRIES_PER_USER; i += 1) await throttle.begin('li', `10.0.0.${i}`);
    await expect(throttle.begin('li', '10.0.1.1')).rejects.toMatchObject({ status: 429, code: 'LOGIN_THROTTLED' });
    await expect(throttle.begin('wang', '10.0.0.1')).resolves.toBeUndefined();
  });

  it('counts parallel tries', async () => {
    const throttle = new LoginThrottle();
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => throttle.begin('li', '10.0.0.1')));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(TRIES_PER_USER);
  });

  it('given a success, starts again', async () => {
    const throttle = new LoginThrottle();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < TRIES_PER_USER; i += 1) await throttle.begin('li', '10.0.0.1');
      await throttle.succeeded('li', '10.0.0.1');
    }
    await expect(throttle.begin('li', '10.0.0.1')).resolves.toBeUndefined();
  });

  it('refuses an address that tries many names', async () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < TRIES_PER_ADDRESS; i += 1) await throttle.begin(`user${i}`, '10.0.0.9');
    await expect(throttle.begin('another', '10.0.0.9')).rejects.toMatchObject({ status: 429 });
  });
});
