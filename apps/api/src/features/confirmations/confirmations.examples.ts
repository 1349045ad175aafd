import type {
  PublicServiceForm,
  ServiceFormLinkRequest,
  ServiceFormLinkResponse,
  SignServiceFormRequest,
  SignServiceFormResponse,
} from '@pledge/contracts';

/** Examples of the API description: the fault GD-2026-0001 of the demo data is done and its service form is signed. */

const TOKEN = 'Q0h2bW1cR7yYw3mJt5sZkL9pXe4uVa8d';
const EXPIRES_AT = '2026-03-09T11:50:00.000+08:00';
/** One transparent pixel. */
const SIGNATURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export const linkExample: { body: ServiceFormLinkRequest; response: ServiceFormLinkResponse } = {
  body: { taskId: '0197a0f0-9b1e-7c3a-9d1f-3f6a1c2b4d5e', to: 'customer@demo.example' },
  response: {
    id: '0197a0f1-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
    url: `https://pledge.example/sign/${TOKEN}`,
    token: TOKEN,
    expiresAt: EXPIRES_AT,
    sentTo: ['customer@demo.example'],
  },
};

export const formExample: { response: PublicServiceForm } = {
  response: {
    state: 'open',
    expiresAt: EXPIRES_AT,
    language: 'zh-CN',
    provider: { name: '苏州演示网络科技有限公司', label: '我公司' },
    customer: { name: '甘肃电信演示客户', label: '局方' },
    case: {
      number: 'GD-2026-0001',
      title: '核心路由器不可达',
      description: '机房核心路由器 ping 不通，全市业务中断',
      severity: '一级 · 网络或主机系统瘫痪',
      receivedAt: '2026-03-02T10:00:00.000+08:00',
      siteName: '兰州枢纽机房',
      contractNumber: 'P-DEMO',
    },
    content: '更换核心路由器主控板并恢复配置',
    result: '业务恢复，观察 30 分钟正常',
    engineer: '张伟',
    arrivedAt: '2026-03-02T10:40:00.000+08:00',
    restoredAt: '2026-03-02T11:20:00.000+08:00',
    expectedSigner: '郭振华',
    signed: null,
  },
};

export const signExample: { body: SignServiceFormRequest; response: SignServiceFormResponse } = {
  body: {
    satisfaction: 'satisfied',
    confirmed: true,
    signerName: '郭振华',
    signature: SIGNATURE,
    comment: '处理及时',
  },
  response: {
    signedAt: '2026-03-02T12:00:00.000+08:00',
    caseNumber: 'GD-2026-0001',
    documentUrl: `/api/public/service-forms/${TOKEN}/document`,
  },
};
