/** The one name of a certificate that a packet prints. */
import { readCertificate } from '../board/certificate.ts';

/** The common name of a certificate's subject; null when it can't be read or has none. */
export function commonName(der: Uint8Array): string | null {
  const certificate = readCertificate(der, 'certificate');
  return certificate.ok && certificate.value.subject.name !== '' ? certificate.value.subject.name : null;
}
