import type { SmsGateway } from './channels/sms-gateway.js';

/** From the configuration (contracts: SMTP_URL; SMS_URL and its kin). */
export interface NotificationOptions {
  /** null: mails end in the demo outbox. */
  readonly smtpUrl: string | null;
  /** Sender address of every mail. */
  readonly from: string;
  /** Connections to the mail server side by side. */
  readonly mailConnections: number;
  /** null: short messages end in the demo outbox. */
  readonly sms: SmsGateway | null;
  /** The outbox may show one-time codes: only where demo accounts are. */
  readonly showCodes: boolean;
}
export const NOTIFICATION_OPTIONS = Symbol('NOTIFICATION_OPTIONS');

/** Servers allow some twenty a client; 200 contacts at 0.3 s each then take under four seconds. */
const MAIL_CONNECTIONS = 16;

/**
 * `from` may stand in the address: `smtp://host?from=service@example.com`; else the login, else pledge@<host>. So may
 * `maxConnections`, for a server that allows fewer.
 */
export function notificationOptions(
  smtpUrl: string | null,
  { sms = null, showCodes = false }: { readonly sms?: SmsGateway | null; readonly showCodes?: boolean } = {},
): NotificationOptions {
  if (smtpUrl === null) return { smtpUrl, from: 'pledge@localhost', mailConnections: MAIL_CONNECTIONS, sms, showCodes };
  const url = new URL(smtpUrl);
  const from = url.searchParams.get('from');
  url.searchParams.delete('from');
  const connections = Math.floor(Number(url.searchParams.get('maxConnections')));
  url.searchParams.delete('maxConnections');
  const login = decodeURIComponent(url.username);
  return {
    smtpUrl: url.toString(),
    mailConnections: connections > 0 ? connections : MAIL_CONNECTIONS,
    from: from ?? (login.includes('@') ? login : `pledge@${url.hostname}`),
    sms,
    showCodes,
  };
}
