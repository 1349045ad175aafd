import { Inject, Injectable } from '@nestjs/common';
import {
  quotationDiscountSchema,
  quotationItemKindSchema,
  quotationPriceRuleSchema,
  type QuotationDiscount,
  type QuotationPriceRule,
} from '@pledge/contracts';
import { PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type ProcessEngine } from '@pledge/runtime';
import { z } from 'zod';

/** Decision that says what a price rule takes off (S4-21, S2-33, S3-17); administrators edit it like any other. */
const DECISION = 'quotation-discount';
const rowSchema = z.object({ percent: z.number().min(0).max(100), zh: z.string(), en: z.string() });

/** What the price rules take off, from the decision alone: no figure stands in code. */
@Injectable()
export class QuotationDiscounts {
  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  /** One entry for each kind of item. */
  of(priceRule: QuotationPriceRule): Promise<QuotationDiscount[]> {
    return Promise.all(
      quotationItemKindSchema.options.map(async (kind) => {
        const { percent, zh, en } = await this.ask(priceRule, kind);
        // Two decimals: what the sum works with, and what the paper says.
        return quotationDiscountSchema.parse({ priceRule, kind, percent: plain(percent), label: { zh, en } });
      }),
    );
  }

  async all(): Promise<QuotationDiscount[]> {
    return (await Promise.all(quotationPriceRuleSchema.options.map((rule) => this.of(rule)))).flat();
  }

  private async ask(priceRule: string, itemKind: string): Promise<z.infer<typeof rowSchema>> {
    try {
      const { result } = await this.engine.evaluateDecision(DECISION, { priceRule, itemKind });
      // No rule matches: nothing is taken off.
      return result === null ? NOTHING : rowSchema.parse(result);
    } catch (error) {
      // An installation may have taken the decision away.
      if (error instanceof Problem && error.kind === 'not-found') return NOTHING;
      throw error;
    }
  }
}

const NOTHING = { percent: 0, zh: '不打折', en: 'No discount' };
const plain = (percent: number): string => percent.toFixed(2).replace(/\.?0+$/, '');
