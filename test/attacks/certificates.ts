/** Attacks on the chain: certificates that must not carry a signature to the trusted root (RFC 5280, 6). */
import { emptySignature, fillSignature, signablePdf } from '../builders/signed-pdf.ts';
import { readTrustRoot } from '../../shared/packet/verify/verify.ts';
import { attack, type Attack } from './attack.ts';
import { certificate, ecKey, extension, nameConstraints, type CertificateParts, type Key } from './certificate.ts';
import { cmsOver } from './cms.ts';
import { der, integer, octetString, oid, sequence, tag } from './der.ts';
import { content } from './good-files.ts';

const signed = (key: Key, own: Uint8Array, others: readonly Uint8Array[]): Uint8Array => fillSignature(signablePdf(emptySignature('', 'ETSI.CAdES.detached'), content), (covered) => cmsOver(covered, { key, certificate: own, others }));

const purpose = { tls: '1.3.6.1.5.5.7.3.1', code: '1.3.6.1.5.5.7.3.3', stamping: '1.3.6.1.5.5.7.3.8', ocsp: '1.3.6.1.5.5.7.3.9' } as const;

/** The signer's certificate is wrong, or what stands between it and the root is. */
export function chains(): Attack[] {
  const [rootKey, key, middleKey, siblingKey] = [ecKey(), ecKey(), ecKey(), ecKey()];
  const root = certificate({ subject: 'Root', issuer: 'Root', key: rootKey, by: rootKey, ca: null });
  const narrowRoot = certificate({ subject: 'Root', issuer: 'Root', key: rootKey, by: rootKey, ca: 0 });
  const oldRoot = certificate({ subject: 'Root', issuer: 'Root', key: rootKey, by: rootKey, ca: null, from: '2020-01-01T00:00:00Z', until: '2025-01-01T00:00:00Z' });
  const sibling = certificate({ subject: 'Root', issuer: 'Root', key: siblingKey, by: siblingKey, ca: null });
  const base: CertificateParts = { subject: 'Signer', issuer: 'Root', key, by: rootKey };
  const middle = (parts: Partial<CertificateParts> = {}): Uint8Array => certificate({ subject: 'Middle', issuer: 'Root', key: middleKey, by: rootKey, ca: 0, ...parts });
  const under: CertificateParts = { ...base, issuer: 'Middle', by: middleKey };
  const row = (name: string, own: Uint8Array, others: readonly Uint8Array[], { trusted = root, must = 'fail', signer = key, family = 'certificate' }: { trusted?: Uint8Array; must?: Attack['must']; signer?: Key; family?: string } = {}): Attack =>
    attack(family, name, 'chain', signed(signer, own, others), { must, trust: readTrustRoot(trusted)! });
  const one = (name: string, parts: Partial<CertificateParts>, must: Attack['must'] = 'fail'): Attack => row(name, certificate({ ...base, ...parts }), [root], { must });
  const deep = Array.from({ length: 9 }, (_, i) => ({ key: ecKey(), name: `Deep ${i}` }));
  const ladder = deep.map(({ key: own, name }, i) => certificate({ subject: name, issuer: i === 0 ? 'Root' : deep[i - 1]!.name, key: own, by: i === 0 ? rootKey : deep[i - 1]!.key, ca: null }));
  return [
    one('wrong purpose: TLS server only', { purposes: [purpose.tls] }), one('wrong purpose: code', { purposes: [purpose.code] }), one('wrong purpose: timestamps', { purposes: [purpose.stamping] }), one('wrong purpose: OCSP', { purposes: [purpose.ocsp] }),
    one('no purpose at all', { purposes: [] }), one('key usage without signatures', { usage: [2, 3] }), one('empty key usage', { usage: [] }),
    one('expired before the signature', { from: '2020-01-01T00:00:00Z', until: '2026-05-31T00:00:00Z' }), one('not yet valid', { from: '2027-01-01T00:00:00Z' }), one('valid never', { from: '2027-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }),
    one('signed with SHA-1', { hash: 'sha1' }), one('an unknown critical extension', { more: [extension('1.2.3.4', octetString(new Uint8Array(2)), true)] }, 'open'), { ...one('an extension twice', { more: [extension('2.5.29.19', sequence(), true)] }), step: 'integrity' as const },
    one('a CA’s own certificate signs the document', { ca: null, usage: [0, 5] }),
    row('expired root', certificate(base), [oldRoot], { trusted: oldRoot }),
    row('self-issued: the signer certifies itself under the root’s name', certificate({ ...base, subject: 'Root', by: key }), []),
    row('self-issued: the signer’s name is its issuer’s', certificate({ ...base, issuer: 'Signer', by: key }), []),
    row('the root is only in the file', certificate({ ...base, by: siblingKey }), [sibling]),
    row('sibling root: the same name, another key', certificate({ ...base, by: siblingKey }), [sibling], { family: 'sibling root' }),
    row('sibling root: both roots in the file', certificate({ ...base, by: siblingKey }), [root, sibling], { family: 'sibling root' }),
    row('sibling root: a middle certificate of the sibling', certificate(under), [middle({ by: siblingKey }), root, sibling], { family: 'sibling root' }),
    row('sibling root: cross-signed by the signer itself', certificate({ ...base, by: siblingKey }), [certificate({ subject: 'Root', issuer: 'Signer', key: siblingKey, by: key, ca: null }), sibling], { family: 'sibling root' }),
    row('issued by an end entity', certificate(under), [certificate({ subject: 'Middle', issuer: 'Root', key: middleKey, by: rootKey })]),
    row('issued by a CA:FALSE with keyCertSign', certificate(under), [certificate({ subject: 'Middle', issuer: 'Root', key: middleKey, by: rootKey, usage: [5] })]),
    row('issued by a CA without keyCertSign', certificate(under), [middle({ usage: [0] })]),
    row('path longer than the root allows', certificate(under), [middle()], { trusted: narrowRoot }),
    row('path longer than the middle allows', certificate({ ...under, issuer: 'Low' }), [middle(), certificate({ subject: 'Low', issuer: 'Middle', key: middleKey, by: middleKey, ca: 0 })]),
    { ...row('negative path length', certificate(under), [certificate({ subject: 'Middle', issuer: 'Root', key: middleKey, by: rootKey, usage: [5], ca: -1 })]), step: 'integrity' as const },
    row('middle expired', certificate(under), [middle({ from: '2020-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' })]),
    row('critical name constraints that are not checked here', certificate(under), [middle({ more: [nameConstraints(true)] })], { must: 'open' }),
    row('name constraints that are not marked critical', certificate(under), [middle({ more: [nameConstraints(false)] })], { must: 'open' }),
    row('middle missing', certificate(under), []),
    row('middle forged: the name fits, the key doesn’t', certificate(under), [certificate({ subject: 'Middle', issuer: 'Root', key: siblingKey, by: rootKey, ca: 0 })]),
    row('nine authorities deep', certificate({ ...base, issuer: 'Deep 8', by: deep[8]!.key }), ladder),
    row('two authorities that certify each other', certificate(under), [certificate({ subject: 'Middle', issuer: 'Other', key: middleKey, by: siblingKey, ca: null }), certificate({ subject: 'Other', issuer: 'Middle', key: siblingKey, by: middleKey, ca: null })]),
    { ...row('no root chosen, and a certificate that its issuer in the file did not make', certificate({ ...base, by: siblingKey }), [root]), trust: null },
    { ...row('no root chosen, and a certificate that certifies itself with another key', certificate({ ...base, issuer: 'Signer', by: siblingKey }), []), trust: null },
    row('a serial number that is negative does not confuse: another signer’s', certificate({ ...base, by: siblingKey, serial: integer(0x80, 1) }), [root]),
    row('constraints of another tag', certificate(under), [certificate({ subject: 'Middle', issuer: 'Root', key: middleKey, by: rootKey, usage: [5], more: [extension('2.5.29.35', sequence(der(tag.context(0), oid('1.2'))))] })]),
  ];
}
