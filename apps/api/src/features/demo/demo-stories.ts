import type { ChangePlanContent, CreateCaseRequest, QuotationContent } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { demoPlan } from './demo-plan.js';
import { demoQuotation } from './demo-quotation.js';

/** One task that somebody finishes. */
export interface DemoStep {
  readonly element: string;
  readonly user: string;
  readonly variables: Variables;
}
/** A case as people would report and handle it, through the same services as theirs. */
export interface DemoStory {
  readonly reporter: string;
  readonly report: CreateCaseRequest;
  readonly steps: readonly DemoStep[];
  /** A change plan of the case and how far its process goes. */
  readonly plan?: {
    readonly author: string;
    readonly content: (now: number) => ChangePlanContent;
    readonly steps: readonly DemoStep[];
  };
  /** What is written into the quotation that the process opened, and how far it goes. */
  readonly quotation?: {
    readonly author: string;
    readonly content: (now: number) => QuotationContent;
    readonly steps: readonly DemoStep[];
  };
}

const ASSIGNED: DemoStep = { element: 'assign-engineer', user: 'pm', variables: { engineer: 'engineer' } };

/** What a first start shows: one case done, one engineer on site with a change plan, one waiting for a contract number, one quoted. */
export const DEMO_STORIES: readonly DemoStory[] = [
  {
    reporter: 'customer2',
    report: {
      contractNumber: 'P-DEMO',
      serialNumber: 'SV-TS-0202',
      title: '采集服务器告警不刷新',
      description: '网管页面从今天上午起不再刷新告警，其他业务正常。',
      channel: 'portal',
      contact: { name: '田晓梅', phone: '13909310002' },
      answers: { impact: 'single-service', faultKind: 'other' },
    },
    steps: [
      {
        element: 'assess',
        user: 'dispatcher',
        variables: { impact: 'single-service', faultKind: 'other', alreadyComplained: false, simpleProblem: true },
      },
      ASSIGNED,
      {
        element: 'first-contact',
        user: 'engineer',
        variables: { contactNotes: '电话指导客户重启采集服务，告警恢复刷新。', softFault: true },
      },
      {
        element: 'record-result',
        user: 'engineer',
        variables: { serviceContent: '电话指导重启采集服务', serviceResult: '告警恢复刷新，观察 30 分钟正常' },
      },
      {
        element: 'sign-service-form',
        user: 'customer2',
        variables: { confirmed: true, satisfaction: 'satisfied', signerName: '田晓梅' },
      },
      {
        element: 'write-analysis',
        user: 'engineer',
        variables: {
          cause: '采集服务内存不足，进程停止响应。',
          process: '电话指导客户重启采集服务，确认告警恢复刷新。',
          prevention: '增加采集服务的内存监控，下次巡检时扩容。',
        },
      },
      { element: 'review-analysis', user: 'pm', variables: { approved: true } },
    ],
  },
  {
    reporter: 'dispatcher',
    report: {
      contractNumber: 'P-DEMO',
      serialNumber: 'AS-TS-0201',
      title: '天水接入交换机部分端口不通',
      description: '客户电话申告：天水汇聚机房接入交换机 9 至 16 口不通，影响一个营业厅。',
      channel: 'phone',
      contact: { name: '田晓梅', phone: '13909310002' },
      answers: { impact: 'single-service', faultKind: 'hardware' },
    },
    steps: [
      {
        element: 'assess',
        user: 'dispatcher',
        variables: { impact: 'single-service', faultKind: 'hardware', alreadyComplained: false, simpleProblem: false },
      },
      ASSIGNED,
      {
        element: 'first-contact',
        user: 'engineer',
        variables: { contactNotes: '已联系客户，端口灯不亮，怀疑板卡故障。', softFault: false },
      },
      {
        element: 'remote-diagnosis',
        user: 'engineer',
        variables: { cause: '疑似业务板卡故障', solution: '携带备板到现场更换', remoteResolved: false },
      },
      { element: 'dispatch', user: 'engineer', variables: { transport: 'car', partsCarried: '业务板 1 块' } },
      { element: 'check-in', user: 'engineer', variables: { place: '天水汇聚机房' } },
    ],
    // Frozen and reviewed: the project manager agrees window and confirmers next.
    plan: {
      author: 'engineer',
      content: demoPlan,
      steps: [
        { element: 'write-plan', user: 'engineer', variables: { planReady: 'ready' } },
        { element: 'review-plan', user: 'pm', variables: { planApproved: true } },
      ],
    },
  },
  {
    reporter: 'customer',
    report: {
      contractNumber: 'P-DEMO-2',
      serialNumber: 'CR-LZ-0002',
      title: '核心路由器 2 风扇告警',
      description: '核心路由器 2 报风扇故障，业务正常。',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
    },
    steps: [],
  },
  {
    reporter: 'customer',
    report: {
      contractNumber: 'P-2018',
      title: '接入网网管服务器风扇停转',
      description: '机箱温度告警，两个风扇停转。',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
    },
    steps: [
      {
        element: 'decide-out-of-contract',
        user: 'pm',
        variables: { handleAnyway: true, decisionReason: '合同已到期，客户希望维修，先报价。' },
      },
    ],
    // Put to the customer, who has not answered: the repair is locked.
    quotation: {
      author: 'pm',
      content: demoQuotation,
      steps: [{ element: 'write-quotation', user: 'pm', variables: { quotationReady: 'ready' } }],
    },
  },
];
