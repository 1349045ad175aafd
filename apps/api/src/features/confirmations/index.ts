export { ConfirmationsModule } from './confirmations.module.js';
export { confirmationsEntities } from './confirmations.entity.js';
export { confirmationsMigration } from './confirmations.migration.js';
export { confirmationsProblems } from './confirmations.problems.js';
export {
  ConfirmationRecordEntity,
  confirmationRequestsEntities,
  ConfirmationRequestEntity,
} from './requests.entity.js';
export { confirmationRequestsMigration, erasedConfirmersMigration } from './requests.migration.js';
export { CERTIFICATE_ADAPTERS } from './certificate-adapter.js';
export type { CertificateAdapter } from './certificate-adapter.js';
export { Confirmers } from './confirmers.js';
export type { Confirmer } from './confirmers.js';
export { copyDocumentId } from './copy-documents.js';
export { Decisions } from './decisions.js';
export { ConfirmationGate } from './gate.js';
export type { GateAnswer, GateQuestion } from './gate.js';
export { ruleOf } from './levels.js';
export { sealRecord } from './record.js';
export { ERASED } from './erased.js';
export { ForgetConfirmer } from './forget-confirmer.js';
export { RequestViews } from './request-views.js';
export { RequestsRepository } from './requests.repository.js';
export { ConfirmationRequests } from './requests.service.js';
export { confirmationPath, judgeSubjects } from './written-confirmation.requirement.js';
export { ConfirmableSubjects } from './subjects.js';
export type { ConfirmableProof, ConfirmableSubject, ConfirmableVersion, SubjectSection } from './subjects.js';
