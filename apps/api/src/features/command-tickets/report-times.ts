import { Inject, Injectable } from '@nestjs/common';
import { PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type ProcessEngine } from '@pledge/runtime';
import { addDuration, parseDuration } from '@pledge/time';
import { z } from 'zod';

/** Decision that says how soon after it was taken the use of a ticket is reported; administrators edit it like any other. */
const DECISION = 'command-report-time';
/** A table with one column of results gives its value alone: an ISO 8601 duration. */
const resultSchema = z.string().min(1);

/** When the use of a ticket has to be reported (F-05, step 5). */
@Injectable()
export class ReportTimes {
  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  /**
   * Epoch ms. Without a rule for it: the end of the ticket.
   * @throws Error where a rule's text is no ISO 8601 duration
   */
  async of(ticket: { readonly category: string; readonly validTo: number }, takenAt: number): Promise<number> {
    try {
      const { result } = await this.engine.evaluateDecision(DECISION, { category: ticket.category });
      if (result === null) return ticket.validTo;
      return addDuration(takenAt, parseDuration(resultSchema.parse(result)), 'UTC');
    } catch (error) {
      // An installation may have taken the decision away.
      if (error instanceof Problem && error.kind === 'not-found') return ticket.validTo;
      throw error;
    }
  }
}
