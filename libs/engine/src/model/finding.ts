/** A text in both languages of the product; the reader chooses. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** A problem of a model, or a remark on it. Deployment adds the name of the resource. */
export interface ModelFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly elementId?: string;
  /** Stable, for example `bpmn/reference`. */
  readonly rule: string;
  readonly message: BothLanguages;
  /** Clause of BPMN 2.0 (ISO/IEC 19510) or a catalogue id. */
  readonly clause?: string;
}

/** Writes findings of one rule book down; `elementId` may be missing for a whole file. */
export class FindingList {
  readonly items: ModelFinding[] = [];

  error(rule: string, elementId: string | undefined, en: string, zh: string, clause?: string): void {
    this.add('error', rule, elementId, en, zh, clause);
  }
  warning(rule: string, elementId: string | undefined, en: string, zh: string, clause?: string): void {
    this.add('warning', rule, elementId, en, zh, clause);
  }
  info(rule: string, elementId: string | undefined, en: string, zh: string, clause?: string): void {
    this.add('info', rule, elementId, en, zh, clause);
  }

  private add(
    severity: ModelFinding['severity'],
    rule: string,
    elementId: string | undefined,
    en: string,
    zh: string,
    clause?: string,
  ): void {
    this.items.push({
      severity,
      rule,
      message: { zh, en },
      ...(elementId === undefined ? {} : { elementId }),
      ...(clause === undefined ? {} : { clause }),
    });
  }
}
