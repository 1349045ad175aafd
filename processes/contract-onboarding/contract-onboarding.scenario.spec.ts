import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

const DOCUMENTS = [
  'docSystemDescription',
  'docRequirements',
  'docDesign',
  'docOperation',
  'docExperience',
  'docTechnical',
  'docDeviceManual',
  'docUserManual',
  'docMaintenanceManual',
];
const handover = {
  handoverList: '核心路由器 2 台，账号 5 个',
  ...Object.fromEntries(DOCUMENTS.map((one) => [one, true])),
};
const surveyed = {
  surveyDevices: 'CRS-8',
  surveyState: '正常',
  surveyNetwork: '双上联',
  surveyApplication: '网管',
};

describe('contract-onboarding (F-23)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  /** What is registered when the process looks: the checks answer from here. */
  const begin = (found: { devices: boolean; people: boolean } = { devices: true, people: true }): ProcessScenario => {
    const delegates: Record<string, ScenarioDelegate> = {
      'start-warranty': () => ({
        warrantyUntil: '2027-02-28',
        engineers: [{ label: '张伟', value: 'engineer' }],
        handoverComment: null,
        archiveProblem: null,
        contractProblem: null,
      }),
      'file-handover': () => undefined,
      'check-onboarding': (job) =>
        job.headers['part'] === 'archive'
          ? { archiveComplete: found.devices, archiveProblem: found.devices ? null : '没有设备' }
          : { contractReady: found.people, contractProblem: found.people ? null : '没有确认人' },
      'appoint-dedicated': () => undefined,
      'send-welcome': () => undefined,
    };
    const s = new ProcessScenario(shipment, delegates, taken);
    s.start('contract-onboarding', { contractNumber: 'P-1', contractName: '合同', acceptedOn: '2026-03-01' }, 'P-1');
    return s;
  };
  const accepted = (s: ProcessScenario): ProcessScenario =>
    s.complete('hand-over', handover).complete('accept-handover', { accepted: true });
  const archived = (s: ProcessScenario): ProcessScenario =>
    accepted(s).complete('survey', surveyed).complete('import-archive', { archiveImported: true });
  const setUp = { profileConfirmed: true, peopleConfirmed: true };

  it('given everything is in order, when each does the own part, then the customer is welcomed', () => {
    const s = archived(begin())
      .complete('set-up-contract', setUp)
      .complete('name-dedicated', { dedicated: 'engineer' });
    expect(s.waiting().sort()).toEqual(['plan-emergency', 'plan-inspection']);
    s.complete('plan-inspection', { inspectionCycle: 'quarter', inspectionContent: '风扇、日志' });
    expect(s.jobsOf('send-welcome')).toEqual([]);
    s.complete('plan-emergency', { emergencyScope: '核心路由', emergencyMeasures: '备机一台' });
    expect(s.jobsOf('send-welcome')).toHaveLength(1);
    expect(s.statusOf('contract-onboarding')).toEqual(['completed']);
    expect(s.jobsOf('file-handover')[0]?.variables).toMatchObject({ docSystemDescription: true, docUserManual: true });
  });

  it('given documents are missing, when the centre sends it back, then the reason is shown and the old answer is not', () => {
    const s = begin()
      .complete('hand-over', { ...handover, docDesign: false, missingDocuments: '系统设计周五补' })
      .complete('accept-handover', { accepted: false, handoverComment: '缺系统设计' });
    expect(s.waiting()).toEqual(['hand-over']);
    expect(s.task('hand-over').variables).toMatchObject({ handoverComment: '缺系统设计' });
    s.complete('hand-over', handover);
    expect(s.task('accept-handover').variables).toMatchObject({ accepted: null, docDesign: true });
    expect(s.jobsOf('file-handover')).toEqual([]);
  });

  it('given a refusal without a reason, or an empty list, when submitted, then it is refused', () => {
    expect(() => begin().complete('hand-over', { ...handover, handoverList: '' })).toThrow('is required');
    const s = begin().complete('hand-over', handover);
    expect(() => s.complete('accept-handover', { accepted: false })).toThrow('退回原因');
  });

  it('given no devices yet, when the archive is checked, then it waits for them and says so', () => {
    const found = { devices: false, people: true };
    const s = archived(begin(found));
    expect(s.task('import-archive').variables).toMatchObject({ archiveProblem: '没有设备' });
    found.devices = true;
    s.complete('import-archive', { archiveImported: true });
    expect(s.waiting()).toEqual(['set-up-contract']);
  });

  it('given no confirmer, when the contract is checked, then it waits for one and says so', () => {
    const found = { devices: true, people: false };
    const s = archived(begin(found)).complete('set-up-contract', setUp);
    expect(s.task('set-up-contract').variables).toMatchObject({ contractProblem: '没有确认人' });
    found.people = true;
    s.complete('set-up-contract', setUp);
    expect(s.waiting()).toEqual(['name-dedicated']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'contract-onboarding', taken)).toEqual([]);
  });
});
