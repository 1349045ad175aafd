import type { CaseFacts, Person } from './ports.js';
import type { TemplateLanguage } from './templating/template-catalog.js';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Time of the last event of a type that counts: a corrected event stands later in the list. */
const timeOf = (facts: CaseFacts, type: string): string | null =>
  iso(facts.events.findLast((event) => event.type === type)?.occurredAt ?? null);

/** `provider`, `customer`, `case` and `zone` of the data that every paper and message about a case gets. Nothing is undefined. */
export function caseData(facts: CaseFacts, language: TemplateLanguage): Record<string, unknown> {
  const pick = (text: { readonly zh: string; readonly en: string }): string => (language === 'en' ? text.en : text.zh);
  return {
    zone: facts.zone,
    provider: { name: facts.providerName, label: pick(facts.partyLabels.provider) },
    customer: { name: facts.customerName, label: pick(facts.partyLabels.customer) },
    case: {
      number: facts.number,
      title: facts.title,
      description: facts.description,
      severity: facts.severity,
      severityName: facts.severityName === null ? facts.severity : pick(facts.severityName),
      contractNumber: facts.contractNumber,
      serialNumber: facts.serialNumber,
      siteName: facts.siteName,
      contactName: facts.contactName,
      contactPhone: facts.contactPhone,
      receivedAt: iso(facts.receivedAt),
      occurredAt: iso(facts.occurredAt),
      firstResponseAt: timeOf(facts, 'first_response'),
      arrivedAt: timeOf(facts, 'engineer_arrived'),
      restoredAt: timeOf(facts, 'restored'),
    },
  };
}

/** Rows of the timeline table: what happened, in words, and who did it by name. */
export function timeline(
  facts: CaseFacts,
  people: readonly Person[],
  labels: Readonly<Record<string, string>>,
): Record<string, unknown>[] {
  const names = new Map(people.map((person) => [person.username, person.displayName]));
  return facts.events
    .filter((event) => Object.hasOwn(labels, event.type))
    .toSorted((a, b) => a.occurredAt - b.occurredAt)
    .map((event) => ({
      at: iso(event.occurredAt),
      what: labels[event.type],
      who:
        event.actor === 'system'
          ? ''
          : event.actor.startsWith('link:')
            ? event.actor.slice('link:'.length)
            : (names.get(event.actor) ?? event.actor),
      note: event.note,
    }));
}
