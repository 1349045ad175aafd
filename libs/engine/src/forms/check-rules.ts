import { Decimal } from 'decimal.js';
import { EMAIL, PHONE } from './contact-patterns.js';
import { MAX_TEXT_LENGTH } from './field-value.js';
import type { FieldErrorCode } from './form-errors.js';
import type { Dynamic, FormField } from './form-model.js';

/** What a rule needs from the submission around it. */
export interface RuleContext {
  /** null where there is no limit, or its FEEL gives no number. */
  limit(dynamic: Dynamic<number> | undefined): number | null;
  readonly isMultiple: boolean;
  /** Calendar day of the submission. */
  today(): string;
  complain(code: FieldErrorCode, detail?: string): void;
}

/** The rules of `validate` and of the component on a value that is not blank and of the right type. */
export function checkRules(field: FormField, value: unknown, context: RuleContext): void {
  if (field.type === 'number') checkNumber(field, new Decimal(value as number | string), context);
  if (field.type === 'datetime' && field.noPast === true && String(value).slice(0, 10) < context.today())
    context.complain('IN_THE_PAST');
  if (field.type === 'filepicker' && Array.isArray(value) && value.length > 1 && !context.isMultiple)
    context.complain('TOO_LONG', '1');
  if (typeof value === 'string' && (field.type === 'textfield' || field.type === 'textarea'))
    checkText(field, value, context);
}

/** Decimals, not floating point: 0.3 is a multiple of 0.1. */
function checkNumber({ rules }: FormField, number: Decimal, { limit, complain }: RuleContext): void {
  const [min, max] = [limit(rules.min), limit(rules.max)];
  if (min !== null && number.lt(min)) complain('TOO_SMALL', String(min));
  if (max !== null && number.gt(max)) complain('TOO_LARGE', String(max));
  if (rules.decimalDigits !== undefined && number.decimalPlaces() > rules.decimalDigits)
    complain('DECIMALS', String(rules.decimalDigits));
  if (rules.step !== undefined && !number.mod(rules.step).isZero()) complain('STEP', String(rules.step));
}

function checkText({ rules }: FormField, value: string, { limit, complain }: RuleContext): void {
  const length = value.trim().length;
  const [least, most] = [limit(rules.minLength), limit(rules.maxLength) ?? MAX_TEXT_LENGTH];
  if (least !== null && length < least) complain('TOO_SHORT', String(least));
  if (length > most) {
    complain('TOO_LONG', String(most));
    return;
  }
  if (rules.pattern !== undefined && !rules.pattern.expression.test(value)) complain('PATTERN', rules.pattern.message);
  if (rules.format === 'email' && !EMAIL.test(value)) complain('EMAIL');
  if (rules.format === 'phone' && !PHONE.test(value)) complain('PHONE');
}
