import type { Variables } from '@pledge/engine';
import { Delegate } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, Transaction } from '@pledge/runtime';
import { ChangeCalendar } from './change-calendar.service.js';
import { ChangePlansRepository } from './change-plans.repository.js';

/** `check-change-calendar` (F-04.3). Out: `calendarVerdict` (`clear`, `overlap`, `freeze`), `calendarConflicts`. */
@Delegate('check-change-calendar')
export class CheckChangeCalendarDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly plans: ChangePlansRepository,
    private readonly calendar: ChangeCalendar,
  ) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const plan = await this.plans.byInstance(context.instanceId);
    const version = plan?.version == null ? null : await this.plans.version(plan.id, plan.version);
    // Edited meanwhile: the process is on its way back to the plan.
    if (!plan || !version) return { calendarVerdict: 'clear', calendarConflicts: '' };
    const { verdict, lines } = await this.calendar.check(plan, version);
    return { calendarVerdict: verdict, calendarConflicts: lines.map((one) => one.zh).join('\n') };
  }

  apply(_tx: Transaction, _context: DelegateContext, prepared: Variables): Promise<Variables> {
    return Promise.resolve(prepared);
  }
}
