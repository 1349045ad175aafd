import flatpickr from 'flatpickr';
import { english } from 'flatpickr/dist/l10n/default.js';
import { Mandarin } from 'flatpickr/dist/l10n/zh.js';

/** Months and weekdays of the calendars that form-js opens from now on, in the language of the page; Chinese weeks begin on Monday. */
export function speakCalendars(language: string): void {
  flatpickr.localize(language.startsWith('zh') ? { ...Mandarin, firstDayOfWeek: 1 } : english);
}
