import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PROCESS_ENGINE, PROVIDER_SCOPE } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, ProcessEngine, Transaction } from '@pledge/runtime';
import type { ServiceLevelProfile } from '@pledge/contracts';
import { CaseEvents, CaseQueries, caseNumberOf, engineerChoices } from '../cases/index.js';
import { UsersDirectory } from '../users/index.js';
import { CaseClocks } from './case-clocks.service.js';
import { shippedProfile } from '../profiles/index.js';
import { decideRaise, entryFor, ladderStepFrom } from './raise-rule.js';
import { ServiceLevelsRepository } from './service-levels.repository.js';

/** Whose ladder is climbed where a case has no contract. */
const FALLBACK_PROFILE = 'P-S1';

function orFallback(profile: ServiceLevelProfile | null): ServiceLevelProfile {
  const found = profile ?? shippedProfile(FALLBACK_PROFILE);
  if (!found) throw new Error(`the profile ${FALLBACK_PROFILE} is missing`);
  return found;
}

/** The ladder of the case as it was before the transaction. */
interface LadderSeen {
  readonly instanceId: string | null;
  readonly runs: boolean;
}

/**
 * `raise-severity` (F-03.3): in caseNumber, clockId (none when the ladder is asked for by `reason`, for example
 * `onsite-failed`); out outcome `raised | ladder | joined`, severity, previousSeverity, ladderIndex.
 */
@Delegate('raise-severity')
export class RaiseSeverityDelegate implements DelegateContract<LadderSeen> {
  constructor(
    private readonly events: CaseEvents,
    private readonly clocks: CaseClocks,
    private readonly repository: ServiceLevelsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<LadderSeen> {
    const ladder = await this.repository.ladderOf(caseNumberOf(context));
    if (!ladder || ladder.instanceId === context.instanceId)
      return { instanceId: ladder?.instanceId ?? null, runs: false };
    const status = (await this.engine.findInstance(ladder.instanceId))?.row.status;
    return { instanceId: ladder.instanceId, runs: status === 'active' || status === 'suspended' };
  }

  async apply(tx: Transaction, context: DelegateContext, seen: LadderSeen): Promise<Variables> {
    const row = await this.events.lock(tx, caseNumberOf(context));
    const profile = orFallback(await this.clocks.profileOf(row, tx));
    const { clockId, reason } = context.variables;
    const clock = typeof clockId === 'string' ? await this.repository.findClock(tx, clockId) : null;
    const ladder = await this.repository.ladderOf(row.number, tx);
    const previousSeverity = row.severity;
    const decided = decideRaise(profile, {
      clock,
      reason: typeof reason === 'string' ? reason : 'promise-breached',
      current: row.severity,
      // A ladder that began after `prepare` looked runs too.
      ladderRuns: seen.runs || (ladder?.instanceId ?? null) !== seen.instanceId,
    });
    switch (decided.outcome) {
      case 'raised': {
        const payload = {
          severity: decided.severity,
          from: previousSeverity,
          reason: 'promise-breached',
          clockId: clock?.id ?? null,
        };
        await this.events.append(tx, row, [{ type: 'severity_changed', actor: 'system', payload }], {
          severity: decided.severity,
        });
        break;
      }
      case 'ladder':
        await this.repository.saveLadder(tx, {
          caseNumber: row.number,
          instanceId: context.instanceId,
          startedAt: context.now,
        });
        break;
      case 'joined':
        break;
    }
    return {
      outcome: decided.outcome,
      severity: row.severity,
      previousSeverity,
      ladderIndex: decided.outcome === 'ladder' ? decided.ladderIndex : 0,
    };
  }
}

/**
 * `ladder-step` (F-03.4): in caseNumber, ladderIndex (from 0; without it the step that the profile names for `reason`, else
 * the first); out ladderStep `{ index, roles, waitFor, top }` or null, and the engineers that may be appointed. Steps in which nobody is are skipped at once.
 */
@Delegate('ladder-step')
export class LadderStepDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly queries: CaseQueries,
    private readonly clocks: CaseClocks,
    private readonly users: UsersDirectory,
  ) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const row = await this.queries.find(caseNumberOf(context), PROVIDER_SCOPE);
    const profile = orFallback(await this.clocks.profileOf(row));
    const manned = new Set<string>();
    for (const role of new Set(profile.ladder.flatMap((step) => step.roles))) {
      if ((await this.users.byGroup(role)).length > 0) manned.add(role);
    }
    const { ladderIndex, reason } = context.variables;
    const index = typeof ladderIndex === 'number' ? ladderIndex : Math.max(0, entryFor(profile, reason));
    return { ladderStep: ladderStepFrom(profile, index, manned), ...(await engineerChoices(this.users)) };
  }

  apply(_tx: Transaction, _context: DelegateContext, prepared: Variables): Promise<Variables> {
    return Promise.resolve(prepared);
  }
}
