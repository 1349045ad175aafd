export { QuotationsModule } from './quotations.module.js';
export { QUOTATION, Quotations } from './quotations.service.js';
export { QuotationsRepository } from './quotations.repository.js';
export { quotationsEntities } from './quotations.entity.js';
export { quotationsMigration } from './quotations.migration.js';
export { quotationsProblems } from './quotations.problems.js';
