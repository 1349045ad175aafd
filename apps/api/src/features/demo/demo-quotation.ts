import type { QuotationContent } from '@pledge/contracts';
import { addDays, localDate } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';

/** What the demo project manager quotes for a device whose contract has expired (F-13); valid for a week. `now` in epoch ms. */
export function demoQuotation(now: number): QuotationContent {
  const lastDay = addDays(localDate(now, PROVIDER_ZONE), 7);
  return {
    title: '接入网网管服务器风扇更换',
    occasion: 'expired',
    priceRule: 'single-service',
    scope: '工程师到场更换两个风扇模块，清洁滤网，观察 2 小时。',
    items: [
      { kind: 'parts', description: '服务器风扇模块', quantity: '2', unit: '个', unitPrice: '860' },
      { kind: 'labour', description: '工程师现场服务', quantity: '0.5', unit: '人天', unitPrice: '1800' },
      { kind: 'travel', description: '兰州市内交通', quantity: '1', unit: '次', unitPrice: '120' },
    ],
    terms: '接受后 5 日内付款，款到后 2 个工作日内到场。更换的备件保修一年。',
    validUntil: `${lastDay}T18:00:00+08:00`,
  };
}
