import type { ModelingChoice, ModelingSetting } from '@pledge/contracts';

/** What a delegate is called in the studio, with the settings that a task gives it. */
export type DelegateChoice = ModelingChoice & { settings: ModelingSetting[] };

/** A technical name with its words in both languages. */
export const choice = (value: string, zh: string, en: string): ModelingChoice => ({ value, zh, en });

/** A task header that is set by choosing from a list. */
export const setting = (
  value: string,
  zh: string,
  en: string,
  from: ModelingSetting['from'],
  options: readonly ModelingChoice[] = [],
): ModelingSetting => ({ value, zh, en, from, options: [...options] });
