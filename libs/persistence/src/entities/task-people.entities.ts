import type { TaskCommentRow, TaskReadRow } from '@pledge/runtime';
import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, LongTextColumn } from '../columns.js';

/** What people said about a task: kept apart from the history, which holds no free text of persons. */
@Entity('task_comment')
export class TaskCommentEntity implements TaskCommentRow {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() taskId!: string;
  @IdColumn() instanceId!: string;
  @CodeColumn() author!: string;
  @CodeColumn({ nullable: true }) onBehalfOf!: string | null;
  @LongTextColumn() text!: string;
  @JsonColumn() mentions!: readonly string[];
  @InstantColumn() createdAt!: number;
}

/** Who has seen a task, and when first. */
@Entity('task_read')
export class TaskReadEntity implements TaskReadRow {
  @IdColumn({ primary: true }) taskId!: string;
  @CodeColumn({ primary: true }) username!: string;
  @InstantColumn() readAt!: number;
}
