import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** What the installation is told by its environment or `.env` (contracts, Configuration; listed in docs/operations.md). */
export interface AppConfig {
  readonly port: number;
  readonly host: string;
  /** `file:./data/pledge.db` or `mysql://user:password@host:port/database`. */
  readonly databaseUrl: string;
  readonly demo: boolean;
  readonly clock: 'system' | 'virtual';
  /** null: messages wait in the demo outbox. */
  readonly smtpUrl: string | null;
  /** Address people use, without a slash at the end; null: taken from the request. */
  readonly publicUrl: string | null;
  /** Session tokens are hashed with it, links are signed with it. */
  readonly sessionSecret: string | null;
  /** PKCS#12 file with the key that seals documents; null: a demonstration makes its own, others sign nothing. */
  readonly signingP12: string | null;
  readonly signingPassphrase: string;
  /** Time-stamping authority (RFC 3161); null: nobody else vouches for times. */
  readonly tsaUrl: string | null;
  /** PEM file with the certificates that an authority has to lead to; null: whoever answers is taken. */
  readonly tsaCa: string | null;
  /** Gateway of short messages; null: they wait in the demo outbox. */
  readonly sms: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
    readonly success: string | null;
  } | null;
  /** IANA zone of the site. */
  readonly zone: string;
}

export const APP_CONFIG = Symbol('APP_CONFIG');

/** Why the server does not start: one line per variable. */
export class ConfigError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(`configuration is not valid:\n${lines.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const flag = z.enum(['1', '0', 'true', 'false', '']).transform((text) => text === '1' || text === 'true');
const optional = z.string().transform((text) => (text === '' ? null : text));

const schema = z.object({
  PORT: z.coerce.number('a port number').int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|(mysql|mariadb):\/\/.)/, 'file:<path> or mysql://user:password@host:port/database')
    .optional(),
  PLEDGE_DEMO: flag.optional(),
  PLEDGE_CLOCK: z.enum(['system', 'virtual'], 'system or virtual').default('system'),
  PLEDGE_ZONE: z.string().refine(isZone, 'an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
  SMTP_URL: z
    .string()
    .regex(/^(smtps?:\/\/.*)?$/, 'smtp://… or smtps://…')
    .pipe(optional)
    .nullable()
    .default(null),
  PUBLIC_URL: z
    .string()
    .regex(/^(https?:\/\/[^/]+.*)?$/, 'http://… or https://…')
    .transform((url) => (url === '' ? null : url.replace(/\/+$/, '')))
    .nullable()
    .default(null),
  SESSION_SECRET: z
    .string()
    .refine((secret) => secret === '' || secret.length >= 16, 'at least 16 characters')
    .pipe(optional)
    .nullable()
    .default(null),
  SIGNING_P12: z.string().pipe(optional).nullable().default(null),
  SIGNING_P12_PASSPHRASE: z.string().default(''),
  TSA_URL: z
    .string()
    .refine((url) => url === '' || (/^https?:\/\//.test(url) && URL.canParse(url)), 'http://… or https://…')
    .pipe(optional)
    .nullable()
    .default(null),
  TSA_CA: z.string().pipe(optional).nullable().default(null),
  SMS_URL: z
    .string()
    .regex(/^(https?:\/\/.+)?$/, 'http://… or https://…')
    .pipe(optional)
    .nullable()
    .default(null),
  SMS_HEADERS: z.string().transform(headersOf).default({}),
  SMS_BODY: z.string().pipe(optional).nullable().default(null),
  SMS_SUCCESS: z.string().pipe(optional).nullable().default(null),
});

/**
 * Checks the variables; an empty one counts as not set where that makes sense.
 * @throws ConfigError naming every variable that is wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): AppConfig {
  const known = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || (value === '' && name !== 'PLEDGE_DEMO') ? [] : [[name, value]];
    }),
  );
  const parsed = schema.safeParse(known);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`));
  }
  const values = parsed.data;
  const databaseUrl = values.DATABASE_URL ?? 'file:./data/pledge.db';
  if (!databaseUrl.startsWith('file:') && values.SESSION_SECRET === null) {
    throw new ConfigError([
      'SESSION_SECRET: needed with a database server, the same on every node; take 32 random characters',
    ]);
  }
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl,
    // By itself only where nobody else can reach it and nobody chose a database (contracts, Configuration).
    demo: values.PLEDGE_DEMO ?? (values.DATABASE_URL === undefined && isLoopback(values.HOST)),
    clock: values.PLEDGE_CLOCK,
    smtpUrl: values.SMTP_URL,
    publicUrl: values.PUBLIC_URL,
    sessionSecret: values.SESSION_SECRET,
    signingP12: values.SIGNING_P12,
    signingPassphrase: values.SIGNING_P12_PASSPHRASE,
    tsaUrl: values.TSA_URL,
    tsaCa: values.TSA_CA,
    sms:
      values.SMS_URL === null
        ? null
        : { url: values.SMS_URL, headers: values.SMS_HEADERS, body: values.SMS_BODY, success: values.SMS_SUCCESS },
    zone: values.PLEDGE_ZONE,
  };
}

/** Variables of a `.env` file under those of the environment, which win. */
export function environmentWith(envFile: string, environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (!existsSync(envFile)) return environment;
  return { ...(parseEnv(readFileSync(envFile, 'utf8')) as NodeJS.ProcessEnv), ...environment };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `SMS_HEADERS`: a JSON object of texts. */
function headersOf(text: string, context: z.RefinementCtx): Record<string, string> {
  if (text === '') return {};
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'a JSON object of texts, for example {"Authorization":"Bearer …"}' });
    return z.NEVER;
  }
}
