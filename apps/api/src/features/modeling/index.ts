export { ModelingModule } from './modeling.module.js';
export { modelingProblems } from './modeling.problems.js';
