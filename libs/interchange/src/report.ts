import type { BothLanguages } from '@pledge/engine';
import type { Reason } from './translations/reasons.js';
import { reasons } from './translations/reasons.js';

/** What became of one thing that the other engine knew. */
export interface ImportLine {
  /** Nearest drawn element; null for the file as a whole. */
  readonly elementId: string | null;
  readonly elementName: string;
  /** For example `bpmn:UserTask`. */
  readonly elementType: string;
  /** As it stood in the file: `camunda:assignee`, `conditionExpression`. */
  readonly subject: string;
  /** Its value as it stood in the file. */
  readonly value: string;
  /** `needsYou`: it has no equal here, or somebody must choose; `ignored`: it is not needed here. */
  readonly outcome: 'translated' | 'needsYou' | 'ignored';
  /** What stands in its place; empty where nothing does. */
  readonly becomes: string;
  /** Empty where it was translated without a remark. */
  readonly reason: BothLanguages;
}

/** Where something stood. */
export interface Place {
  readonly elementId: string | null;
  readonly elementName: string;
  readonly elementType: string;
  readonly subject: string;
  readonly value: string;
}

const NOTHING: BothLanguages = { zh: '', en: '' };

/** Writes down what becomes of each thing; nothing leaves the file without a line. */
export class Report {
  readonly lines: ImportLine[] = [];

  translated(place: Place, becomes: string, reason?: Reason): void {
    this.add({ ...place, outcome: 'translated', becomes, reason: reason ? reasons[reason] : NOTHING });
  }
  needsYou(place: Place, reason: Reason | BothLanguages, becomes = ''): void {
    const text = typeof reason === 'string' ? reasons[reason] : reason;
    this.add({ ...place, outcome: 'needsYou', becomes, reason: text });
  }
  ignored(place: Place, reason: Reason): void {
    this.add({ ...place, outcome: 'ignored', becomes: '', reason: reasons[reason] });
  }

  protected add(line: ImportLine): void {
    this.lines.push(line);
  }
}
