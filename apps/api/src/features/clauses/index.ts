export { ClausesModule } from './clauses.module.js';
export { clausesProblems } from './clauses.problems.js';
