export { EvidenceModule } from './evidence.module.js';
export { EvidenceRepository } from './evidence.repository.js';
export { evidenceEntities } from './evidence.entity.js';
export { evidenceMigration } from './evidence.migration.js';
export { evidenceProblems } from './evidence.problems.js';
export { verifyEvidence } from './verification/verifier.js';
export { statementSchema } from './verification/statement.js';
export type { Finding, Verdict } from './verification/findings.js';
