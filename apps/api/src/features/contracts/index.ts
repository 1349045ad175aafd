export { ContractsModule } from './contracts.module.js';
export { ContractsService, PROVIDER_ZONE } from './contracts.service.js';
export type { ContractLookup, StatedContract } from './contracts.service.js';
export { contractsEntities } from './contracts.entity.js';
export type {
  ContactPersonEntity,
  ContractEntity,
  DeviceEntity,
  PartyEntity,
  RegionEntity,
  SiteEntity,
} from './contracts.entity.js';
export type { NewRows } from './contracts.repository.js';
export { contractsMigration } from './contracts.migration.js';
export { contractsProblems } from './contracts.problems.js';
