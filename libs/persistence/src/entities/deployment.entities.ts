import type { DefinitionRow, DeploymentRow, ResourceRow } from '@pledge/runtime';
import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, LongTextColumn, NameColumn } from '../columns.js';
import { ELEMENT_LENGTH } from './instance.entities.js';

@Entity('deployment')
export class DeploymentEntity implements DeploymentRow {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  @CodeColumn({ length: 20 }) source!: DeploymentRow['source'];
  @CodeColumn() deployedBy!: string;
  @InstantColumn() deployedAt!: number;
}

@Entity('process_definition')
export class DefinitionEntity implements DefinitionRow {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() deploymentId!: string;
  @CodeColumn({ name: 'definition_key', length: ELEMENT_LENGTH }) key!: string;
  @IntColumn() version!: number;
  @NameColumn() name!: string;
  @NameColumn() resourceName!: string;
  @LongTextColumn() xml!: string;
  @CodeColumn() hash!: string;
  @CodeColumn({ length: 20 }) source!: DefinitionRow['source'];
  @CodeColumn({ length: 20 }) status!: DefinitionRow['status'];
  @LongTextColumn({ nullable: true }) blockedReason!: string | null;
  @JsonColumn() findings!: readonly unknown[];
  @InstantColumn() deployedAt!: number;
}

@Entity('resource')
export class ResourceEntity implements ResourceRow {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() deploymentId!: string;
  @CodeColumn({ length: 20 }) kind!: ResourceRow['kind'];
  @CodeColumn({ name: 'resource_key', length: ELEMENT_LENGTH }) key!: string;
  @IntColumn() version!: number;
  @NameColumn() name!: string;
  @LongTextColumn() content!: string;
  @CodeColumn() hash!: string;
  @CodeColumn({ length: 20 }) source!: ResourceRow['source'];
  @InstantColumn() deployedAt!: number;
}
