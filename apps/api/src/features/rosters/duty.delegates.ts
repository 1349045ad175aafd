import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions } from '@pledge/nest';
import {
  BpmnError,
  Problem,
  type Delegate as DelegateContract,
  type DelegateContext,
  type ProcessEngine,
  type Transaction,
} from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { NotificationsService, type Enqueue } from '../notifications/index.js';
import { DutyShifts } from './duty-shifts.service.js';
import { RosterProcess, text } from './roster-process.js';
import type { DutyShiftEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';
import { Rosters } from './rosters.service.js';

/** `next-shift-start` (F-11 step 6): when the next shift of the roster begins. Out: `nextShiftAt` (ISO 8601), null after the last. */
@Delegate('next-shift-start')
export class NextShiftStartDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly rosters: Rosters,
    private readonly repository: RostersRepository,
    private readonly process: RosterProcess,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const row = await this.rosters.ofDays(this.process.daysOf(context));
    const shifts = row === null ? [] : await this.repository.shifts({ rosterId: row.id, inForce: true });
    // The one that was started last is over for this loop, also when its timer fired a moment early or late.
    const before = text(context.variables['nextShiftAt']);
    const since = before === '' ? context.now - 1 : Math.max(Date.parse(before), context.now - 1);
    const next = shifts.find((one) => one.startsAt > since);
    return { nextShiftAt: next ? toIso(next.startsAt, this.platform.zone) : null };
  }
  apply(_tx: Transaction, _context: DelegateContext, found: Variables): Promise<Variables> {
    return Promise.resolve(found);
  }
}

/**
 * `start-shifts` (F-11 step 6): publishes `duty-shift-starts` for the shifts of the roster that begin at `nextShiftAt`. Headers:
 * `roles` (which places sign in), `usualWork` (`false`: not those whose duty is their usual work). With header `only` = `this`: for
 * the shift of `shiftId` alone, whoever has it now.
 */
@Delegate('start-shifts')
export class StartShiftsDelegate implements DelegateContract<readonly Variables[]> {
  constructor(
    private readonly rosters: Rosters,
    private readonly repository: RostersRepository,
    private readonly process: RosterProcess,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<readonly Variables[]> {
    const shifts = await this.due(context);
    return Promise.all(shifts.filter((one) => one.username !== null).map((one) => this.process.shiftFacts(one)));
  }

  async apply(tx: Transaction, context: DelegateContext, starts: readonly Variables[]): Promise<void> {
    for (const variables of starts)
      await this.engine.publishMessageLater(tx, {
        name: 'duty-shift-starts',
        messageId: `${context.jobId}:${text(variables['shiftId'])}`,
        correlationKey: text(variables['shiftKey']),
        variables,
        mode: context.mode,
      });
  }

  private async due(context: DelegateContext): Promise<readonly DutyShiftEntity[]> {
    if (context.headers['only'] === 'this') {
      const shift = await this.process.shiftOf(context);
      return shift.endsAt > context.now ? [shift] : [];
    }
    const row = await this.rosters.ofDays(this.process.daysOf(context));
    if (row === null) return [];
    const startsAt = Date.parse(text(context.variables['nextShiftAt']));
    const roles = (context.headers['roles'] ?? '').split(',');
    const usual = context.headers['usualWork'] !== 'false';
    const shifts = await this.repository.shifts({ rosterId: row.id, inForce: true, startsAt });
    return shifts.filter((one) => roles.includes(one.role) && (usual || one.weight > 0));
  }
}

/** `sign-in-shift`: in `inLocality`. Throws BpmnError SHIFT_MUST_STAY (S1-30). */
@Delegate('sign-in-shift')
export class SignInShiftDelegate implements DelegateContract<DutyShiftEntity> {
  constructor(
    private readonly shifts: DutyShifts,
    private readonly process: RosterProcess,
  ) {}

  prepare(context: DelegateContext): Promise<DutyShiftEntity> {
    return this.process.shiftOf(context);
  }

  async apply(tx: Transaction, context: DelegateContext, shift: DutyShiftEntity): Promise<void> {
    try {
      await this.shifts.recordSignIn(tx, shift, context.variables['inLocality'] === true);
    } catch (error) {
      if (error instanceof Problem && error.code === 'SHIFT_MUST_STAY') throw new BpmnError(error.code, error.message);
      throw error;
    }
  }
}

/**
 * `take-over-shift`: whoever completed `stand-in` or `replace-person` last has the shift from now on and is signed in; the roster has a new version. Throws
 * BpmnError SHIFT_UNFIT.
 */
@Delegate('take-over-shift')
export class TakeOverShiftDelegate implements DelegateContract<{
  readonly shift: DutyShiftEntity;
  readonly by: string;
}> {
  constructor(
    private readonly rosters: Rosters,
    private readonly repository: RostersRepository,
    private readonly process: RosterProcess,
  ) {}

  async prepare(context: DelegateContext) {
    const shift = await this.process.shiftOf(context);
    const by = await this.process.actorOf(context, ['stand-in', 'replace-person']);
    try {
      // Who stands at another place of the same hours leaves that place to be filled by the manager.
      const own = await this.repository.shiftsOf([by], shift.startsAt, shift.endsAt);
      await this.rosters.refuseUnfit(
        shift,
        by,
        own.map((one) => one.id),
      );
    } catch (error) {
      if (error instanceof Problem && ['SHIFT_UNFIT', 'DUTY_PERSON_UNKNOWN'].includes(error.code))
        throw new BpmnError('SHIFT_UNFIT', error.message, {
          standInProblem: `${text(error.params['zh'])} / ${text(error.params['en'])}`,
        });
      throw error;
    }
    return { shift, by };
  }

  async apply(
    tx: Transaction,
    context: DelegateContext,
    { shift, by }: { readonly shift: DutyShiftEntity; readonly by: string },
  ): Promise<Variables> {
    const row = await this.rosters.row(shift.rosterId, tx);
    await this.rosters.change(tx, row, shift, by, {
      code: 'by-hand',
      by,
      note: '未签到，代班 / no sign-in: taken over',
    });
    await this.repository.updateShift(tx, shift.id, { signedInAt: context.now });
    return { engineer: by };
  }
}

/** `hand-over-shift` (S1-33): in `handoverNote`. */
@Delegate('hand-over-shift')
export class HandOverShiftDelegate implements DelegateContract<{
  readonly id: string;
  readonly change: Awaited<ReturnType<DutyShifts['handoverOf']>>;
}> {
  constructor(
    private readonly shifts: DutyShifts,
    private readonly repository: RostersRepository,
    private readonly process: RosterProcess,
  ) {}

  async prepare(context: DelegateContext) {
    const shift = await this.process.shiftOf(context);
    return { id: shift.id, change: await this.shifts.handoverOf(shift, text(context.variables['handoverNote'])) };
  }

  async apply(
    tx: Transaction,
    _context: DelegateContext,
    { id, change }: Awaited<ReturnType<HandOverShiftDelegate['prepare']>>,
  ): Promise<void> {
    await this.repository.updateShift(tx, id, change);
  }
}

/**
 * `tell-duty`: headers `template` and `audience`, a list of `person` (on duty), `backup`, and what `notify` knows. What it is about
 * comes from `shiftText` or `rosterPeriod`.
 */
@Delegate('tell-duty')
export class TellDutyDelegate implements DelegateContract<Enqueue> {
  constructor(private readonly notifications: NotificationsService) {}

  async prepare(context: DelegateContext): Promise<Enqueue> {
    const { template, audience } = context.headers;
    if (template === undefined || audience === undefined)
      throw new Error('the headers "template" and "audience" are needed');
    const { variables } = context;
    const words = audience.split(',').flatMap((word) => {
      const name =
        word === 'person' ? text(variables['engineer']) : word === 'backup' ? text(variables['backup']) : null;
      return name === null ? [word] : name === '' ? [] : [`user:${name}`];
    });
    const { people, roles } = await this.notifications.audience(words.join(','), { facts: null, variables });
    const title = text(variables['shiftText']) || `${text(variables['unitName'])} ${text(variables['rosterPeriod'])}`;
    return {
      source: `job:${context.jobId}`,
      template,
      mode: context.mode,
      caseNumber: null,
      people,
      roles,
      facts: {
        document: { number: context.businessKey ?? '', title },
        engineer: { name: [text(variables['dutyName']), text(variables['dutyPhone'])].join(' ').trim() },
      },
    };
  }

  async apply(tx: Transaction, _context: DelegateContext, message: Enqueue): Promise<void> {
    await this.notifications.enqueue(tx, message);
  }
}

export const DUTY_DELEGATES = [
  NextShiftStartDelegate,
  StartShiftsDelegate,
  SignInShiftDelegate,
  TakeOverShiftDelegate,
  HandOverShiftDelegate,
  TellDutyDelegate,
];
