import { Inject, Injectable } from '@nestjs/common';
import type { ContractOnboarding, StartOnboardingRequest } from '@pledge/contracts';
import { PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions } from '@pledge/nest';
import { Problem, type InstanceRow, type ProcessEngine } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { ContractWriting, checkDates } from './contract-writing.service.js';

/** Key of the shipped process (F-23). */
export const ONBOARDING = 'contract-onboarding';

/** Handover of a project to the support centre (F-23): the process of a contract, under its number. */
@Injectable()
export class Onboarding {
  constructor(
    private readonly writing: ContractWriting,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** The newest run; its tasks are those of the contract's number. @throws Problem CONTRACT_NOT_FOUND */
  async state(number: string): Promise<ContractOnboarding> {
    await this.writing.contract(number);
    const newest = (await this.runs(number)).at(0);
    if (newest === undefined) return { state: 'none', startedAt: null, endedAt: null, processInstanceId: null };
    const iso = (at: number | null): string | null => (at === null ? null : toIso(at, this.platform.zone));
    return {
      state: newest.incidentCount > 0 ? 'incident' : newest.status,
      startedAt: iso(newest.startedAt),
      endedAt: iso(newest.endedAt),
      processInstanceId: newest.id,
    };
  }

  /**
   * The acceptance report was signed: the process starts; a contract has one run at a time.
   * @throws Problem CONTRACT_NOT_FOUND, ONBOARDING_RUNS, PHASE_OUT_OF_ORDER
   */
  async start(number: string, request: StartOnboardingRequest, by: string): Promise<ContractOnboarding> {
    const contract = await this.writing.contract(number);
    checkDates({ ...contract, acceptedOn: request.acceptedOn });
    const running = (await this.runs(number)).some((run) => run.status === 'active' || run.status === 'suspended');
    if (running) throw new Problem('conflict', 'ONBOARDING_RUNS', { number });
    await this.engine.startInstance({
      key: ONBOARDING,
      businessKey: number,
      variables: { contractNumber: number, contractName: contract.name, acceptedOn: request.acceptedOn },
      actor: { userId: by },
    });
    return this.state(number);
  }

  /** Newest first. */
  private async runs(number: string): Promise<InstanceRow[]> {
    const { items } = await this.engine.listInstances({ key: ONBOARDING, businessKey: number, limit: 50 });
    return [...items].sort((a, b) => b.startedAt - a.startedAt);
  }
}
