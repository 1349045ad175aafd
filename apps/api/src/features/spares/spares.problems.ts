import type { ProblemTexts } from '@pledge/contracts';

export const sparesProblems = {
  SPARE_STORE_NOT_FOUND: { zh: '没有这个备件库。', en: 'There is no such store.' },
  SPARE_NOT_FOUND: { zh: '没有这件备件。', en: 'There is no such spare part.' },
  SPARE_SERIAL_TAKEN: {
    zh: '序列号 {{serialNumber}} 已在库存中登记。',
    en: 'The serial number {{serialNumber}} is in the stock already.',
  },
  SPARE_NOT_POSSIBLE: {
    zh: '这件备件已被他人处理，当前状态不允许此操作；没有任何更改。',
    en: 'Somebody else has used this part meanwhile: it cannot be done in its state. Nothing was changed.',
  },
  SPARE_LOAN_PAST: { zh: '归还日期须晚于现在。', en: 'The date of return has to lie ahead.' },
  SPARE_CASE_OVER: { zh: '工单 {{number}} 已结束。', en: 'Case {{number}} has ended.' },
  SPARE_OTHER_CUSTOMER: {
    zh: '备件库“{{store}}”的备件专供另一客户。',
    en: 'The parts of the store "{{store}}" are kept for another customer.',
  },
  SPARE_DEVICE_UNKNOWN: { zh: '没有设备 {{serialNumber}}。', en: 'There is no device {{serialNumber}}.' },
} satisfies ProblemTexts;
