export { TasksModule } from './tasks.module.js';
export { TasksService } from './tasks.service.js';
export { tasksProblems } from './tasks.problems.js';
