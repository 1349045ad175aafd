/** From the configuration (contracts: SMTP_URL). */
export interface NotificationOptions {
  /** null: mails end in the demo outbox. */
  readonly smtpUrl: string | null;
  /** Sender address of every mail. */
  readonly from: string;
}
export const NOTIFICATION_OPTIONS = Symbol('NOTIFICATION_OPTIONS');

/** `from` may stand in the address: `smtp://host?from=service@example.com`; else the login, else pledge@<host>. */
export function notificationOptions(smtpUrl: string | null): NotificationOptions {
  if (smtpUrl === null) return { smtpUrl, from: 'pledge@localhost' };
  const url = new URL(smtpUrl);
  const from = url.searchParams.get('from');
  url.searchParams.delete('from');
  const login = decodeURIComponent(url.username);
  return { smtpUrl: url.toString(), from: from ?? (login.includes('@') ? login : `pledge@${url.hostname}`) };
}
