import { z } from 'zod';
import { newPasswordSchema, usernameSchema } from './auth.js';
import { instantSchema, languageSchema, listSchema, pageQuerySchema, roleSchema } from './common.js';

export const userSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  mail: z.string().nullable(),
  mobile: z.string().nullable(),
  roles: z.array(roleSchema),
  groups: z.array(z.string()),
  partyId: z.string().nullable(),
  language: languageSchema,
  side: z.enum(['provider', 'customer']),
  disabled: z.boolean(),
  demo: z.boolean(),
  mustChangePassword: z.boolean(),
  /** True until an invited person has taken the link. */
  invited: z.boolean(),
  lastLoginAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type User = z.infer<typeof userSchema>;
export const userListSchema = listSchema(userSchema);

/** For pickers: what colleagues may know of each other. */
export const userPickSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  roles: z.array(roleSchema),
  partyId: z.string().nullable(),
});
export type UserPick = z.infer<typeof userPickSchema>;

export const userQuerySchema = pageQuerySchema.extend({
  role: roleSchema.optional(),
  group: z.string().max(100).optional(),
  partyId: z.string().max(36).optional(),
  search: z.string().max(100).optional(),
});
export type UserQuery = z.infer<typeof userQuerySchema>;

/**
 * With `password`, the person must change it at the first login. Without it an invitation link comes back, valid once.
 * A user with `partyId` is a customer's: the only role is `customer`.
 */
export const createUserSchema = z.strictObject({
  username: usernameSchema,
  displayName: z.string().min(1).max(100),
  roles: z.array(roleSchema).min(1).max(11),
  groups: z
    .array(z.string().regex(/^[\p{L}\p{N}._:-]{1,60}$/u))
    .max(50)
    .default([]),
  partyId: z.string().min(1).max(36).nullable().default(null),
  mail: z.email().max(200).nullable().default(null),
  mobile: z.string().max(40).nullable().default(null),
  language: languageSchema.default('zh-CN'),
  password: newPasswordSchema.optional(),
});
export type CreateUser = z.input<typeof createUserSchema>;
export const createUserResponseSchema = userSchema.extend({ invitationUrl: z.string().nullable() });
export type CreatedUser = z.infer<typeof createUserResponseSchema>;

export const updateUserSchema = z
  .strictObject({
    displayName: z.string().min(1).max(100),
    roles: z.array(roleSchema).min(1).max(11),
    groups: z.array(z.string().regex(/^[\p{L}\p{N}._:-]{1,60}$/u)).max(50),
    mail: z.email().max(200).nullable(),
    mobile: z.string().max(40).nullable(),
    language: languageSchema,
    disabled: z.boolean(),
  })
  .partial();
export type UpdateUser = z.infer<typeof updateUserSchema>;

/** Who does a person's tasks while that one is away: `from` counts in, `to` does not. */
export const substituteSchema = z.object({
  username: z.string(),
  user: z.string(),
  from: instantSchema,
  to: instantSchema,
});
export type Substitute = z.infer<typeof substituteSchema>;
/** null: nobody is named. */
export const substituteResponseSchema = z.object({ substitute: substituteSchema.nullable() });
export type SubstituteAnswer = z.infer<typeof substituteResponseSchema>;
export const putSubstituteSchema = z.strictObject({ user: usernameSchema, from: instantSchema, to: instantSchema });
export type PutSubstitute = z.infer<typeof putSubstituteSchema>;
/** Absences that are not over: everybody's for an administrator, else one's own and those one stands in for. */
export const substituteListSchema = listSchema(substituteSchema);
export type SubstituteList = z.infer<typeof substituteListSchema>;

/** The one-time link to hand over; the old password and all sessions end at once. */
export const resetPasswordResponseSchema = z.object({ resetUrl: z.string(), expiresAt: instantSchema });
export type ResetPassword = z.infer<typeof resetPasswordResponseSchema>;
