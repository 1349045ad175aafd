import { createHash } from 'node:crypto';
import { alertmanagerAlert, alertmanagerPayload, type AlertmanagerPayload } from '@pledge/contracts';
import { fromIso } from '@pledge/time';

/** An alert of a payload, read. Instants are epoch ms. */
export interface ReadAlert {
  readonly fingerprint: string;
  readonly startsAt: number;
  /** null: it fires. */
  readonly endsAt: number | null;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly generatorUrl: string;
  /** It is not what Alertmanager sends: kept as text under `annotations.payload`, so that a person can look. */
  readonly malformed: boolean;
}

/** The payload, or what is wrong with it in words. */
export function readPayload(body: unknown): { readonly payload: AlertmanagerPayload } | { readonly problem: string } {
  const { success, data, error } = alertmanagerPayload.safeParse(body);
  if (success) return { payload: data };
  const issues = error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  return { problem: issues.slice(0, 5).join('; ') };
}

/** Every alert of a payload, the broken ones too; the same alert twice is read once, its last state counts. */
export function readAlerts(payload: AlertmanagerPayload): ReadAlert[] {
  const found = new Map<string, ReadAlert>();
  for (const one of payload.alerts) {
    const alert = readAlert(one);
    found.set(`${alert.fingerprint}|${String(alert.startsAt)}`, alert);
  }
  return [...found.values()];
}

function readAlert(one: unknown): ReadAlert {
  const { success, data } = alertmanagerAlert.safeParse(one);
  if (!success) {
    const text = JSON.stringify(one) ?? '';
    return {
      // The same broken alert, sent again, is the same.
      fingerprint: `malformed-${createHash('sha256').update(text).digest('hex').slice(0, 40)}`,
      startsAt: 0,
      endsAt: null,
      labels: {},
      annotations: { payload: text.slice(0, 10_000) },
      generatorUrl: '',
      malformed: true,
    };
  }
  const startsAt = fromIso(data.startsAt);
  return {
    fingerprint: data.fingerprint,
    startsAt,
    // A firing alert ends in the year 1 or, with a time-out, in the future.
    endsAt: data.status === 'firing' ? null : Math.max(startsAt, data.endsAt === undefined ? 0 : fromIso(data.endsAt)),
    labels: data.labels,
    annotations: data.annotations,
    generatorUrl: data.generatorURL,
    malformed: false,
  };
}
