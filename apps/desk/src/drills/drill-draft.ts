import type { DrillContent, DrillInject, DrillStep } from '@pledge/contracts';

/** What a new drill begins with. */
export const emptyDrill = (planKey: string): DrillContent => ({
  title: '',
  kind: 'tabletop',
  planKey,
  partyId: null,
  objective: '',
  scenario: '',
  safetyStop: '',
  report: { cause: causeOf(planKey), scope: 'institution', impact: 'high', urgency: 'high' },
  window: null,
  participants: [],
  injects: [],
  facts: {},
});

/** The cause that the special plan is for, by the end of its key; the coordinator may choose another one. */
export function causeOf(planKey: string): DrillContent['report']['cause'] {
  const end = planKey.split('-').at(-1);
  const causes = ['power', 'network', 'server', 'oa', 'sms'] as const;
  return causes.find((cause) => cause === end) ?? 'unknown';
}

/** An inject with a free id, ten minutes after the last one. */
export function nextInject(injects: readonly DrillInject[]): DrillInject {
  const used = new Set(injects.map((inject) => inject.id));
  let number = injects.length + 1;
  while (used.has(`i${String(number)}`)) number++;
  const after = Math.max(0, ...injects.map((inject) => inject.afterMinutes)) + 10;
  return { id: `i${String(number)}`, kind: 'message', afterMinutes: after, text: '', to: 'all', answer: true };
}

/** Only what its kind needs travels; who no longer takes part is asked no more. */
export function tidyDrill(content: DrillContent): DrillContent {
  const people = new Set(content.participants.map((one) => one.username));
  return {
    ...content,
    title: content.title.trim(),
    injects: content.injects.map(({ channel, username, ...inject }) => ({
      ...inject,
      to: people.has(inject.to) || ['all', 'provider', 'customer'].includes(inject.to) ? inject.to : 'all',
      ...(inject.kind === 'channel-failure' ? { channel: channel ?? 'sms' } : {}),
      ...(inject.kind === 'person-unavailable' && username !== undefined ? { username } : {}),
    })),
  };
}

/** What cannot be sent yet: words for each are in the texts. */
export function draftFaults(content: DrillContent): ('title' | 'inject-text' | 'inject-person')[] {
  const people = new Set(content.participants.map((one) => one.username));
  return [
    ...(content.title.trim() === '' ? (['title'] as const) : []),
    ...(content.injects.some((inject) => inject.text.trim() === '') ? (['inject-text'] as const) : []),
    ...(content.injects.some(
      (inject) =>
        inject.kind === 'person-unavailable' && (inject.username === undefined || !people.has(inject.username)),
    )
      ? (['inject-person'] as const)
      : []),
  ];
}

/** Steps at which a scenario can fix something. */
export const withFacts = (steps: readonly DrillStep[]): readonly DrillStep[] =>
  steps.filter((step) => step.fields.some((field) => field.type === 'choice'));
