export { ContractsModule } from './contracts.module.js';
export { ContractsService, PROVIDER_ZONE } from './contracts.service.js';
export type { ContractLookup, ServedCustomer, StatedContract } from './contracts.service.js';
export { contractsEntities } from './contracts.entity.js';
export {
  ContactPersonEntity,
  ContractEntity,
  DeviceEntity,
  PartyEntity,
  RegionEntity,
  SiteEntity,
} from './contracts.entity.js';
export { phaseOn, phaseSpans } from './contract-phases.js';
export { contactView, deviceView, siteView, summaryView } from './contract-views.js';
export type { NewRows } from './new-rows.js';
export { contactAccountsMigration, contractFilesMigration, contractsMigration } from './contracts.migration.js';
export { contractsProblems } from './contracts.problems.js';
export { contractDetailExample } from './contracts.examples.js';
