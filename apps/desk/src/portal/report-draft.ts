import type { SeverityAnswers } from '../intake/severity-questions.js';

/** What the customer typed so far. */
export interface ReportDraft {
  readonly title: string;
  readonly description: string;
  readonly serialNumber: string;
  readonly contractNumber: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly answers: SeverityAnswers;
}
export const blankReport: ReportDraft = {
  title: '',
  description: '',
  serialNumber: '',
  contractNumber: '',
  contactName: '',
  contactPhone: '',
  answers: {},
};

const storageKey = (username: string): string => `pledge.report.${username}`;

/** The draft kept in this browser, so that a lost connection or a closed page loses nothing. */
export function rememberedReport(username: string): ReportDraft {
  try {
    const text = localStorage.getItem(storageKey(username));
    return text === null ? blankReport : { ...blankReport, ...(JSON.parse(text) as Partial<ReportDraft>) };
  } catch {
    return blankReport;
  }
}
/** Keeps the draft; null forgets it after the report was sent. */
export function rememberReport(username: string, draft: ReportDraft | null): void {
  if (draft === null) localStorage.removeItem(storageKey(username));
  else localStorage.setItem(storageKey(username), JSON.stringify(draft));
}
