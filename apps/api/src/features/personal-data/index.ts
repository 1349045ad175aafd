export { PersonalDataModule } from './personal-data.module.js';
export { AccessLog } from './access-log.service.js';
export { disclosing } from './disclosing.js';
export { PersonalDataRepository } from './personal-data.repository.js';
export { personalDataEntities } from './personal-data.entity.js';
export { personalDataMigration } from './personal-data.migration.js';
