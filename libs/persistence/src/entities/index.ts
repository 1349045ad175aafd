import { DefinitionEntity, DeploymentEntity, ResourceEntity } from './deployment.entities.js';
import {
  CaseUrgencyEntity,
  HistoryEntity,
  IncidentEntity,
  ProcessInstanceEntity,
  SubjectEntity,
  TaskAudienceEntity,
  UserTaskEntity,
} from './instance.entities.js';
import { TaskCommentEntity, TaskReadEntity } from './task-people.entities.js';
import { IdempotencyEntity, JobEntity, MessageEntity, MessageKeyEntity, SubscriptionEntity } from './work.entities.js';

/** Tables of the engine. */
export const engineEntities = [
  ProcessInstanceEntity,
  UserTaskEntity,
  TaskAudienceEntity,
  TaskCommentEntity,
  TaskReadEntity,
  CaseUrgencyEntity,
  IncidentEntity,
  HistoryEntity,
  SubjectEntity,
  JobEntity,
  SubscriptionEntity,
  MessageEntity,
  MessageKeyEntity,
  IdempotencyEntity,
  DeploymentEntity,
  DefinitionEntity,
  ResourceEntity,
];
