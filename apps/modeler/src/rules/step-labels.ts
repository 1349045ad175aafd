import type { ModelingCatalogue, ModelingChoice, StepSelector, StepTrait } from '@pledge/contracts';

/** What can be chosen for each way to name a step. */
export function choicesFor(catalogue: ModelingCatalogue, trait: StepTrait): readonly ModelingChoice[] {
  switch (trait) {
    case 'calls':
      return catalogue.processes;
    case 'records':
      return catalogue.events;
    case 'requires':
      return catalogue.guards;
    case 'delegate':
      return catalogue.delegates;
    case 'form':
      return catalogue.forms;
    case 'decision':
      return catalogue.decisions;
    case 'group':
      return catalogue.roles;
    case 'receives':
    case 'sends':
      return catalogue.messages;
  }
}

/** The plain name of a value; what the list does not have stays as it is. */
export function labelIn(choices: readonly ModelingChoice[], value: string, language: string): string {
  const choice = choices.find((each) => each.value === value);
  if (!choice) return value;
  return language === 'en' ? choice.en : choice.zh;
}

/** Settings of a system step that can be chosen from a list, with the list. */
export function settingsOf(
  catalogue: ModelingCatalogue,
  delegate: string,
): readonly (ModelingChoice & { readonly options: readonly ModelingChoice[] })[] {
  const settings = catalogue.delegates.find((each) => each.value === delegate)?.settings ?? [];
  return settings.flatMap((setting) => {
    const options =
      setting.from === 'templates' || setting.from === 'documents' ? catalogue[setting.from] : setting.options;
    return options.length > 0 ? [{ ...setting, options }] : [];
  });
}

/** A step in words: its name, and what its settings say. */
export function stepLabel(catalogue: ModelingCatalogue, selector: StepSelector, language: string): string {
  const name = labelIn(choicesFor(catalogue, selector.is), selector.value, language);
  if (selector.is !== 'delegate' || !selector.settings) return name;
  const settings = settingsOf(catalogue, selector.value);
  const told = Object.entries(selector.settings).map(([key, value]) =>
    labelIn(settings.find((each) => each.value === key)?.options ?? [], value, language),
  );
  return told.length === 0 ? name : `${name} (${told.join(', ')})`;
}
