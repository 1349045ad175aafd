export { DemoModule } from './demo.module.js';
export { DEMO_USERS } from './demo-data.js';
