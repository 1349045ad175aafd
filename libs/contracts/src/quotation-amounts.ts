/** Exact money: decimal text in, decimal text out, whole numbers inside. No binary fraction touches an amount. */

/** What a rule takes off items of one kind; `percent` is decimal text, 0 to 100. */
export interface ItemDiscount {
  readonly kind: string;
  readonly percent: string;
}
interface PricedItem {
  readonly kind: string;
  readonly quantity: string;
  readonly unitPrice: string;
}
/** Amounts of one line, two decimals each. */
export interface LineAmounts {
  readonly gross: string;
  readonly percent: string;
  readonly net: string;
}
export interface QuotationSums {
  readonly lines: readonly LineAmounts[];
  readonly gross: string;
  readonly discount: string;
  readonly total: string;
}

/**
 * Amounts of a quotation. A line is rounded half up to the cent, once; sums are of rounded lines, as on the paper. Text that is
 * no number counts as 0, so that a form can show sums while it is typed.
 */
export function quotationSums(items: readonly PricedItem[], discounts: readonly ItemDiscount[]): QuotationSums {
  let grossSum = 0n;
  let netSum = 0n;
  const lines = items.map((item): LineAmounts => {
    const percent = discounts.find((one) => one.kind === item.kind)?.percent ?? '0';
    // Thousandths times cents.
    const raw = scaled(item.quantity, 3) * scaled(item.unitPrice, 2);
    const gross = halfUp(raw, 1000n);
    const net = halfUp(raw * (10_000n - scaled(percent, 2)), 10_000_000n);
    grossSum += gross;
    netSum += net;
    return { gross: money(gross), percent, net: money(net) };
  });
  return { lines, gross: money(grossSum), discount: money(grossSum - netSum), total: money(netSum) };
}

/** Decimal text as a whole number of its `digits`-th decimals; further decimals are cut off. */
function scaled(text: string, digits: number): bigint {
  const found = /^(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!found) return 0n;
  return BigInt(`${found[1] ?? '0'}${(found[2] ?? '').slice(0, digits).padEnd(digits, '0')}`);
}
const halfUp = (value: bigint, by: bigint): bigint => (value + by / 2n) / by;

function money(cents: bigint): string {
  const text = cents.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
