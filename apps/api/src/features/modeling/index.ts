export { ModelingModule } from './modeling.module.js';
