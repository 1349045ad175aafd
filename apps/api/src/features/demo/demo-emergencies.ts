import { Injectable } from '@nestjs/common';
import type { SessionUser } from '@pledge/nest';
import { Plans } from '../emergencies/index.js';

/** Plans whose flow is known are signed by both; the lost ones stay proposals to be agreed (C28). */
const SIGNED = ['emergency-response', 'emergency-server', 'emergency-oa', 'emergency-sms'];
/** Signs for the provider, and for the customer of the demo contract. */
const SIGNERS = ['pm', 'customer'];
const CHECKS = [
  { plan: 'emergency-server', item: 'backup-off-site', result: 'fit', note: '异地备份已核对，上周五可还原' },
  { plan: 'emergency-oa', item: 'backup-off-site', result: 'fit', note: '异地备份已核对' },
  { plan: 'emergency-network', item: 'contacts-current', result: 'unfit', note: '运营商客户经理已换人，号码待更新' },
] as const;

/** What the plan library shows at the first start: signed plans, checks that were done, one that was found unfit. */
@Injectable()
export class DemoEmergencies {
  constructor(private readonly plans: Plans) {}

  /** @param session of a demo account by its name */
  async write(session: (username: string) => Promise<SessionUser>): Promise<void> {
    for (const key of SIGNED) {
      const { version } = await this.plans.newest(key);
      for (const signer of SIGNERS) await this.plans.agree(key, { version }, await session(signer));
    }
    for (const { plan, item, result, note } of CHECKS)
      await this.plans.check(plan, item, { result, note }, await session('engineer'));
  }
}
