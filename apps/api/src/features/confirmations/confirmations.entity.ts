import { CodeColumn, IdColumn, InstantColumn, LongTextColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A one-time link to sign a service form. Only the hash of its token is kept. Instants are product time, epoch ms. */
@Entity('service_form_link')
export class ServiceFormLinkEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 64 }) tokenHash!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn() taskId!: string;
  @CodeColumn({ length: 10 }) language!: 'zh-CN' | 'en';
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @InstantColumn() expiresAt!: number;
}

/** What the customer signed through a link, kept beside the process: pictures have no place in its variables (256 KB). */
@Entity('service_form_signature')
export class ServiceFormSignatureEntity {
  /** One try to sign; the task's variable `signature` names the one that completed it. */
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() taskId!: string;
  @IdColumn() linkId!: string;
  @CodeColumn() caseNumber!: string;
  @NameColumn() signerName!: string;
  @CodeColumn({ length: 20 }) satisfaction!: 'satisfied' | 'average' | 'dissatisfied';
  @CodeColumn({ length: 3 }) confirmed!: 'yes' | 'no';
  /** Remark of the customer. */
  @LongTextColumn({ nullable: true, name: 'remark' }) comment!: string | null;
  /** `data:image/png;base64,…` */
  @LongTextColumn() signature!: string;
  @InstantColumn() signedAt!: number;
  /** Set when the task was completed with it; without it the try came to nothing. */
  @InstantColumn({ nullable: true }) completedAt!: number | null;
}

export const confirmationsEntities = [ServiceFormLinkEntity, ServiceFormSignatureEntity];
