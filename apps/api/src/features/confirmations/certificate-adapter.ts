/**
 * Level 5 (C15): a certificate authority that binds a person to a signature. None ships; an installation that has one
 * provides it under `CERTIFICATE_ADAPTERS`, and only then the way is offered.
 */
export interface CertificateAdapter {
  /** Stable name, for example `cfca`. */
  readonly name: string;
  /**
   * Checks what the person's device answered about `hash` (hex SHA-256 of what is confirmed).
   * @returns who signed, with the certificate's serial number; null: not valid
   */
  verify(
    hash: string,
    answer: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly personName: string; readonly serialNumber: string } | null>;
}
export const CERTIFICATE_ADAPTERS = Symbol('CERTIFICATE_ADAPTERS');
