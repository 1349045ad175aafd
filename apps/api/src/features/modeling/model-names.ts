import type { ModelingChoice } from '@pledge/contracts';
import { eventParts, type ProcessDefinition } from '@pledge/engine';

/** Names that deployed models send or wait for: what one model throws, another can catch by choosing it. */
export interface ModelNames {
  readonly messages: ModelingChoice[];
  readonly signals: ModelingChoice[];
  readonly errors: ModelingChoice[];
  readonly escalations: ModelingChoice[];
}

/** @param known names with texts in both languages; the others show as they are written. */
export function namesOf(
  models: readonly (ProcessDefinition | undefined)[],
  known: readonly ModelingChoice[],
): ModelNames {
  const found = {
    message: new Set<string>(),
    signal: new Set<string>(),
    error: new Set<string>(),
    escalation: new Set<string>(),
  };
  for (const model of models)
    for (const node of model?.nodes.values() ?? [])
      for (const event of eventParts(node.event)) {
        if (event.kind === 'message' || event.kind === 'signal') {
          if (event.name.kind === 'static' && event.name.text !== '') found[event.kind].add(event.name.text);
        } else if (event.kind === 'error' || event.kind === 'escalation') {
          if (event.code?.kind === 'static' && event.code.text !== '') found[event.kind].add(event.code.text);
        }
      }
  const choices = (names: ReadonlySet<string>): ModelingChoice[] =>
    [...names]
      .map((value) => known.find((choice) => choice.value === value) ?? { value, zh: value, en: value })
      .sort(byName);
  const messages = choices(found.message);
  return {
    messages: [...known, ...messages.filter((choice) => !known.some((each) => each.value === choice.value))],
    signals: choices(found.signal),
    errors: choices(found.error),
    escalations: choices(found.escalation),
  };
}

/** In the order of Chinese names. */
export function byName(a: ModelingChoice, b: ModelingChoice): number {
  return a.zh.localeCompare(b.zh, 'zh-CN');
}
