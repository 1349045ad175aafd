export { TasksModule } from './tasks.module.js';
export { TaskBars } from './task-bars.js';
export type { TaskBar } from './task-bars.js';
export { TasksService } from './tasks.service.js';
export { tasksProblems } from './tasks.problems.js';
