import type { ChangePlan, ChangePlanSummary } from '@pledge/contracts';

/** Examples of the API description: a plan of the fault GD-2026-0001, frozen and waiting for the customer. */
const summary: ChangePlanSummary = {
  id: '0197a0f1-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
  number: 'GD-2026-0001-BG01',
  caseNumber: 'GD-2026-0001',
  title: '更换核心路由器主控板',
  state: 'frozen',
  outcome: null,
  version: 2,
  createdBy: 'engineer',
  createdAt: '2026-03-02T11:00:00.000+08:00',
  processInstanceId: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
  editedAt: '2026-03-02T13:20:00.000+08:00',
};
const HASH = '3f2c9a5d0e6b4b7f8a1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6';

const plan: ChangePlan = {
  ...summary,
  revision: 4,
  content: {
    title: '更换核心路由器主控板',
    purpose: '更换故障主控板，恢复主备冗余。',
    scale: 'large',
    devices: [{ serialNumber: 'CR-LZ-0001', name: '核心路由器 1', address: '兰州枢纽机房 A03' }],
    steps: [
      {
        action: '备份配置',
        device: 'CR-LZ-0001',
        commands: 'copy running-config tftp://10.0.0.9/cr-lz-0001.cfg',
        expected: '文件大小与运行配置一致',
      },
    ],
    window: { from: '2026-03-04T00:00:00.000+08:00', to: '2026-03-04T04:00:00.000+08:00' },
    impact: '主备倒换时业务中断不超过 30 秒。',
    backup: '备份运行配置与系统软件。',
    rollback: '重新插回原主控板并恢复配置。',
    tests: '全省拨测，观察 30 分钟。',
    people: [{ name: '张伟', duty: '实施', phone: '13800000002' }],
  },
  missing: [],
  versions: [
    {
      version: 2,
      hash: HASH,
      contentHash: 'c7be1ed902fb8dd4d48997c6452f5d7e509fbcdbe2808b16bcf4edce4c07d14e',
      pdfSha256: 'cc8dc9c03a55f9476ebc9797e3054cad93d8d644e8f01e79e4e1ff99abc82a71',
      documentId: '0197a0f1-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
      documentNumber: 'GD-2026-0001-BG01-V2',
      frozenAt: '2026-03-02T13:21:00.000+08:00',
      frozenBy: 'engineer',
      current: true,
    },
  ],
  lock: {
    open: false,
    reasons: [
      {
        code: 'NOT_CONFIRMED_YET',
        text: {
          zh: '客户尚未书面确认（等待 郭振华）',
          en: 'Not confirmed in writing by the customer yet (waiting for 郭振华)',
        },
      },
    ],
  },
  dangerous: [],
  confirmations: [],
  may: { edit: true },
};
export const changePlanExamples = { summary, plan };
