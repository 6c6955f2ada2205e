/** Attacks on the signature's value: the CMS, its attributes and algorithms, and the numbers of ECDSA and RSA. */
import { emptySignature, fillSignature, signablePdf } from '../builders/signed-pdf.ts';
import { attack, type Attack } from './attack.ts';
import { algorithmOf, certificate, ecKey, hashOf, rsaKey } from './certificate.ts';
import { attribute, cmsOver, contentType, hashOids, identifierOf, indefinite, messageDigest, signingCertificate, tokenOver, type CmsChange, type Signer } from './cms.ts';
import { bigInteger, concat, der, integer, membersOf, nothing, octetString, oid, sequence, setOf, tag } from './der.ts';
import { content, identityOf, type Identity } from './good-files.ts';

/** Order of the group of P-256 (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
type Row = readonly [name: string, change: CmsChange, must?: Attack['must']];

const signed = (signer: Signer, change: CmsChange, subFilter = 'ETSI.CAdES.detached'): Uint8Array => fillSignature(signablePdf(emptySignature('', subFilter), content), (covered) => cmsOver(covered, signer, change));
const raw = (make: (covered: Uint8Array) => Uint8Array): Uint8Array => fillSignature(signablePdf(emptySignature('', 'ETSI.CAdES.detached'), content), make);

/** What can be wrong in a CMS that a key really signed. */
export function signatureValues(signer: Identity): Attack[] {
  const { certificate: own } = signer;
  const stranger = identityOf(ecKey(), ecKey());
  const sameName = certificate({ subject: 'Signer', issuer: 'Root', key: stranger.key, by: stranger.authority, serial: integer(9) });
  const rows: readonly Row[] = [
    ['the digest of other bytes', { attributes: () => [contentType(), messageDigest(new Uint8Array(32)), signingCertificate(own)] }],
    ['an empty digest', { attributes: () => [contentType(), messageDigest(new Uint8Array()), signingCertificate(own)] }],
    ['the digest cut short', { attributes: (digest) => [contentType(), messageDigest(digest.subarray(0, 16)), signingCertificate(own)] }],
    ['no signed attributes', { noAttributes: true }],
    ['no digest attribute', { attributes: () => [contentType(), signingCertificate(own)] }],
    ['no content type', { attributes: (digest) => [messageDigest(digest), signingCertificate(own)] }],
    ['another content type', { attributes: (digest) => [contentType('1.2.840.113549.1.7.2'), messageDigest(digest), signingCertificate(own)] }],
    ['an attribute twice', { attributes: (digest) => [contentType(), messageDigest(new Uint8Array(32)), messageDigest(digest), signingCertificate(own)] }],
    ['an attribute with two values', { attributes: (digest) => [contentType(), attribute('1.2.840.113549.1.9.4', octetString(new Uint8Array(32)), octetString(digest)), signingCertificate(own)] }],
    ['no signing certificate', { attributes: (digest) => [contentType(), messageDigest(digest)] }],
    ['another signing certificate', { attributes: (digest) => [contentType(), messageDigest(digest), signingCertificate(stranger.certificate)] }],
    ['its own content', { encapsulated: new Uint8Array(3) }],
    ['empty content of its own', { encapsulated: new Uint8Array() }],
    ['two signers', { infos: (info) => [info, info] }],
    ['no signer', { infos: () => [] }],
    ['no certificate', { certificates: [] }],
    ['another certificate of the same name and number', { certificates: [sameName, own], identifier: identifierOf(sameName) }],
    ['a signer that no certificate belongs to', { identifier: identifierOf(sameName) }],
    ['MD5', { hash: 'md5', signatureHash: 'sha256' }, 'open'],
    ['SHA-1', { hash: 'sha1', signatureAlgorithm: algorithmOf(signer.key, 'sha1') }, 'open'],
    ['SHA-256 for the content, SHA-1 for the signature', { signatureHash: 'sha1' }, 'open'],
    ['two hashes that differ', { signatureHash: 'sha384' }, 'open'],
    ['an algorithm that nobody knows', { signatureAlgorithm: sequence(oid('1.2.3.4')) }, 'open'],
    ['the other kind of key', { signatureAlgorithm: signer.key.kind === 'ec' ? algorithmOf(rsaFor(), 'sha256') : algorithmOf(ecFor(), 'sha256') }, 'open'],
    ['parameters where none belong', { signatureAlgorithm: sequence(...membersOf(algorithmOf(signer.key, 'sha256')).slice(0, 1).map(({ bytes }) => bytes), octetString(new Uint8Array(4))) }],
    ['a digest algorithm that the frame doesn’t name', { digests: [sequence(oid(hashOids.sha384), nothing())] }],
    ['a version that does not exist', { version: 77 }],
    ['a signer’s version that does not exist', { infoVersion: 77 }],
    ['an empty value', { signature: () => new Uint8Array() }],
    ['a value of zeros', { signature: (value) => new Uint8Array(value.length) }],
    ['one bit of the value', { signature: (value) => { const out = value.slice(); out[out.length - 1]! ^= 1; return out; } }],
    ['a byte behind the value', { signature: (value) => concat([value, Uint8Array.of(0)]) }],
  ];
  const named = (name: string): string => `${name} (${signer.key.kind})`;
  return [
    ...rows.map(([name, change, must = 'fail']) => attack('CMS', named(name), 'integrity', signed(signer, change), { must, trust: signer.trust })),
    attack('CMS', named('a key of the same name, without the signing certificate’s digest'), 'chain', signed({ ...stranger, certificate: sameName }, { attributes: (digest) => [contentType(), messageDigest(digest)] }, 'adbe.pkcs7.detached'), { trust: signer.trust }),
    attack('CMS', named('something behind the value in /Contents'), 'integrity', raw((covered) => concat([cmsOver(covered, signer), Uint8Array.of(0, 0, 1)]))),
    attack('CMS', named('indefinite lengths, and something behind them'), 'integrity', raw((covered) => concat([indefinite(cmsOver(covered, signer)), Uint8Array.of(4, 0)]))),
    attack('CMS', named('an envelope in place of the signature'), 'integrity', raw((covered) => sequence(oid('1.2.840.113549.1.7.3'), der(tag.context(0), cmsOver(covered, signer))))),
    attack('CMS', named('a timestamp token in place of the signature'), 'integrity', raw((covered) => tokenOver(covered, signer))),
    attack('CMS', named('the signature of another file'), 'integrity', raw((covered) => cmsOver(covered.slice().fill(32, 20, 40), signer))),
    attack('CMS', named('an unknown kind of signature'), 'integrity', signed(signer, {}, 'adbe.x509.rsa_sha1'), { must: 'open' }),
    attack('CMS', named('lengths that leave the value'), 'integrity', raw((covered) => { const cms = cmsOver(covered, signer).slice(); cms[2] = 0xff; return cms; })),
    attack('timestamp', named('a document timestamp over other bytes'), 'integrity', fillSignature(signablePdf(emptySignature('', 'ETSI.RFC3161'), content), () => tokenOver(new Uint8Array(9), signer))),
  ];
}

let rsa: ReturnType<typeof rsaKey> | undefined, ec: ReturnType<typeof ecKey> | undefined;
const rsaFor = (): ReturnType<typeof rsaKey> => (rsa ??= rsaKey());
const ecFor = (): ReturnType<typeof ecKey> => (ec ??= ecKey());

/** Numbers and keys that broken verifiers take: zero, the order, points that aren't on the curve, curves of one's own, short keys. */
export function keysAndNumbers(signer: Identity): Attack[] {
  const pair = (r: bigint | Uint8Array, s: bigint | Uint8Array): Uint8Array => sequence(typeof r === 'bigint' ? bigInteger(r) : r, typeof s === 'bigint' ? bigInteger(s) : s);
  const halves = (value: Uint8Array): readonly [bigint, bigint] => {
    const [r, s] = membersOf(value).map(({ content: digits }) => BigInt(`0x${Buffer.from(digits).toString('hex')}`));
    return [r!, s!];
  };
  const numbers: readonly (readonly [name: string, value: (signature: Uint8Array) => Uint8Array])[] = [
    ['r and s are 0', () => pair(0n, 0n)], ['r is 0', (value) => pair(0n, halves(value)[1])], ['s is 0', (value) => pair(halves(value)[0], 0n)], ['r and s are 1', () => pair(1n, 1n)],
    ['r and s are the order', () => pair(order, order)], ['r is larger by the order', (value) => pair(halves(value)[0] + order, halves(value)[1])], ['s is larger by the order', (value) => pair(halves(value)[0], halves(value)[1] + order)],
    ['r is negative', (value) => pair(integer(0xff, 1), halves(value)[1])], ['r with a needless zero', (value) => pair(integer(0, 0, ...membersOf(value)[0]!.content), halves(value)[1])], ['three numbers', (value) => sequence(...membersOf(value).map(({ bytes }) => bytes), integer(1))],
    ['r and s changed round', (value) => pair(halves(value)[1], halves(value)[0])], ['not DER but two numbers side by side', () => new Uint8Array(64).fill(1)],
  ];
  const withSpki = (spki: Uint8Array): Uint8Array => {
    const forged = certificate({ subject: 'Signer', issuer: 'Root', key: signer.key, by: signer.authority, spki });
    return signed({ ...signer, certificate: forged }, {});
  };
  const point = (bytes: Uint8Array): Uint8Array => sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), der(tag.bitString, Uint8Array.of(0), bytes));
  const short = identityOf(rsaKey(1024), signer.authority), tiny = identityOf(rsaKey(512), signer.authority), explicit = identityOf(ecKey('P-256', 'explicit'), signer.authority);
  return [
    ...numbers.map(([name, signature]) => attack('ECDSA', name, 'integrity', signed(signer, { signature }))),
    attack('ECDSA', 'the key is the point at infinity', 'integrity', withSpki(point(Uint8Array.of(0)))),
    attack('ECDSA', 'the key is no point of the curve', 'integrity', withSpki(point(Uint8Array.of(4, ...new Uint8Array(63), 1)))),
    attack('ECDSA', 'a curve of one’s own (explicit parameters)', 'integrity', signed(explicit, {}), { must: 'open' }),
    attack('ECDSA', 'a curve that is not on the list', 'integrity', signed(identityOf(ecKey('secp256k1'), signer.authority), {}), { must: 'open' }),
    attack('RSA', 'a key of 1024 bits', 'integrity', signed(short, {}), { must: 'open' }),
    attack('RSA', 'a key of 512 bits', 'integrity', signed(tiny, {}), { must: 'open' }),
    attack('RSA', 'the padded digest itself, under exponent 1', 'integrity', exponentOne(signer), { must: 'open' }),
  ];
}

/** With exponent 1 every message is its own signature: the certificate is the attacker's, and the value needs no key. */
function exponentOne(signer: Identity): Uint8Array {
  const modulus = (1n << 2047n) + 1n;
  const spki = sequence(sequence(oid('1.2.840.113549.1.1.1'), nothing()), der(tag.bitString, Uint8Array.of(0), sequence(bigInteger(modulus), integer(1))));
  const forged = certificate({ subject: 'Signer', issuer: 'Root', key: signer.key, by: signer.authority, spki });
  const padded = (attributes: Uint8Array): Uint8Array => {
    const info = concat([Uint8Array.from(Buffer.from('3031300d060960864801650304020105000420', 'hex')), attributes]);
    return Uint8Array.of(0, 1, ...new Uint8Array(256 - info.length - 3).fill(0xff), 0, ...info);
  };
  return fillSignature(signablePdf(emptySignature('', 'ETSI.CAdES.detached'), content), (covered) => {
    let stated = new Uint8Array();
    const attributes = (digest: Uint8Array): readonly Uint8Array[] => {
      const list = [contentType(), messageDigest(digest), signingCertificate(forged)].sort((a, b) => Buffer.compare(a, b));
      stated = Uint8Array.from(hashOf(setOf(...list)));
      return list;
    };
    return cmsOver(covered, { ...signer, certificate: forged }, { attributes, signatureAlgorithm: sequence(oid('1.2.840.113549.1.1.11'), nothing()), signature: () => padded(stated) });
  });
}
