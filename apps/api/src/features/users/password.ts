import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Work factors of new hashes, as OWASP recommends for scrypt: 32 MB and about 0.4 s of one core per try. */
const CURRENT = { N: 2 ** 15, r: 8, p: 3 } as const;
/** For demo accounts, whose password is printed on the login page: only the format counts. */
export const DEMO_PARAMETERS = { N: 2 ** 10, r: 8, p: 1 } as const;
const KEY_LENGTH = 32;

interface Parameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** Memory-hard hash with its parameters: `scrypt$32768$8$3$<salt>$<key>`, base64url. */
export async function hashPassword(password: string, parameters: Parameters = CURRENT): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, parameters);
  const { N, r, p } = parameters;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the password fits, and whether the hash should be renewed because it was made with weaker parameters. */
export async function verifyPassword(
  password: string,
  stored: string,
): Promise<{ matches: boolean; outdated: boolean }> {
  const [kind, N, r, p, salt, key] = stored.split('$');
  if (kind !== 'scrypt' || !salt || !key) throw new Error('unknown kind of password hash');
  const parameters = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), parameters, expected.length);
  const outdated = parameters.N !== CURRENT.N || parameters.r !== CURRENT.r || parameters.p !== CURRENT.p;
  return { matches: timingSafeEqual(actual, expected), outdated };
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check: an unknown user name must not answer faster than a wrong password. */
export async function verifyNothing(password: string): Promise<void> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(password, await decoy);
}

function derive(password: string, salt: Buffer, { N, r, p }: Parameters, length = KEY_LENGTH): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const maxmem = 128 * N * r * 2;
    scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
