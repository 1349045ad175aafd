import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits for a session or a one-time link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: whoever reads the database cannot sign in with it. */
export function hashToken(token: string, secret: string | null): string {
  return secret === null
    ? createHash('sha256').update(token).digest('hex')
    : createHmac('sha256', secret).update(token).digest('hex');
}
