import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { typedFault, type Bounds } from './typed-moment.js';

/**
 * Keeps a form from being sent while a day or time field shows what is none or lies outside the bounds: pickers go on with the
 * value before, silently. The browser points at the field and says our sentence. Spread on an element around the picker.
 */
export function useTypedMoment(
  value: string,
  formats: readonly string[],
  bounds: Bounds = {},
): { readonly ref: RefObject<HTMLSpanElement | null>; readonly onInput: () => void; readonly onBlur: () => void } {
  const { t } = useTranslation();
  const ref = useRef<HTMLSpanElement>(null);
  const sentence = (text: string): string => {
    const fault = typedFault(text, formats, bounds);
    if (fault === undefined) return '';
    const shown = (time: string | undefined): string => (time ?? '').replace('T', ' ');
    const example = shown(value) || (formats[0]?.includes('H') ? '2026-12-31 14:05' : '2026-12-31');
    return t(`common.moment.${fault}`, { example, min: shown(bounds.min), max: shown(bounds.max) });
  };
  const judge = (): void => {
    const input = ref.current?.querySelector('input');
    input?.setCustomValidity(sentence(input.value));
  };
  const given = sentence(value);
  // A picker shows the value it is given only after this: what is shown cannot be asked yet.
  useEffect(() => ref.current?.querySelector('input')?.setCustomValidity(given), [value, given]);
  return { ref, onInput: judge, onBlur: judge };
}
