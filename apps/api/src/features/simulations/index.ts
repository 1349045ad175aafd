export { SimulationsModule } from './simulations.module.js';
export { simulationsProblems } from './simulations.problems.js';
export { SimulationsService } from './simulations.service.js';
