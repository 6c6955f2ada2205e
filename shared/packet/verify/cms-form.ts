/**
 * Whether a CMS has the one form that a packet's signatures have (`../cms.ts`): it is built again from its parts and compared, its value is in low-S form,
 * and the authority's certificate vouches for itself and the signer's.
 */
import { withLowS, p1363FromDer } from '../../bytes/ecdsa.ts';
import { signedAttributes, signedData } from '../cms.ts';
import { judgeSigner } from './chain.ts';
import { octets, sameBytes } from './der.ts';
import { judgeToken } from './integrity.ts';
import { source } from './signature-algorithm.ts';
import { cmsOid, readSignedData, type SignedData } from './signed-data.ts';
import { certifiedBy, tokenProblem } from './token-form.ts';

/** The timestamp over the signature, with its bytes; null when there is none. */
export function stampOf(cms: SignedData | null): ReturnType<typeof readSignedData> & { readonly bytes: Uint8Array } | null {
  const token = cms?.unsigned.get(cmsOid.signatureTimestamp);
  return token === undefined ? null : { ...readSignedData(token.bytes), bytes: token.bytes };
}

/** What is free in the CMS of a seal or a countersignature; null when nothing is. `stampAllowed`: it may carry a timestamp of its signature. */
export async function cmsProblem(subtle: SubtleCrypto, cms: SignedData | null, { stampAllowed }: { readonly stampAllowed: boolean }): Promise<string | null> {
  const [certificate, ca, ...more] = cms?.certificates ?? [];
  const digest = cms === null ? null : octets(cms.signed.get(cmsOid.messageDigest));
  if (cms === null || certificate === undefined || ca === undefined || more.length > 0 || digest === null) return 'the signature does not carry exactly the signer’s and the authority’s certificate';
  const certificateDigest = new Uint8Array(await subtle.digest('SHA-256', source(certificate.der)));
  const stamp = stampAllowed ? stampOf(cms) : null;
  const expected = signedData({ certificate: certificate.der, ca: ca.der, name: certificate, attributes: signedAttributes(digest, certificateDigest), signature: cms.signature, timestamp: stamp?.bytes ?? null });
  if (!sameBytes(expected, cms.bytes)) return 'the CMS is not the one that its certificates, digest and signature make';
  if (!isLowS(cms.signature)) return 'the signature value is not in its one normal form (low S)';
  // The signer's certificate is named by its digest; the authority's is pinned by its own signature, and that by its one form.
  const vouched = sameBytes(ca.subject, ca.issuer) && sameBytes(ca.subject, certificate.issuer) && isLowS(ca.signature) && await certifiedBy(subtle, ca, [ca]) && await certifiedBy(subtle, certificate, [ca]);
  if (!vouched) return 'the authority’s certificate in the seal is not one that certifies itself and the signer';
  return stamp === null ? null : stampProblem(subtle, stamp, cms.signature);
}

function isLowS(signature: Uint8Array): boolean {
  const numbers = p1363FromDer(signature);
  return numbers !== null && sameBytes(withLowS(numbers), numbers);
}

/** Nothing covers a signature's timestamp but itself, so all of it has to hold. */
async function stampProblem(subtle: SubtleCrypto, stamp: NonNullable<ReturnType<typeof stampOf>>, signature: Uint8Array): Promise<string | null> {
  if (!stamp.ok) return `its timestamp: ${stamp.problem}`;
  const { check } = await judgeToken(subtle, stamp.data, signature);
  const may = stamp.data.signer === null ? check : judgeSigner(stamp.data.signer, 'timestamp');
  const wrong = [check, may].find(({ result }) => result !== 'passed');
  if (wrong !== undefined) return `its timestamp: ${wrong.reason}`;
  const form = await tokenProblem(subtle, stamp.bytes, stamp.data);
  return form === null ? null : `its timestamp: ${form}`;
}
