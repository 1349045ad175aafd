import type { TimeStampProblem } from '@pledge/contracts';

/** Why there is no time stamp, or why one does not hold. */
export class TimeStampError extends Error {
  constructor(
    readonly problem: TimeStampProblem,
    /** One printable line, whatever the authority sent. */
    readonly detail: string,
  ) {
    super(`time stamp: ${problem}: ${detail}`);
    this.name = 'TimeStampError';
  }
}

const SHOWN = 200;

/** Foreign text on one line, without anything that a terminal or a page takes for its own. */
export const printable = (text: string): string =>
  text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, SHOWN);
