import { z } from 'zod';

/** Languages of everything a user sees; Chinese is the default. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Roles of the product; every role is at the same time a candidate group. `admin` has every role. */
export const ROLES = [
  'admin',
  'operator',
  'dispatcher',
  'engineer',
  'pm',
  'manager',
  'supervisor',
  'director',
  'deputy',
  'gm',
  'customer',
] as const;
export type Role = (typeof ROLES)[number];

/** Every role of the provider's side: all but `customer`. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'customer') as readonly Exclude<Role, 'customer'>[];

/** Roles of those who run the engine: they see raw instances, jobs and incidents. Customers never do (design D10). */
export const OPERATION_ROLES = ['admin', 'operator'] as const satisfies readonly Role[];

export const roleSchema = z.enum(ROLES);
export const languageSchema = z.enum(LANGUAGES);

/** Instant over HTTP: ISO 8601 with offset. */
export const instantSchema = z.iso.datetime({ offset: true });

/** Variables of processes, tasks and messages: a JSON object. */
export const variablesSchema = z.record(z.string(), z.unknown());

/** Page of a list. `total` is capped at 1,000 (contracts, HTTP in general). */
export interface ListOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
/** Schema of a page of `item`. */
export function listSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() });
}

/** Query parameters every list takes. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** RFC 9457 problem, as every error answer has it. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(
    z.object({
      field: z.string().optional(),
      resource: z.string().optional(),
      elementId: z.string().optional(),
      rule: z.string().optional(),
      code: z.string().optional(),
      message: z.string(),
    }),
  ),
});
export type ProblemBody = z.infer<typeof problemSchema>;

/** One live event of `GET /api/events`: without data, clients refetch. */
export interface LiveEvent {
  readonly id: string;
  readonly type: string;
  readonly caseNumber?: string;
  readonly taskId?: string;
}

/** An uploaded file: `POST /api/files` (multipart, field `file`), `GET /api/files/:id`, bytes at `…/:id/content`. */
export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  caseNumber: z.string().nullable(),
  uploadedBy: z.string(),
  uploadedAt: instantSchema,
});
export type FileView = z.infer<typeof fileSchema>;
/** Fields beside the file. */
export const fileUploadSchema = z.strictObject({ caseNumber: z.string().min(1).max(100).optional() });

/** Largest file that is sent in one piece, bytes. A photo of a phone has 3 to 8 MB; MariaDB takes packets of 16 MB by default. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Largest file that is sent in parts, bytes: a scan of a stamped paper by a phone. */
export const MAX_LARGE_FILE_BYTES = 30 * 1024 * 1024;
/** Largest part, bytes: on a slow line a part takes seconds, and only what is left of it is sent again. */
export const UPLOAD_PART_BYTES = 1024 * 1024;
/** A limit in bytes as people read it: whole megabytes, without the unit. */
export function megabytes(bytes: number): string {
  return String(Math.floor(bytes / (1024 * 1024)));
}
/** `POST /api/files/uploads`: begins a file that is sent in parts. */
export const beginUploadRequest = z.strictObject({
  name: z.string().min(1).max(300),
  size: z.number().int().min(1).max(MAX_LARGE_FILE_BYTES),
  caseNumber: z.string().min(1).max(100).optional(),
});
export type BeginUploadRequest = z.infer<typeof beginUploadRequest>;
/** Where an upload stands: the next part begins at `received`. */
export const uploadState = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  received: z.number().int(),
  partBytes: z.number().int(),
});
export type UploadState = z.infer<typeof uploadState>;
/** Fields beside the bytes of a part (multipart, field `file`). */
export const uploadPartSchema = z.strictObject({ offset: z.coerce.number().int().min(0).max(MAX_LARGE_FILE_BYTES) });
