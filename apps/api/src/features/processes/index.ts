export { ProcessesModule } from './processes.module.js';
export { processesProblems } from './processes.problems.js';
