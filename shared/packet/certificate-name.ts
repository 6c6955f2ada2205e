/** What the packet needs of a certificate beside its bytes. */
import { fromBER, type Sequence } from 'asn1js';
import { readCertificate } from '../board/certificate.ts';
import type { CertificateName } from './cms.ts';

/** The common name of a certificate's subject; null when it can't be read or has none. */
export function commonName(der: Uint8Array): string | null {
  const certificate = readCertificate(der, 'certificate');
  return certificate.ok && certificate.value.subject.name !== '' ? certificate.value.subject.name : null;
}

/** Issuer and serial number of a certificate as the DER that it holds (RFC 5280, 4.1); null when it is no certificate. */
export function certificateName(der: Uint8Array): CertificateName | null {
  const parts = (block: unknown): readonly { readonly idBlock: { readonly tagClass: number; readonly tagNumber: number }; readonly valueBeforeDecodeView: Uint8Array }[] =>
    (block as Sequence | undefined)?.valueBlock?.value ?? [];
  const fields = [...parts(parts(fromBER(Uint8Array.from(der)).result)[0])];
  // The version is tagged [0] and left out by the first version of certificates.
  if (fields[0]?.idBlock.tagClass === 3) fields.shift();
  const [serialNumber, , issuer] = fields;
  if (serialNumber?.idBlock.tagNumber !== 2 || issuer?.idBlock.tagNumber !== 16) return null;
  return { serialNumber: Uint8Array.from(serialNumber.valueBeforeDecodeView), issuer: Uint8Array.from(issuer.valueBeforeDecodeView) };
}
