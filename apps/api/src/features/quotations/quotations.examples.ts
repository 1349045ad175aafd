import { quotationSums, type Quotation, type QuotationDiscount, type QuotationSummary } from '@pledge/contracts';

/** Examples of the API description: a quotation of a case under an expired contract, waiting for the customer. */
const HASH = '3f2c9a5d0e6b4b7f8a1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6';
const content: Quotation['content'] = {
  title: '接入网网管风扇更换（合同已到期）',
  occasion: 'expired',
  priceRule: 'single-service',
  scope: '到场更换网管服务器风扇模块，并做一次全面检查。',
  items: [
    { kind: 'parts', description: '风扇模块', quantity: '2', unit: '个', unitPrice: '1280.00' },
    { kind: 'labour', description: '工程师现场服务', quantity: '1.5', unit: '人天', unitPrice: '1600.00' },
    { kind: 'travel', description: '兰州至天水往返', quantity: '1', unit: '次', unitPrice: '680.00' },
  ],
  terms: '接受后 3 日内付款，维修件保修 90 天。',
  validUntil: '2026-03-16T18:00:00.000+08:00',
};
const label = { zh: '单次服务优惠价', en: 'Price of a single service' };
const discounts: QuotationDiscount[] = [
  { priceRule: 'single-service', kind: 'parts', percent: '5', label },
  { priceRule: 'single-service', kind: 'labour', percent: '10', label },
  { priceRule: 'single-service', kind: 'travel', percent: '0', label },
];
const sums = quotationSums(content.items, discounts);
const summary: QuotationSummary = {
  id: '0197a0f1-9b1e-7c3a-9d1f-3f6a1c2b4d61',
  number: 'GD-2026-0001-BJ01',
  caseNumber: 'GD-2026-0001',
  title: content.title,
  state: 'frozen',
  outcome: null,
  version: 1,
  total: sums.total,
  validUntil: content.validUntil,
  createdBy: 'pm',
  createdAt: '2026-03-02T11:00:00.000+08:00',
  editedAt: '2026-03-02T11:20:00.000+08:00',
  processInstanceId: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5f',
};
const quotation: Quotation = {
  ...summary,
  revision: 2,
  content,
  amounts: { ...sums, lines: [...sums.lines] },
  discounts,
  missing: [],
  versions: [
    {
      version: 1,
      hash: HASH,
      contentHash: 'c7be1ed902fb8dd4d48997c6452f5d7e509fbcdbe2808b16bcf4edce4c07d14e',
      pdfSha256: 'cc8dc9c03a55f9476ebc9797e3054cad93d8d644e8f01e79e4e1ff99abc82a71',
      documentId: '0197a0f1-ab1e-7c3a-9d1f-3f6a1c2b4d62',
      documentNumber: 'GD-2026-0001-BJ01-V1',
      frozenAt: '2026-03-02T11:21:00.000+08:00',
      frozenBy: 'pm',
      total: sums.total,
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
  confirmations: [],
  may: { edit: true },
};
export const quotationExamples = { summary, quotation };
