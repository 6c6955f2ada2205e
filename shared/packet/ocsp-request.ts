/** Asking an authority about one certificate (OCSP, RFC 6960): where, and the question. What counts of an answer is `verify/revocation.ts`'s to say. */
import { issuerOf } from './verify/revocation.ts';
import type { Certificate } from './verify/certificate.ts';
import { concat, encode, oidText, readWhole, tag } from './verify/der.ts';
import { latin1 } from './verify/pdf-object.ts';
import { source } from './verify/signature-algorithm.ts';

/** Media types of the exchange over HTTP (RFC 6960, appendix A). */
export const ocspMediaType = 'application/ocsp-request';

/** A question about one certificate. `url` is one of those that the certificate itself names; `subject` says whose it is. */
export interface OcspQuestion { readonly url: string; readonly subject: string; readonly bytes: Uint8Array }

const authorityInfoAccess = '1.3.6.1.5.5.7.1.1', ocspMethod = '1.3.6.1.5.5.7.48.1';
/** GeneralName, uniformResourceIdentifier [6]. */
const uriTag = 0x86;
const mostQuestions = 20;
/** AlgorithmIdentifier of SHA-1: it only names the issuer, and it is the one hash that every responder knows. */
const sha1Identifier = encode(tag.sequence, concat([Uint8Array.of(0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a), Uint8Array.of(0x05, 0x00)]));

/** Where the certificate says that its authority answers (authority information access, RFC 5280, 4.2.2.1). */
export function ocspAddresses({ extensions }: Certificate): readonly string[] {
  const found = extensions.get(authorityInfoAccess);
  const descriptions = found === undefined ? [] : readWhole(found.value)?.children ?? [];
  return descriptions.flatMap(({ children: [method, place] }) => (oidText(method) === ocspMethod && place?.tag === uriTag ? [latin1(place.content)] : []));
}

/** The request about one certificate, without a nonce: who answers from stock can't repeat one, and the answer's own times are what counts. */
export async function ocspRequest(subtle: SubtleCrypto, certificate: Certificate, issuer: Certificate): Promise<Uint8Array | null> {
  const key = readWhole(issuer.spki)?.children[1]?.content.subarray(1);
  if (key === undefined) return null;
  const sha1 = async (bytes: Uint8Array): Promise<Uint8Array> => encode(tag.octetString, new Uint8Array(await subtle.digest('SHA-1', source(bytes))));
  const within = (inner: Uint8Array): Uint8Array => encode(tag.sequence, inner);
  const about = within(concat([sha1Identifier, await sha1(certificate.issuer), await sha1(key), certificate.serialNumber]));
  // From the inside: Request, requestList, TBSRequest, OCSPRequest (RFC 6960, 4.1.1).
  return within(within(within(within(about))));
}

/** Every question that these certificates allow: each that names a responder and whose issuer is among them. */
export async function ocspQuestions(subtle: SubtleCrypto, certificates: readonly Certificate[]): Promise<readonly OcspQuestion[]> {
  const questions: OcspQuestion[] = [];
  for (const certificate of certificates) {
    const addresses = ocspAddresses(certificate);
    const issuer = addresses.length === 0 ? null : await issuerOf(subtle, certificate, certificates);
    const bytes = issuer === null ? null : await ocspRequest(subtle, certificate, issuer);
    if (bytes !== null) questions.push(...addresses.map((url) => ({ url, subject: certificate.commonName ?? url, bytes })));
  }
  return questions.slice(0, mostQuestions);
}
