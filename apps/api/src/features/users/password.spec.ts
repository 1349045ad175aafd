import { describe, expect, it } from '@jest/globals';
import { DEMO_PARAMETERS, hashPassword, verifyPassword } from './password.js';

describe('password hashes', () => {
  it('keep their parameters and a salt of their own, and accept the password alone', async () => {
    const [one, two] = [
      await hashPassword('口令 password', DEMO_PARAMETERS),
      await hashPassword('口令 password', DEMO_PARAMETERS),
    ];
    expect(one).toMatch(/^scrypt\$1024\$8\$1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword('口令 password', one)).toEqual({ matches: true, outdated: true });
    expect(await verifyPassword('口令 passwore', one)).toMatchObject({ matches: false });
  });

  it('are made with the current parameters unless said otherwise', async () => {
    const hash = await hashPassword('a long password');
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(await verifyPassword('a long password', hash)).toEqual({ matches: true, outdated: false });
  }, 180_000);

  it('of an unknown kind are an error, never a match', async () => {
    await expect(verifyPassword('x', 'plain$x')).rejects.toThrow('unknown kind');
  });
});
