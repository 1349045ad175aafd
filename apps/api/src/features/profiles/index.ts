export { ProfilesModule } from './profiles.module.js';
export { ProfilesService, accepting, complete, refuse, type CheckedVersion } from './profiles.service.js';
export { profilesEntities } from './profiles.entity.js';
export { profilesMigration } from './profiles.migration.js';
export { profilesProblems } from './profiles.problems.js';
export { shippedProfile, shippedProfiles } from './shipped/index.js';
export { changedFields } from './difference.js';
export { gradeByQuestionnaire } from './grade.js';
export { validateProfile } from './validation/validate-profile.js';
