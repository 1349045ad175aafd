import { Injectable } from '@nestjs/common';
import type { PaperState } from '@pledge/contracts';
import { PROVIDER_SCOPE } from '@pledge/nest';
import { ChangePlansRepository } from '../change-plans/index.js';
import { RequestsRepository, ruleOf } from '../confirmations/index.js';

const UNKNOWN: PaperState = { state: 'unknown', pdfSha256: null };

/** Is the paper behind a QR code the version that both parties confirmed? Says that and nothing else. */
@Injectable()
export class Papers {
  constructor(
    private readonly plans: ChangePlansRepository,
    private readonly requests: RequestsRepository,
  ) {}

  async state(code: string): Promise<PaperState> {
    const version = /^[A-Za-z0-9_-]{24}$/.test(code) ? await this.plans.byVerifyCode(code) : null;
    const plan = version && (await this.plans.find(version.planId, PROVIDER_SCOPE));
    if (!version || !plan) return UNKNOWN;
    const { pdfSha256 } = version;
    if (plan.version !== version.version) return { state: 'replaced', pdfSha256 };
    const requests = await this.requests.ofSubject('change-plan', plan.id);
    const sides = requests.flatMap((one) =>
      one.action === 'change-approval' && one.state === 'confirmed' && one.subjectHash === version.hash
        ? [one.side]
        : [],
    );
    const all = ruleOf('change-approval').sides.every((side) => sides.includes(side));
    return { state: all ? 'confirmed' : 'unconfirmed', pdfSha256 };
  }
}
