import { CodeColumn, FlagColumn, IdColumn, InstantColumn, LongTextColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A certificate that something was signed with. Kept for good: old documents are verified with it. */
@Entity('signing_certificate')
export class SigningCertificateEntity {
  @IdColumn({ primary: true }) id!: string;
  /** SHA-256 of the certificate, hex. */
  @CodeColumn({ length: 64 }) fingerprint!: string;
  @NameColumn() name!: string;
  @FlagColumn() selfSigned!: boolean;
  @FlagColumn() demo!: boolean;
  /** Validity, epoch ms. */
  @InstantColumn() validFrom!: number;
  @InstantColumn() validTo!: number;
  /** The certificate and those of its issuers. */
  @LongTextColumn() pem!: string;
  /** Product time, epoch ms. */
  @InstantColumn() firstUsedAt!: number;
}

export const signingEntities = [SigningCertificateEntity];
