export { RostersModule } from './rosters.module.js';
export { Rosters } from './rosters.service.js';
export { DutyPeople } from './duty-people.service.js';
export { KeyPeriods } from './key-periods.service.js';
export { OnDutyNow } from './on-duty.service.js';
export { rostersEntities } from './rosters.entity.js';
export { rostersMigration } from './rosters.migration.js';
export { rostersProblems } from './rosters.problems.js';
