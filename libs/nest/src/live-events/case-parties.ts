import { Injectable, Logger } from '@nestjs/common';

/** Which party a case belongs to; null when the case is unknown or has none yet. Registered by the cases feature. */
export type CaseParty = (caseNumber: string) => Promise<string | null>;

const CACHE_SIZE = 5_000;

/** Answers for the platform and for files: whose case is it? Until the cases feature registers, nobody's. */
@Injectable()
export class CaseParties {
  private readonly logger = new Logger(CaseParties.name);
  private readonly known = new Map<string, string>();
  private lookUp: CaseParty = () => Promise.resolve(null);

  register(lookUp: CaseParty): void {
    this.lookUp = lookUp;
  }

  /** The party when it is already known here; undefined: ask `partyOf`. */
  cached(caseNumber: string): string | undefined {
    return this.known.get(caseNumber);
  }

  /** Never throws: a case whose party cannot be read belongs to nobody. */
  async partyOf(caseNumber: string): Promise<string | null> {
    try {
      const party = await this.lookUp(caseNumber);
      // A case may get its party later (wrong contract number first): only a known party is remembered.
      if (party !== null) {
        if (this.known.size >= CACHE_SIZE) this.known.clear();
        this.known.set(caseNumber, party);
      }
      return party;
    } catch (error) {
      this.logger.warn(`party of case ${caseNumber} unknown: ${String(error)}`);
      return null;
    }
  }
}
