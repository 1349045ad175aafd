export { QuotationsModule } from './quotations.module.js';
export { QUOTATION, Quotations } from './quotations.service.js';
export { QuotationsRepository } from './quotations.repository.js';
export { quotationHash } from './quotation-content.js';
export { QuotationEntity, quotationsEntities, QuotationVersionEntity } from './quotations.entity.js';
export { quotationsMigration } from './quotations.migration.js';
export { quotationsProblems } from './quotations.problems.js';
