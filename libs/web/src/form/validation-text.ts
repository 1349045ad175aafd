import type { TFunction } from 'i18next';

/** form-js speaks English only; its sentences in the person's language. A form's own `patternErrorMessage` passes unchanged. */
export function validationText(message: string, t: TFunction): string {
  const rules: readonly (readonly [RegExp, (value: string) => string])[] = [
    [/^Field is required\.$/, () => t('web.form.required')],
    [/^Field must have minimum value of (.+)\.$/, (value) => t('web.form.min', { value })],
    [/^Field must have maximum value of (.+)\.$/, (value) => t('web.form.max', { value })],
    [/^Field must have minimum length of (.+)\.$/, (value) => t('web.form.minLength', { value })],
    [/^Field must have maximum length of (.+)\.$/, (value) => t('web.form.maxLength', { value })],
    [/^Field must match pattern (.+)\.$/, () => t('web.form.pattern')],
    [/^Field must be a valid\s+international phone number/, () => t('web.form.phone')],
    [/^Field must be a valid email/, () => t('web.form.email')],
    [/^Value is not a number/, () => t('web.form.number')],
    [/^Date and time must both be entered/, () => t('web.form.dateAndTime')],
    [/^(Value is expected to .+|Please select a valid value.+)$/, (text) => t('web.form.other', { text })],
  ];
  for (const [pattern, say] of rules) {
    const match = pattern.exec(message);
    if (match !== null) return say(match[1] ?? '');
  }
  return message;
}
