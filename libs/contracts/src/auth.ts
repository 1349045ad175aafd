import { z } from 'zod';
import { instantSchema, languageSchema, roleSchema } from './common.js';

/** Shortest password a person may choose. */
export const PASSWORD_MIN_LENGTH = 10;

export const usernameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,59}$/, 'lower-case letters, digits, . _ @ - ; 2 to 60 characters');
export const newPasswordSchema = z.string().min(PASSWORD_MIN_LENGTH).max(200);

/** The signed-in person, as `GET /api/auth/me` and the login give it. */
export const meUserSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  roles: z.array(roleSchema),
  groups: z.array(z.string()),
  partyId: z.string().nullable(),
  language: languageSchema,
  side: z.enum(['provider', 'customer']),
  mustChangePassword: z.boolean(),
});
export type MeUser = z.infer<typeof meUserSchema>;

export const loginRequestSchema = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;
export const loginResponseSchema = z.object({ accessToken: z.string(), expiresAt: instantSchema, user: meUserSchema });
export type LoginResponse = z.infer<typeof loginResponseSchema>;

export const meResponseSchema = z.object({ user: meUserSchema, demo: z.boolean() });
export type MeResponse = z.infer<typeof meResponseSchema>;

/** Who looks at a page, as `GET /api/auth/session` tells it before it is known whether anybody is signed in. */
export const visitorSchema = z.object({ user: meUserSchema.nullable(), demo: z.boolean() });
export type VisitorResponse = z.infer<typeof visitorSchema>;

export const updateMeSchema = z.strictObject({ language: languageSchema });
export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(1000),
  newPassword: newPasswordSchema,
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** Accounts shown on the login page while demo is on. */
export const demoAccountSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  password: z.string(),
  roles: z.array(roleSchema),
});
export const demoAccountsSchema = z.object({ items: z.array(demoAccountSchema) });
export type DemoAccounts = z.infer<typeof demoAccountsSchema>;

/** First administrator of an empty installation; `token` comes from the printed one-time link. */
export const setupSchema = z.strictObject({
  token: z.string().min(10).max(200),
  username: usernameSchema,
  displayName: z.string().min(1).max(100),
  password: newPasswordSchema,
});
export type Setup = z.infer<typeof setupSchema>;

/** Takes an invitation or a reset link: `GET /api/auth/links/:token` shows whom it is for. */
export const linkSchema = z.object({
  kind: z.enum(['invitation', 'reset', 'setup']),
  username: z.string().nullable(),
  displayName: z.string().nullable(),
  expiresAt: instantSchema,
});
export type LinkInfo = z.infer<typeof linkSchema>;
export const takeLinkSchema = z.strictObject({ password: newPasswordSchema });
