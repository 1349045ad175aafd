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
jest.setTimeout(180_000);

const CASE = 'GD-2026-0001';
const reported = {
  caseNumber: CASE,
  title: '核心路由器不可达',
  contractNumber: 'P-DEMO',
  partyId: 'party-1',
  customerName: '示例电信',
  answers: { impact: 'single-service', faultKind: 'network' },
};

/** Stands for the delegates of the features: what they answer, not how. */
const ENGINEERS = [
  { label: '张工', value: 'engineer' },
  { label: '李工', value: 'engineer2' },
];

/** The scenario starts on 2026-01-05 09:00 in Shanghai. */
const WINDOW = { windowFrom: '2026-01-05T04:00:00.000Z', windowTo: '2026-01-05T08:00:00.000Z' };
const delegates: Record<string, ScenarioDelegate> = {
  'check-contract': ({ variables }) => ({
    contractCheck:
      { 'P-DEMO': 'valid', 'P-OLD': 'expired', 'P-OTHER': 'out-of-scope' }[String(variables['contractNumber'])] ??
      'unknown',
    onsiteAgreementRequired: variables['contractNumber'] === 'P-DEMO' && variables['title'] !== '无需同意',
  }),
  'register-case': ({ variables }) => ({ engineers: ENGINEERS, tier: variables['severity'] }),
  'close-case': () => undefined,
  'assign-owner': () => undefined,
  notify: () => undefined,
  'raise-severity': ({ variables }) => ({
    outcome: 'ladder',
    ladderIndex: variables['reason'] === 'onsite-failed' ? 3 : 0,
  }),
  'ladder-step': () => ({ ladderStep: { index: 3, roles: ['gm'], waitFor: 'PT1H', top: true }, engineers: ENGINEERS }),
  'render-document': () => ({ documentId: 'document-1' }),
  'deliver-document': () => undefined,
  // F-04, called where a restoration changes the customer's network.
  // F-12, called where a part is needed.
  'find-spares': () => ({ sparesFound: true, spareOffers: [{ label: '主控板', value: 'spare-1' }] }),
  'reserve-spare': () => ({ spareSerial: 'SP-1' }),
  'issue-spare': () => undefined,
  'open-change-plan': () => ({
    planId: 'plan-1',
    planNumber: `${CASE}-BG01`,
    planTitle: '更换主控板',
    confirmers: [{ label: '郭振华', value: 'contact-1' }],
    providerSigners: [{ label: '赵磊', value: 'pm' }],
  }),
  'freeze-change-plan': () => ({ planVersion: 1, planScale: 'small', ...WINDOW }),
  'find-dangerous-commands': () => ({ dangerousCount: 0 }),
  'check-change-calendar': () => ({ calendarVerdict: 'clear', calendarConflicts: '' }),
  'request-confirmation': ({ headers }) => ({
    confirmationId: `request-${headers['side'] ?? ''}`,
    confirmationDecision: 'waiting',
    confirmBy: WINDOW.windowFrom,
    remindHalf: WINDOW.windowFrom,
    remindLate: WINDOW.windowFrom,
  }),
  'remind-confirmation': () => undefined,
  'mark-change-plan': () => undefined,
  // F-13, called where no contract holds.
  'open-quotation': () => ({
    quotationId: 'quotation-1',
    confirmers: [{ label: '郭振华', value: 'contact-1' }],
    confirmer: 'contact-1',
  }),
  'freeze-quotation': () => ({ quotationTotal: 800, validUntil: '2026-01-15T01:00:00.000Z' }),
  'release-quotation': () => undefined,
  'close-quotation': ({ headers }) => ({ quotationOutcome: headers['outcome'] ?? '' }),
  'close-change-plan': ({ headers }) => ({ changeOutcome: headers['outcome'] ?? '' }),
};

describe('fault-handling', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const report = (variables: Record<string, unknown> = {}): ProcessScenario =>
    new ProcessScenario(shipment, delegates, taken).publish('fault-reported', CASE, { ...reported, ...variables });

  const assess = { impact: 'paralysed', faultKind: 'hardware', alreadyComplained: false, simpleProblem: false };
  const signature = { confirmed: true, satisfaction: 'satisfied', signerName: '李建国' };
  function untilFirstContact(s: ProcessScenario, answers: Record<string, unknown> = assess): ProcessScenario {
    return s.complete('assess', answers).complete('assign-engineer', { engineer: 'engineer' });
  }
  function untilOnSite(s: ProcessScenario): ProcessScenario {
    return s
      .complete('first-contact', { contactNotes: '已联系', softFault: false })
      .complete('remote-diagnosis', { cause: '主控板故障', solution: '更换主控板', remoteResolved: false });
  }
  function analyse(s: ProcessScenario): ProcessScenario {
    return s
      .complete('write-analysis', { cause: '原因', process: '过程', prevention: '预防' })
      .complete('review-analysis', { approved: true });
  }

  it('given a soft software fault, when it is solved by telephone, then it is handed over in writing, signed, analysed and closed', () => {
    const s = untilFirstContact(report(), { ...assess, faultKind: 'software' });
    expect(s.variablesOf('fault-handling')).toMatchObject({
      severity: 'T1',
      engineer: 'engineer',
      faultKind: 'software',
    });
    expect(s.waiting()).toEqual(['handover-software', 'first-contact']);
    expect(s.task('first-contact')).toMatchObject({ assignee: 'engineer', candidateGroups: ['engineer'] });
    s.complete('first-contact', { contactNotes: '电话指导修改参数', softFault: true });
    s.complete('record-result', { serviceContent: '修改参数', serviceResult: '恢复' });
    expect(s.task('sign-service-form').candidateGroups).toEqual(['engineer', 'customer:party-1']);
    s.complete('sign-service-form', signature);
    analyse(s);
    expect(s.statusOf('fault-handling')).toEqual(['active']);
    s.complete('handover-software', { handoverSummary: '参数默认值需修订', softwareContact: '软件部' });
    expect(s.statusOf('fault-handling')).toEqual(['completed']);
    expect(s.eventTypes()).toEqual(['first_response', 'restored', 'service_form_signed', 'report_delivered']);
    expect(s.jobsOf('close-case').map((job) => job.headers['status'])).toEqual(['closed']);
    expect(s.variablesOf('fault-handling')).toMatchObject({ analysisDocumentId: 'document-1' });
  });

  it('given a visit that needs consent, when the service is restored on site, then what ran beside it is cancelled', () => {
    const s = untilOnSite(untilFirstContact(report()));
    expect(s.task('agree-onsite').candidateGroups).toEqual(['customer:party-1']);
    expect(s.eventTypes()).toContain('onsite_agreement_asked');
    s.complete('agree-onsite', { onsiteAgreed: true });
    expect(s.eventTypes()).toContain('onsite_agreed');
    expect(s.waiting()).toEqual(['continue-remote', 'dispatch', 'find-workaround']);
    s.advance('PT20M').complete('dispatch');
    s.advance('PT30M').complete('check-in', { arrivedAt: '2026-01-05T09:45+08:00', place: '东岗机房' });
    expect(s.events.find((event) => event.type === 'engineer_arrived')).toMatchObject({
      occurredAt: Date.UTC(2026, 0, 5, 1, 45),
      recordedAt: Date.UTC(2026, 0, 5, 1, 50),
    });
    s.complete('diagnose-onsite', { locatedKind: 'hardware', onsiteFindings: '主控板' });
    s.complete('restore-service', { onsiteResult: 'restored', actionsTaken: '更换主控板' });
    expect(s.waiting()).toEqual(['record-result']);
    s.complete('record-result', { serviceContent: '更换', serviceResult: '恢复' }).complete(
      'sign-service-form',
      signature,
    );
    expect(s.waiting()).toEqual(['leave-site']);
    analyse(s.complete('leave-site'));
    expect(s.statusOf('fault-handling')).toEqual(['completed']);
    expect(s.eventTypes()).toEqual([
      'first_response',
      'solution_proposed',
      'onsite_agreement_asked',
      'onsite_agreed',
      'technician_dispatched',
      'engineer_arrived',
      'restored',
      'onsite_fault_removed',
      'service_form_signed',
      'engineer_left',
      'report_delivered',
    ]);
  });

  it('given an unknown contract number, when the customer corrects it, then the daily reminder stops and the case goes on', () => {
    const s = report({ contractNumber: 'P-WRONG' });
    expect(s.waiting()).toEqual(['correct-contract']);
    s.advance('P2D');
    expect(s.jobsOf('notify')).toHaveLength(2);
    s.complete('correct-contract', { contractNumber: 'P-WRONG-2' });
    expect(s.waiting()).toEqual(['correct-contract']);
    s.publish('contract-corrected', CASE, { contractNumber: 'P-DEMO' });
    expect(s.waiting()).toEqual(['assess']);
    s.advance('P3D');
    expect(s.jobsOf('notify')).toHaveLength(2);
  });

  it('given an answered questionnaire, when the fault is assessed, then the answers are shown and the severity follows the table', () => {
    const s = report();
    expect(s.task('assess').variables).toMatchObject({ impact: 'single-service', faultKind: 'network' });
    s.complete('assess', { alreadyComplained: true });
    expect(s.variablesOf('fault-handling')).toMatchObject({
      severity: 'T3',
      answers: { impact: 'single-service', faultKind: 'network', alreadyComplained: true },
    });
  });

  it.each([
    ['paralysed', 4, 1],
    ['single-service', 14, 1],
  ])(
    'given impact %s, when nobody assigns for longer than %i minutes, then the dispatcher does and it is reported',
    (impact, within, more) => {
      const s = report()
        .complete('assess', { ...assess, impact })
        .advance(`PT${within}M`);
      expect(s.waiting()).toEqual(['assign-engineer']);
      s.advance(`PT${more}M`);
      expect(s.waiting()).toEqual(['assign-directly']);
      s.complete('assign-directly', { engineer: 'engineer2' });
      expect(s.jobsOf('notify').map((job) => job.headers['template'])).toEqual(['direct-assignment']);
      expect(s.task('first-contact').assignee).toBe('engineer2');
    },
  );

  it('given a failed visit, when the general manager appoints somebody, then he goes on; and given no signature, then the case is left with a reason', () => {
    const s = untilOnSite(untilFirstContact(report({ title: '无需同意' })));
    s.complete('continue-remote', { remoteFindings: '无' }).complete('find-workaround', { workaround: '切换备用链路' });
    s.complete('dispatch', { transport: 'car' })
      .complete('check-in')
      .complete('diagnose-onsite', { locatedKind: 'third-party', onsiteFindings: '传输设备' });
    s.complete('restore-service', { onsiteResult: 'failed', actionsTaken: '排查', failureReason: '缺少备件' });
    expect(s.task('take-over').candidateGroups).toEqual(['gm']);
    s.complete('take-over', { instruction: '派专家', engineer: 'engineer2' });
    expect(s.statusOf('escalation')).toEqual(['completed']);
    expect(s.task('diagnose-onsite').assignee).toBe('engineer2');
    expect(s.jobsOf('assign-owner').map((job) => job.variables['engineer'])).toEqual(['engineer', 'engineer2']);
    s.complete('diagnose-onsite', { locatedKind: 'hardware', onsiteFindings: '备件到场' });
    s.complete('restore-service', {
      onsiteResult: 'restored',
      actionsTaken: '更换',
      restoredAt: '2026-01-05T08:59+08:00',
    });
    expect(s.events.findLast((event) => event.type === 'restored')?.occurredAt).toBe(Date.UTC(2026, 0, 5, 0, 59));
    s.complete('record-result', { serviceContent: '更换', serviceResult: '恢复' });
    s.complete('sign-service-form', { ...signature, confirmed: false, satisfaction: 'dissatisfied' });
    expect(s.task('remote-diagnosis').variables['remoteResolved']).toBeNull();
    expect(s.eventTypes()).toContain('case_reopened');
    s.complete('remote-diagnosis', { cause: '配置', solution: '改配置', remoteResolved: true });
    s.complete('record-result', { serviceContent: '改配置', serviceResult: '恢复' });
    s.advance('PT1H59M');
    expect(s.waiting()).toEqual(['sign-service-form']);
    s.advance('PT1M');
    expect(s.waiting()).toEqual(['sign-service-form', 'leave-unsigned']);
    s.complete('leave-unsigned', { unsignedReason: '客户负责人外出' });
    expect(s.waiting()).toEqual(['leave-site']);
    analyse(s.complete('leave-site'));
    expect(s.statusOf('fault-handling')).toEqual(['completed']);
    expect(s.eventTypes()).toContain('left_unsigned');
  });

  it('given nobody signed for two hours, when the customer signs after all, then nobody has to explain', () => {
    const s = untilFirstContact(report()).complete('first-contact', { contactNotes: '已联系', softFault: true });
    s.complete('record-result', { serviceContent: '指导', serviceResult: '恢复' }).advance('PT3H');
    expect(s.waiting()).toEqual(['sign-service-form', 'leave-unsigned']);
    s.complete('sign-service-form', signature);
    expect(s.waiting()).toEqual(['write-analysis']);
  });

  it('given a second visit, when the arrival is not typed, then it is now and not the first arrival', () => {
    const s = untilOnSite(untilFirstContact(report({ title: '无需同意' })))
      .complete('dispatch')
      .complete('check-in', { arrivedAt: '2026-01-05T08:30+08:00' });
    s.complete('diagnose-onsite', { locatedKind: 'data', onsiteFindings: '数据' }).complete('restore-service', {
      onsiteResult: 'restored',
      actionsTaken: '恢复',
    });
    s.complete('record-result', { serviceContent: '恢复数据', serviceResult: '恢复' }).complete('sign-service-form', {
      ...signature,
      confirmed: false,
    });
    s.complete('remote-diagnosis', { cause: '数据', solution: '再到场', remoteResolved: false })
      .advance('PT3H')
      .complete('dispatch')
      .complete('check-in');
    expect(s.events.filter((event) => event.type === 'engineer_arrived').map((event) => event.occurredAt)).toEqual([
      Date.UTC(2026, 0, 5, 0, 30),
      Date.UTC(2026, 0, 5, 4, 0),
    ]);
  });

  /** F-13 as far as the customer: written, small enough to need no approval, put to them. */
  function untilAnswered(s: ProcessScenario, confirmationDecision: string): ProcessScenario {
    return s
      .complete('decide-out-of-contract', { handleAnyway: true, decisionReason: '合同已到期' })
      .complete('write-quotation', { quotationReady: 'ready' })
      .publish('confirmation-decided', 'request-customer', { confirmationDecision });
  }

  it('given an expired contract, when the customer accepts the price in writing, then the fault is handled, and may be withdrawn', () => {
    const s = report({ contractNumber: 'P-OLD' });
    s.complete('decide-out-of-contract', { handleAnyway: true, decisionReason: '合同已到期' });
    expect(s.waiting()).toEqual(['write-quotation']);
    s.complete('write-quotation', { quotationReady: 'ready' });
    expect(s.waiting()).toEqual([]);
    s.publish('confirmation-decided', 'request-customer', { confirmationDecision: 'confirmed' });
    expect(s.waiting()).toEqual(['record-order']);
    s.complete('record-order', { orderNumber: 'DD-2026-0007' });
    expect(s.waiting()).toEqual(['assess']);
    expect(s.variablesOf('fault-handling')).toMatchObject({ quotationOutcome: 'accepted' });
    s.publish('case-withdrawn', CASE);
    expect(s.waiting()).toEqual([]);
    expect(s.jobsOf('close-case').map((job) => job.headers['status'])).toEqual(['withdrawn']);
    expect(s.statusOf('fault-handling')).toEqual(['completed']);
  });

  it('given a device outside the contract, when the customer corrects it before the manager has decided, then the case goes on', () => {
    const s = report({ contractNumber: 'P-OTHER' });
    expect(s.waiting()).toEqual(['decide-out-of-contract']);
    s.publish('contract-corrected', CASE, { contractNumber: 'P-DEMO' });
    expect(s.waiting()).toEqual(['assess']);
  });

  it('given a price that the customer does not accept, then the case is kept and the manager decides again', () => {
    const s = untilAnswered(report({ contractNumber: 'P-OLD' }), 'rejected');
    expect(s.waiting()).toEqual(['decide-out-of-contract']);
    expect(s.task('decide-out-of-contract').variables['handleAnyway']).toBeNull();
    untilAnswered(s, 'expired');
    expect(s.waiting()).toEqual(['decide-out-of-contract']);
    expect(s.jobsOf('close-case')).toEqual([]);
    untilAnswered(s, 'confirmed').complete('record-order', { orderNumber: 'DD-2026-0007' });
    expect(s.waiting()).toEqual(['assess']);
  });

  it('given a device outside the contract, when the manager refuses, then the case is closed', () => {
    const s = report({ contractNumber: 'P-OTHER' }).complete('decide-out-of-contract', {
      handleAnyway: false,
      decisionReason: '不在范围',
    });
    expect(s.jobsOf('close-case').map((job) => job.headers['status'])).toEqual(['closed']);
    expect(s.statusOf('fault-handling')).toEqual(['completed']);
  });

  /** F-04 as far as the window: written, reviewed, arranged, confirmed by both. */
  function untilConfirmed(s: ProcessScenario): ProcessScenario {
    return s
      .complete('write-plan', { planReady: 'ready' })
      .complete('review-plan', { planApproved: true })
      .complete('arrange-window', { windowAgreed: true, confirmer: 'contact-1', providerSigner: 'pm' })
      .publish('confirmation-decided', 'request-provider', { confirmationDecision: 'confirmed' })
      .publish('confirmation-decided', 'request-customer', { confirmationDecision: 'confirmed' })
      .advance('PT3H');
  }
  const carryOut = (s: ProcessScenario): ProcessScenario =>
    s
      .complete('back-up', { backupEvidence: '配置已备份' })
      .complete('implement', { stepResults: '1. 完成', implementResult: 'success' })
      .complete('explain-result', { resultExplained: '业务正常' });

  it('given a restoration on site that changes the network, then it is planned and confirmed before; unconfirmed, it goes back to the diagnosis', () => {
    const s = untilOnSite(untilFirstContact(report({ title: '无需同意' })))
      .complete('dispatch')
      .complete('check-in');
    const change = { locatedKind: 'software', onsiteFindings: '版本缺陷', changesNetwork: true };
    s.complete('diagnose-onsite', change);
    expect(s.task('write-plan').assignee).toBe('engineer');
    expect(s.waiting()).not.toContain('restore-service');
    s.complete('write-plan', { planReady: 'withdraw' });
    expect(s.task('diagnose-onsite').variables['changesNetwork']).toBeNull();
    carryOut(untilConfirmed(s.complete('diagnose-onsite', change)));
    expect(s.variablesOf('fault-handling')).toMatchObject({ changeOutcome: 'done' });
    expect(s.waiting()).toContain('restore-service');
    s.complete('restore-service', { onsiteResult: 'restored', actionsTaken: '升级版本' });
    expect(s.waiting()).toEqual(['record-result']);
    expect(s.eventTypes()).toContain('change_started');
  });

  it('given a remote solution that changes the network, then the change comes first, whatever else was answered', () => {
    const s = untilFirstContact(report()).complete('first-contact', { contactNotes: '已联系', softFault: false });
    const answer = { cause: '配置', solution: '改配置', remoteResolved: true };
    s.complete('remote-diagnosis', { ...answer, changesNetwork: true });
    expect(s.waiting()).toEqual(['write-plan']);
    carryOut(untilConfirmed(s));
    expect(s.waiting()).toEqual(['remote-diagnosis']);
    s.complete('remote-diagnosis', answer);
    expect(s.waiting()).toEqual(['record-result']);
  });

  it('given a part or the vendor is needed on site, then F-12 and the vendor run and the fault goes on (F-02.6, F-02.7)', () => {
    const s = untilOnSite(untilFirstContact(report({ title: '无需同意', serialNumber: 'CR-LZ-0001' })))
      .complete('dispatch')
      .complete('check-in');
    s.complete('diagnose-onsite', { locatedKind: 'hardware', onsiteFindings: '原因不明', supportNeeded: 'vendor' });
    expect(s.task('write-vendor-report').assignee).toBe('engineer');
    s.complete('write-vendor-report', { vendorName: '示例厂商', vendorReport: '已做操作和结果' });
    s.complete('appoint-vendor', { vendorEngineer: '周工', vendorEta: '2026-01-05T10:00+08:00' });
    s.advance('PT1H').complete('vendor-arrives', { vendorArrivedAt: '2026-01-05T09:30+08:00' });
    expect(s.events.find((event) => event.type === 'vendor_engineer_arrived')?.occurredAt).toBe(
      Date.UTC(2026, 0, 5, 1, 30),
    );
    s.complete('joint-work', { jointFindings: '主控板损坏' });
    expect(s.task('diagnose-onsite').variables['supportNeeded']).toBeNull();
    s.complete('diagnose-onsite', { locatedKind: 'hardware', onsiteFindings: '主控板', supportNeeded: 'spare' });
    s.complete('choose-spare', { spareId: 'spare-1' }).complete('hand-out', { spareSignedBy: '张工' });
    s.complete('install-spare', { installResult: 'usable' });
    expect(s.eventTypes()).toContain('usable_again');
    expect(s.variablesOf('fault-handling')).toMatchObject({ spareSerial: 'SP-1', jointFindings: '主控板损坏' });
    s.complete('restore-service', { onsiteResult: 'restored', actionsTaken: '更换主控板' });
    expect(s.waiting()).toEqual(['record-result']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'fault-handling', taken)).toEqual([]);
  });
});
