import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { CLOCK, Delegate } from '@pledge/nest';
import type { Clock, Delegate as DelegateContract, DelegateContext, Transaction } from '@pledge/runtime';
import { addDays, addMonths } from '@pledge/time';
import { engineerChoices } from '../cases/index.js';
import { ContactPersonEntity, ContractsService, DeviceEntity, type ContractEntity } from '../contracts/index.js';
import { NotificationsService, type Enqueue } from '../notifications/index.js';
import { UsersDirectory } from '../users/index.js';
import { ContractWriting } from './contract-writing.service.js';
import { ArchiveEntryEntity } from './customers.entity.js';
import { CustomersRepository } from './customers.repository.js';

const SYSTEM = 'system';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function contractNumberOf(context: DelegateContext): string {
  const number = text(context.variables['contractNumber']);
  if (number === '') throw new Error('the process has no contractNumber');
  return number;
}

/** `start-warranty` (F-23): the acceptance report's day enters the contract. Out: warrantyUntil, and who can be named. */
@Delegate('start-warranty')
export class StartWarrantyDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly writing: ContractWriting,
    private readonly users: UsersDirectory,
  ) {}

  prepare(): Promise<Variables> {
    return engineerChoices(this.users);
  }

  async apply(tx: Transaction, context: DelegateContext, choices: Variables): Promise<Variables> {
    const acceptedOn = text(context.variables['acceptedOn']);
    const contract = await this.writing.accept(tx, contractNumberOf(context), acceptedOn, SYSTEM);
    const warrantyUntil = addDays(addMonths(acceptedOn, contract.warrantyMonths), -1);
    return { ...choices, warrantyUntil, handoverComment: null, archiveProblem: null, contractProblem: null };
  }
}

/** The nine kinds of documents of a handover (S4-17), by the form's fields. */
const DOCUMENTS: readonly (readonly [string, string])[] = [
  ['docSystemDescription', '系统说明'],
  ['docRequirements', '需求分析报告'],
  ['docDesign', '系统设计'],
  ['docOperation', '操作手册'],
  ['docExperience', '设备维护经验'],
  ['docTechnical', '技术文档'],
  ['docDeviceManual', '设备技术手册'],
  ['docUserManual', '用户手册'],
  ['docMaintenanceManual', '维护手册'],
];

/** `file-handover` (F-23, S2-29): what was handed over stands in the contract's papers, with what is missing. */
@Delegate('file-handover')
export class FileHandoverDelegate implements DelegateContract {
  constructor(
    private readonly writing: ContractWriting,
    private readonly repository: CustomersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const contract = await this.writing.contract(contractNumberOf(context), tx);
    const now = this.clock.now();
    const there = DOCUMENTS.map(([field, name]) => `${context.variables[field] === true ? '☑' : '☐'} ${name}`);
    const row: ArchiveEntryEntity = {
      // The job's own id: a retry writes nothing twice.
      id: context.jobId,
      partyId: contract.partyId,
      subjectKind: 'contract',
      subjectId: contract.id,
      kind: 'document',
      title: '项目移交清单',
      body: [text(context.variables['handoverList']), ...there, text(context.variables['missingDocuments'])]
        .filter((line) => line !== '')
        .join('\n'),
      occurredAt: now,
      recordedAt: now,
      writtenBy: SYSTEM,
      fileIds: [],
      caseNumber: null,
    };
    if (!(await this.repository.one(ArchiveEntryEntity, { id: row.id }, tx))) {
      await this.repository.insert(tx, ArchiveEntryEntity, [row]);
    }
    return {};
  }
}

/**
 * `check-onboarding` (F-23): header `part` is `archive` (devices under the contract) or `contract` (signed, representatives
 * and confirmers with seal named). Out: archiveComplete and archiveProblem, or contractReady and contractProblem.
 */
@Delegate('check-onboarding')
export class CheckOnboardingDelegate implements DelegateContract {
  constructor(
    private readonly writing: ContractWriting,
    private readonly repository: CustomersRepository,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const contract = await this.writing.contract(contractNumberOf(context), tx);
    const part = context.headers['part'];
    if (part === 'archive') {
      const devices = await this.repository.many(DeviceEntity, { contractId: contract.id }, tx);
      const problem = said(archiveProblems(devices));
      return { archiveComplete: problem === null, archiveProblem: problem };
    }
    if (part === 'contract') {
      const people = await this.repository.many(ContactPersonEntity, { partyId: contract.partyId }, tx);
      const problem = said(contractProblems(contract, people));
      return { contractReady: problem === null, contractProblem: problem };
    }
    throw new Error(`check-onboarding: the header "part" is ${part ?? 'missing'}`);
  }
}

/** What is missing of the device files, in both languages. Pure. */
export function archiveProblems(devices: readonly Pick<DeviceEntity, 'serialNumber' | 'model'>[]): string[] {
  return devices.length === 0 ? ['合同下还没有登记设备 / no device is registered under the contract'] : [];
}

/** What is missing before a contract is served, in both languages. Pure. */
export function contractProblems(
  contract: Pick<ContractEntity, 'id' | 'state'>,
  people: readonly Pick<ContactPersonEntity, 'kind' | 'contractId' | 'sealFileId'>[],
): string[] {
  const named = people.filter((one) => one.contractId === null || one.contractId === contract.id);
  const confirmers = named.filter((one) => one.kind === 'confirmer');
  return [
    ...(contract.state === 'draft' ? ['合同尚未生效 / the contract is not activated'] : []),
    ...(named.some((one) => one.kind === 'representative') ? [] : ['没有客户代表 / no representative is named']),
    ...(confirmers.length === 0 ? ['没有确认人 / no confirmer is named'] : []),
    ...(confirmers.length > 0 && confirmers.every((one) => one.sealFileId === null)
      ? ['确认人没有印章样本 / no confirmer has a seal sample']
      : []),
  ];
}

function said(problems: readonly string[]): string | null {
  return problems.length === 0 ? null : problems.join('；');
}

/** `appoint-dedicated` (S3-07): the engineer of the variable `dedicated` looks after the customer. */
@Delegate('appoint-dedicated')
export class AppointDedicatedDelegate implements DelegateContract {
  constructor(private readonly writing: ContractWriting) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const dedicated = text(context.variables['dedicated']);
    if (dedicated === '') throw new Error('appoint-dedicated: the variable "dedicated" is missing');
    await this.writing.dedicate(tx, contractNumberOf(context), dedicated, SYSTEM);
    return { engineer: dedicated };
  }
}

/** `send-welcome` (F-23): welcome, service convention and hotline card to the customer's people. */
@Delegate('send-welcome')
export class SendWelcomeDelegate implements DelegateContract<Enqueue> {
  constructor(
    private readonly writing: ContractWriting,
    private readonly contracts: ContractsService,
    private readonly users: UsersDirectory,
    private readonly notifications: NotificationsService,
  ) {}

  async prepare(context: DelegateContext): Promise<Enqueue> {
    const contract = await this.writing.contract(contractNumberOf(context));
    const provider = await this.contracts.provider();
    const engineer = contract.dedicatedPerson === null ? null : await this.users.find(contract.dedicatedPerson);
    return {
      source: `job:${context.jobId}`,
      template: 'contract-welcome',
      mode: context.mode,
      caseNumber: null,
      people: await this.notifications.representatives(contract.partyId),
      facts: {
        contract: {
          number: contract.number,
          name: contract.name,
          provider: provider?.name ?? '',
          hotline: provider?.phone ?? '',
          warrantyUntil: text(context.variables['warrantyUntil']) || null,
          engineerPhone: engineer?.mobile ?? null,
        },
        ...(engineer === null ? {} : { engineer: { name: engineer.displayName } }),
      },
    };
  }

  async apply(tx: Transaction, _context: DelegateContext, prepared: Enqueue): Promise<Variables> {
    await this.notifications.enqueue(tx, prepared);
    return {};
  }
}

export const ONBOARDING_DELEGATES = [
  StartWarrantyDelegate,
  FileHandoverDelegate,
  CheckOnboardingDelegate,
  AppointDedicatedDelegate,
  SendWelcomeDelegate,
];
