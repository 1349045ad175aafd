import { createHash } from 'node:crypto';
import {
  quotationContentSchema,
  quotationSums,
  type Quotation,
  type QuotationAmounts,
  type QuotationContent,
  type QuotationDiscount,
} from '@pledge/contracts';
import { fromIso } from '@pledge/time';
import { canonicalJson } from '../cases/index.js';
import type { SubjectSection } from '../confirmations/index.js';

/** A quotation with nothing in it. */
export const EMPTY_QUOTATION: QuotationContent = quotationContentSchema.parse({ title: '' });

/** What one version says: the content, what was taken off by which rule, and the amounts that follow. */
export interface FrozenQuotation {
  readonly content: QuotationContent;
  readonly discounts: readonly QuotationDiscount[];
  readonly amounts: QuotationAmounts;
}

type Missing = Quotation['missing'][number];

/** What a quotation lacks before it can be frozen (S0g-07). `now` in epoch ms: it must still be valid. */
export function missingParts(content: QuotationContent, now: number): Missing[] {
  const missing: Missing[] = [];
  const add = (field: string, zh: string, en: string): void => void missing.push({ field, text: { zh, en } });
  if (content.title.trim() === '') add('title', '请填写“名称”', 'Title is empty');
  if (content.scope.trim() === '') add('scope', '请写明做什么', 'It does not say what is done');
  if (content.items.length === 0) add('items', '请至少列出一项费用', 'Nothing is charged');
  content.items.forEach((item, index) => {
    const at = String(index + 1);
    if (item.description.trim() === '')
      add(`items.${String(index)}.description`, `第 ${at} 项没有写是什么`, `Item ${at} does not say what it is`);
    if (/^0*(\.0*)?$/.test(item.quantity))
      add(`items.${String(index)}.quantity`, `第 ${at} 项数量为零`, `The quantity of item ${at} is zero`);
  });
  if (content.validUntil === null) add('validUntil', '请填写有效期', 'It does not say how long it is valid');
  else if (fromIso(content.validUntil) <= now) add('validUntil', '有效期已过', 'Its validity is over');
  return missing;
}

/** Amounts as the price rule makes them. */
export function amountsOf(content: QuotationContent, discounts: readonly QuotationDiscount[]): QuotationAmounts {
  const sums = quotationSums(
    content.items,
    discounts.filter((one) => one.priceRule === content.priceRule),
  );
  return { ...sums, lines: [...sums.lines] };
}

/** Everything one version says, always the same bytes for the same quotation. */
export function canonicalQuotation(number: string, version: number, frozen: FrozenQuotation): string {
  return canonicalJson({ kind: 'quotation', number, version, ...frozen });
}
export function frozenOf(row: { readonly canonical: string }): FrozenQuotation {
  return JSON.parse(row.canonical) as FrozenQuotation;
}

export const sha256 = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
/** Canonical JSON, a line feed, the bytes of the PDF: `cat quotation.json quotation.pdf | sha256sum` gives the same. */
export const quotationHash = (canonical: string, pdf: Buffer): string => sha256(`${canonical}\n`, pdf);

const WORDS = {
  'zh-CN': {
    occasion: '报价原因',
    scope: '工作内容',
    items: '费用',
    total: '合计',
    terms: '付款与其他约定',
    valid: '有效期',
    kinds: { parts: '备件', labour: '人工', travel: '差旅' },
    occasions: {
      expired: '合同已到期',
      'out-of-scope': '设备不在合同范围',
      extra: '备件或额外费用',
      upgrade: '大版本升级',
    },
    line: (name: string, quantity: string, price: string, net: string, off: string) =>
      `${name}：${quantity} × ¥${price}${off === '0' ? '' : `，优惠 ${off}%`} = ¥${net}`,
    sum: (gross: string, discount: string, total: string) =>
      discount === '0.00'
        ? `¥${total}（人民币，含税）`
        : `原价 ¥${gross}，优惠 ¥${discount}，应付 ¥${total}（人民币，含税）`,
    until: (at: string) => `至 ${at}。接受之前不开始收费的工作；报价有改动即须重新接受。`,
  },
  en: {
    occasion: 'Why',
    scope: 'Work',
    items: 'Items',
    total: 'Total',
    terms: 'Payment and other terms',
    valid: 'Validity',
    kinds: { parts: 'Parts', labour: 'Labour', travel: 'Travel' },
    occasions: {
      expired: 'The contract has expired',
      'out-of-scope': 'The device is not in the contract',
      extra: 'Parts or extra cost',
      upgrade: 'Major upgrade',
    },
    line: (name: string, quantity: string, price: string, net: string, off: string) =>
      `${name}: ${quantity} × ¥${price}${off === '0' ? '' : `, ${off}% off`} = ¥${net}`,
    sum: (gross: string, discount: string, total: string) =>
      discount === '0.00'
        ? `¥${total} (CNY, tax included)`
        : `¥${gross} less ¥${discount}: to pay ¥${total} (CNY, tax included)`,
    until: (at: string) =>
      `Until ${at}. Charged work does not begin before it is accepted; any change has to be accepted anew.`,
  },
} as const;

const paragraphs = (text: string): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

/** The quotation as people read it on a screen before they answer: all of it, in the order of the paper. */
export function quotationSections(frozen: FrozenQuotation, language: 'zh-CN' | 'en'): SubjectSection[] {
  const words = WORDS[language];
  const { content, amounts } = frozen;
  const section = (heading: string, lines: readonly string[]): SubjectSection => ({
    heading,
    paragraphs: [...lines],
    commands: [],
  });
  return [
    section(words.occasion, [words.occasions[content.occasion]]),
    section(words.scope, paragraphs(content.scope)),
    section(
      words.items,
      content.items.map((item, index) => {
        const line = amounts.lines[index];
        const name = `${String(index + 1)}. ${words.kinds[item.kind]} ${item.description}`;
        const quantity = item.unit === '' ? item.quantity : `${item.quantity} ${item.unit}`;
        return words.line(name, quantity, item.unitPrice, line?.net ?? '', line?.percent ?? '0');
      }),
    ),
    section(words.total, [words.sum(amounts.gross, amounts.discount, amounts.total)]),
    ...(content.terms.trim() === '' ? [] : [section(words.terms, paragraphs(content.terms))]),
    section(
      words.valid,
      content.validUntil === null ? [] : [words.until(content.validUntil.slice(0, 16).replace('T', ' '))],
    ),
  ];
}
