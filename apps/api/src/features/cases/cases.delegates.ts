import type { CaseStatus } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { Delegate, PROVIDER_SCOPE, type Scope } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, Transaction } from '@pledge/runtime';
import { ContractsService } from '../contracts/index.js';
import { assessmentOf } from '../profiles/index.js';
import { UsersDirectory } from '../users/index.js';
import { CaseEvents } from './case-events.service.js';
import { CasesService } from './cases.service.js';
import { OwnerTasks } from './owner-tasks.js';

const SYSTEM = 'system';
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Number of the case a job is about: the business key, or the variable. Throws where neither is there: an incident says so. */
export function caseNumberOf(context: DelegateContext): string {
  const number = context.businessKey ?? text(context.variables['caseNumber']);
  if (number === undefined) throw new Error('the process has no case number');
  return number;
}

/**
 * `check-contract` (F-01.3): looks up contract and device again and writes what it found into the case. A case of a known
 * customer finds that customer's contracts only. Out: contractCheck, contractNumber, partyId, customerName, siteName,
 * onsiteAgreementRequired, and the contract's own questionnaire (null without a contract).
 */
@Delegate('check-contract')
export class CheckContractDelegate implements DelegateContract {
  constructor(
    private readonly events: CaseEvents,
    private readonly cases: CasesService,
    private readonly contracts: ContractsService,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const row = await this.events.lock(tx, caseNumberOf(context));
    const scope: Scope = row.partyId === null ? PROVIDER_SCOPE : { kind: 'customer', partyId: row.partyId };
    const contractNumber = text(context.variables['contractNumber'])?.toUpperCase();
    const serialNumber = text(context.variables['serialNumber'])?.toUpperCase() ?? row.serialNumber ?? undefined;
    const found = await this.contracts.lookUp(
      { contractNumber, serialNumber, siteId: row.siteId ?? undefined },
      scope,
      tx,
    );
    if (found.contract?.id !== row.contractId || found.problem?.code !== row.contractProblem?.code) {
      await this.cases.applyContract(tx, row, found, serialNumber ?? null, SYSTEM);
    }
    return {
      contractCheck: found.check,
      contractNumber: found.contract?.number ?? contractNumber ?? null,
      serialNumber: serialNumber ?? null,
      partyId: row.partyId,
      customerName: row.customerName,
      siteName: row.siteName,
      onsiteAgreementRequired: found.contract?.profile.onsiteAgreementRequired ?? false,
      questionnaire: found.contract ? { ...assessmentOf(found.contract.profile) } : null,
    };
  }
}

/** Who can be named engineer, as forms offer them: `engineers`, a list of `{ label, value }`. */
export async function engineerChoices(users: UsersDirectory): Promise<Variables> {
  const engineers = await users.byRole('engineer');
  return { engineers: engineers.map(({ username, displayName }) => ({ label: displayName, value: username })) };
}

/**
 * `register-case` (F-01.8): stores the assessed severity and the answers; the case is open and its fault confirmed. Out:
 * severity, the tier it stands for across contracts (C01), and the engineers that may be assigned.
 */
@Delegate('register-case')
export class RegisterCaseDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly events: CaseEvents,
    private readonly users: UsersDirectory,
    private readonly contracts: ContractsService,
  ) {}

  prepare(): Promise<Variables> {
    return engineerChoices(this.users);
  }

  async apply(tx: Transaction, context: DelegateContext, choices: Variables): Promise<Variables> {
    const row = await this.events.lock(tx, caseNumberOf(context));
    const severity = text(context.variables['severity']);
    if (severity === undefined) throw new Error('register-case: the variable "severity" is missing');
    const answers = context.variables['answers'];
    const change = {
      severity,
      ...(isRecord(answers) ? { answers } : {}),
      ...(row.status === 'waiting-contract' ? { status: 'open' as const } : {}),
    };
    await this.events.append(
      tx,
      row,
      [{ type: 'fault_confirmed', actor: SYSTEM, payload: { severity, from: row.severity } }],
      change,
    );
    const contract = row.contractId === null ? null : await this.contracts.contractById(row.contractId, tx);
    const level = contract?.profile.severityScheme.levels.find(({ code }) => code === severity);
    return { severity, tier: level?.canonical ?? severity, ...choices };
  }
}

/** `close-case`: header `status` is `closed` or `withdrawn`. A case that has ended stays as it is. */
@Delegate('close-case')
export class CloseCaseDelegate implements DelegateContract {
  constructor(private readonly events: CaseEvents) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const status: CaseStatus = context.headers['status'] === 'withdrawn' ? 'withdrawn' : 'closed';
    const row = await this.events.lock(tx, caseNumberOf(context));
    if (row.status !== 'closed' && row.status !== 'withdrawn') {
      await this.events.append(tx, row, [
        { type: status === 'withdrawn' ? 'case_withdrawn' : 'case_closed', actor: SYSTEM },
      ]);
    }
    return { status: row.status };
  }
}

/** `assign-owner`: the engineer of the variable `engineer` has the case; open tasks of the one before pass to him after the commit. */
@Delegate('assign-owner')
export class AssignOwnerDelegate implements DelegateContract {
  constructor(
    private readonly events: CaseEvents,
    private readonly tasks: OwnerTasks,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const engineer = text(context.variables['engineer']);
    if (engineer === undefined) throw new Error('assign-owner: the variable "engineer" is missing');
    const row = await this.events.lock(tx, caseNumberOf(context));
    const previous = row.owner;
    if (previous !== engineer) {
      await this.events.append(
        tx,
        row,
        [{ type: 'owner_assigned', actor: SYSTEM, payload: { owner: engineer, previous } }],
        { owner: engineer },
      );
      if (previous !== null) await this.tasks.passOn(tx, row.number, previous, engineer);
    }
    return { engineer };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
