import type { CreatedQuotation, Quotation, QuotationContent, QuotationList } from '@pledge/contracts';
import { api } from '@pledge/web';

export function listQuotations(filter: { caseNumber?: string; state?: string }): Promise<QuotationList> {
  return api.get<QuotationList>('/quotations', { query: filter });
}
export function getQuotation(id: string): Promise<Quotation> {
  return api.get<Quotation>(`/quotations/${id}`);
}
/** A quotation and the process that carries it. */
export function createQuotation(caseNumber: string, idempotencyKey: string): Promise<CreatedQuotation> {
  return api.post<CreatedQuotation>('/quotations', { caseNumber }, { idempotencyKey });
}
/** `revision` of the quotation that was edited: an older one is refused (409 QUOTATION_OUTDATED). */
export function saveQuotation(id: string, revision: number, content: QuotationContent): Promise<Quotation> {
  return api.put<Quotation>(`/quotations/${id}`, { revision, content });
}
