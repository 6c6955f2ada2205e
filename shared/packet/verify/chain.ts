/** Step 3: from the signer's certificate to the one root that the reader trusts (RFC 5280, 6, for short chains without policies). */
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import { constraining, type Certificate } from './certificate.ts';
import { sameBytes } from './der.ts';
import { checkSignature } from './signature-algorithm.ts';
import type { TrustRoot } from './trust-root.ts';

const purpose = {
  emailProtection: '1.3.6.1.5.5.7.3.4', timeStamping: '1.3.6.1.5.5.7.3.8', documentSigning: '1.3.6.1.5.5.7.3.36',
  adobe: '1.2.840.113583.1.1.5', microsoft: '1.3.6.1.4.1.311.10.3.12', any: '2.5.29.37.0',
} as const;
const documentPurposes: readonly string[] = [purpose.emailProtection, purpose.documentSigning, purpose.adobe, purpose.microsoft, purpose.any];

const limit = { length: 6, tries: 60 } as const;

/** Whether the certificate may sign documents, or timestamps: key usage, purposes, and nothing critical that is not understood. */
export function judgeSigner(certificate: Certificate, use: 'document' | 'timestamp'): Check {
  const name = certificate.commonName ?? 'the signer';
  if (certificate.unknownCritical.length > 0) return indeterminate(`the certificate of ${name} has a critical extension that is not understood here (${certificate.unknownCritical[0]!})`);
  if (certificate.keyUsage !== null && !certificate.keyUsage.has(0) && !certificate.keyUsage.has(1)) return failed(`the key of ${name} may not sign (keyUsage)`);
  if (use === 'timestamp') return certificate.purposes?.oids.includes(purpose.timeStamping) === true ? passed(`${name} may stamp times`) : failed(`the key of ${name} may not stamp times (extKeyUsage)`);
  if (certificate.isCa) return failed(`${name} is an authority’s certificate, which may not sign documents`);
  if (certificate.purposes !== null && !certificate.purposes.oids.some((oid) => documentPurposes.includes(oid))) return failed(`the key of ${name} may not sign documents (extKeyUsage)`);
  return passed(`${name} may sign documents`);
}

function validAt(certificate: Certificate, at: string): boolean {
  return certificate.notBeforeAt <= at && at <= certificate.notAfterAt;
}

/** Whether every certificate at hand that bears the issuer's name denies having made this one: it was changed, or forged. */
async function madeByAnother(subtle: SubtleCrypto, certificate: Certificate, others: readonly Certificate[]): Promise<boolean> {
  const named = [certificate, ...others.filter((one) => !sameBytes(one.der, certificate.der))].filter((one) => sameBytes(one.subject, certificate.issuer)).slice(0, limit.length);
  for (const issuer of named) if ((await checkSignature(subtle, issuer.spki, certificate.algorithm, null, certificate.signature, certificate.toBeSigned)) !== 'invalid') return false;
  return named.length > 0;
}

/**
 * Judges the chain at an instant. `others` are certificates that came with the file: they may link, never anchor. Without a root
 * the answer is indeterminate.
 */
export async function judgeChain(subtle: SubtleCrypto, signer: Certificate, others: readonly Certificate[], root: TrustRoot | null, at: string | null): Promise<Check> {
  const name = signer.commonName ?? 'the signer';
  if (root === null) return (await madeByAnother(subtle, signer, others)) ? failed(`the certificate of ${name} is not the one that its issuer made`) : indeterminate(`nobody said whom to trust: give the trust root of the board (--trust FILE); the file itself cannot vouch for ${name}`);
  for (const one of others) if (sameBytes(one.subject, one.issuer) && (await madeByAnother(subtle, one, others))) return failed(`the certificate of ${one.commonName ?? 'an authority'} that came with the file was changed`);
  if (at === null) return indeterminate('the file states no time of signing to judge the certificates at');
  const anchor = root.certificate;
  let tries: number = limit.tries;
  const climb = async (certificate: Certificate, below: number): Promise<Check | null> => {
    if (!validAt(certificate, at)) return failed(`the certificate of ${certificate.commonName ?? 'an authority'} was valid from ${certificate.notBeforeAt} to ${certificate.notAfterAt}, and the signature is of ${at}`);
    if (sameBytes(certificate.der, anchor.der)) return validRoot();
    if (below > limit.length) return null;
    let reason: Check | null = null;
    for (const issuer of [anchor, ...others]) {
      if (!sameBytes(issuer.subject, certificate.issuer) || sameBytes(issuer.der, certificate.der) || tries-- <= 0) continue;
      const mayIssue = issuer.isCa && issuer.keyUsage?.has(5) !== false && (issuer.pathLength === null || issuer.pathLength >= below) && issuer.unknownCritical.every((oid) => constraining.includes(oid));
      if (!mayIssue || (await checkSignature(subtle, issuer.spki, certificate.algorithm, null, certificate.signature, certificate.toBeSigned)) !== 'valid') continue;
      const above = issuer === anchor ? validRoot() : await climb(issuer, below + 1);
      // A limit that is not followed here can neither be kept nor broken: the chain stays open.
      const higher = above?.result === 'passed' && issuer.constrains ? indeterminate(`the authority ${issuer.commonName ?? 'without a name'} limits what it certifies, in a way that is not followed here`) : above;
      if (higher?.result === 'passed') return higher;
      reason ??= higher;
    }
    return reason;
  };
  const validRoot = (): Check => (validAt(anchor, at) ? passed(`${name} was certified by ${root.name}`) : failed(`the trust root ${root.name} was valid from ${anchor.notBeforeAt} to ${anchor.notAfterAt}, and the signature is of ${at}`));
  return (await climb(signer, 0)) ?? failed(`the certificate of ${name} does not lead to the trust root ${root.name}: the file is another board's, or the root is not the one to trust`);
}
