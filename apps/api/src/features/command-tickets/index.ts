export { CommandTicketsModule } from './command-tickets.module.js';
export { sealTaking, sealTicket, sealUse } from './approval-content.js';
export { COMMAND_APPROVAL } from './command-approvals.service.js';
export {
  CommandTakingEntity,
  CommandTicketEntity,
  commandTicketsEntities,
  CommandUseEntity,
} from './command-tickets.entity.js';
export { CommandTicketsRepository } from './command-tickets.repository.js';
export { commandTakingsMigration, commandTicketsMigration } from './command-tickets.migration.js';
export { commandTicketsProblems } from './command-tickets.problems.js';
