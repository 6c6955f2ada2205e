/** Certificate revocation lists (RFC 5280, 5) and OCSP responses (RFC 6960), read for one question: was this certificate revoked, and when. */
import { concat, encode, oidText, octets, readWhole, tag, timeText, type Asn1 } from './der.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { latin1 } from './pdf-object.ts';

/** The two things that a list or a response has in common: signed bytes, and how long what they say is current. */
interface SignedAnswer {
  readonly der: Uint8Array;
  readonly toBeSigned: Uint8Array;
  readonly algorithm: Asn1;
  readonly signature: Uint8Array;
}

export interface Revoked { readonly at: string }

export interface RevocationList extends SignedAnswer {
  readonly kind: 'crl';
  readonly issuer: Uint8Array;
  readonly thisUpdateAt: string;
  readonly nextUpdateAt: string | null;
  /** By serial number, as {@link serialKey} writes it. */
  readonly revoked: ReadonlyMap<string, Revoked>;
  /** False where a critical extension narrows the list in a way that is not followed here: then silence in it says nothing. */
  readonly complete: boolean;
  /** The places that it speaks for alone (issuing distribution point, RFC 5280, 5.2.5): certificates that name one of them. Null: for all of its issuer's. */
  readonly points: readonly string[] | null;
}

/** What a response says about one certificate. The hashes name its issuer. */
export interface SingleAnswer {
  readonly hashOid: string;
  readonly nameHash: Uint8Array;
  readonly keyHash: Uint8Array;
  readonly serial: string;
  readonly status: 'good' | 'unknown' | Revoked;
  readonly thisUpdateAt: string;
  readonly nextUpdateAt: string | null;
}

export interface OcspResponse extends SignedAnswer {
  readonly kind: 'ocsp';
  readonly answers: readonly SingleAnswer[];
  readonly certificates: readonly Certificate[];
}

/** A certificate's serial number as a key, from its INTEGER's bytes. */
export const serialKey = (integer: Uint8Array): string => latin1(integer);

const removedFromList = 8;

/** A signed answer's frame: body, algorithm, signature. */
function frameOf(whole: Asn1 | null): { readonly body: Asn1; readonly algorithm: Asn1; readonly signature: Uint8Array; readonly rest: readonly Asn1[] } | null {
  const [body, algorithm, signature, ...rest] = whole?.children ?? [];
  if (whole?.tag !== tag.sequence || body?.tag !== tag.sequence || algorithm?.tag !== tag.sequence || signature?.tag !== tag.bitString || signature.content[0] !== 0) return null;
  return { body, algorithm, signature: signature.content.subarray(1), rest };
}

const isTime = (value: Asn1 | undefined): boolean => value?.tag === tag.utcTime || value?.tag === tag.generalizedTime;
const hasCritical = (extensions: Asn1 | undefined, understood?: Asn1): boolean => extensions?.children.some((one) => one !== understood && one.children[1]?.tag === tag.boolean && one.children[1].content[0] !== 0) ?? false;

/** Values of ASN.1 in the longest list that is read: some 120,000 entries, about 4 MB. */
const mostListValues = 700_000;

/** Reads a CRL in DER; null when it is none, or longer than {@link mostListValues}. */
export function readRevocationList(der: Uint8Array): RevocationList | null {
  const frame = frameOf(readWhole(der, mostListValues));
  if (frame === null || frame.rest.length > 0) return null;
  const fields = [...frame.body.children];
  if (fields[0]?.tag === tag.integer) fields.shift();
  const [algorithm, issuer, thisUpdate, ...rest] = fields;
  const thisUpdateAt = timeText(thisUpdate);
  if (!algorithm || latin1(algorithm.bytes) !== latin1(frame.algorithm.bytes) || issuer?.tag !== tag.sequence || thisUpdateAt === null) return null;
  const nextUpdateAt = isTime(rest[0]) ? timeText(rest.shift()) : null;
  const listed = rest[0]?.tag === tag.sequence ? rest.shift() : undefined;
  const extensions = rest[0]?.tag === tag.context(0) ? rest.shift() : undefined;
  if (rest.length > 0) return null;
  const revoked = new Map<string, Revoked>();
  const place = extensions?.children[0]?.children.find((one) => oidText(one.children[0]) === issuingPoint);
  const points = place === undefined ? null : pointsOf(place);
  let complete = !hasCritical(extensions?.children[0], place) && (place === undefined || points !== null);
  for (const entry of listed?.children ?? []) {
    const [serial, date, more] = entry.children;
    const at = timeText(date);
    if (serial?.tag !== tag.integer || at === null) return null;
    // An entry of another issuer's certificate would be marked critical (5.3.3); it may not be ours.
    if (hasCritical(more)) complete = false;
    if (reasonOf(more) !== removedFromList) revoked.set(serialKey(serial.bytes), { at });
  }
  return { kind: 'crl', der, toBeSigned: frame.body.bytes, algorithm: frame.algorithm, signature: frame.signature, issuer: issuer.bytes, thisUpdateAt, nextUpdateAt, revoked, complete, points };
}

const issuingPoint = '2.5.29.28';

/** The addresses of an issuing distribution point that narrows the list by nothing else; null where it does, or can't be read. */
function pointsOf(extension: Asn1): readonly string[] | null {
  const bytes = octets(extension.children.at(-1));
  const value = bytes === null ? null : readWhole(bytes);
  const [name, ...more] = value?.children ?? [];
  const full = name?.tag === tag.context(0) ? name.children[0] : undefined;
  if (more.length > 0 || full?.tag !== tag.context(0) || full.children.length === 0) return null;
  return full.children.every((one) => one.tag === tag.contextPrimitive(6)) ? full.children.map(({ content }) => latin1(content)) : null;
}

function reasonOf(extensions: Asn1 | undefined): number | null {
  const found = extensions?.children.find((one) => oidText(one.children[0]) === '2.5.29.21');
  const value = octets(found?.children.at(-1));
  const reason = value === null ? null : readWhole(value);
  return reason?.content[0] ?? null;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const basicResponseOid = Uint8Array.of(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01);

/** Reads an OCSPResponse in DER that was successful and basic; null for anything else. */
export function readOcspResponse(der: Uint8Array): OcspResponse | null {
  const whole = readWhole(der);
  const [status, wrapped] = whole?.children ?? [];
  const inner = wrapped?.children[0];
  if (whole?.tag !== tag.sequence || status?.tag !== 0x0a || status.content.length !== 1 || status.content[0] !== 0 || wrapped?.tag !== tag.context(0) || oidText(inner?.children[0]) !== basicResponse) return null;
  const basic = octets(inner?.children[1]);
  const frame = frameOf(basic === null ? null : readWhole(basic));
  if (frame === null) return null;
  const fields = [...frame.body.children];
  if (fields[0]?.tag === tag.context(0)) fields.shift();
  const [, producedAt, responses] = fields;
  if (timeText(producedAt) === null || responses?.tag !== tag.sequence) return null;
  const answers: SingleAnswer[] = [];
  for (const response of responses.children) {
    const answer = singleAnswer(response);
    if (answer === null) return null;
    answers.push(answer);
  }
  const certificates = (frame.rest[0]?.children[0]?.children ?? []).map((one) => readCertificate(one.bytes));
  if (certificates.some((one) => one === null) || certificates.length > 10) return null;
  return { kind: 'ocsp', der, toBeSigned: frame.body.bytes, algorithm: frame.algorithm, signature: frame.signature, answers, certificates: certificates as Certificate[] };
}

/** A response in DER with no certificate in it but `responder`'s, null: none. Certificates aren't signed with a response, and most aren't needed. */
export function responseWith({ toBeSigned, algorithm, signature }: OcspResponse, responder: Certificate | null): Uint8Array {
  const basic = encode(tag.sequence, concat([
    toBeSigned, algorithm.bytes, encode(tag.bitString, concat([Uint8Array.of(0), signature])),
    ...(responder === null ? [] : [encode(tag.context(0), encode(tag.sequence, responder.der))]),
  ]));
  const typed = encode(tag.sequence, concat([encode(tag.oid, basicResponseOid), encode(tag.octetString, basic)]));
  return encode(tag.sequence, concat([Uint8Array.of(0x0a, 1, 0), encode(tag.context(0), typed)]));
}

function singleAnswer({ children: [id, status, thisUpdate, ...rest] }: Asn1): SingleAnswer | null {
  const [hash, nameField, keyField, serial] = id?.children ?? [];
  const hashOid = oidText(hash?.children[0]), nameHash = octets(nameField), keyHash = octets(keyField), thisUpdateAt = timeText(thisUpdate);
  if (hashOid === null || nameHash === null || keyHash === null || serial?.tag !== tag.integer || thisUpdateAt === null) return null;
  const revokedAt = status?.tag === tag.context(1) ? timeText(status.children[0]) : null;
  const said = status?.tag === tag.contextPrimitive(0) ? 'good' as const : revokedAt !== null ? { at: revokedAt } : 'unknown' as const;
  const next = rest[0]?.tag === tag.context(0) ? timeText(rest[0].children[0]) : null;
  return { hashOid, nameHash, keyHash, serial: serialKey(serial.bytes), status: hasCritical(rest.find((one) => one.tag === tag.context(1))?.children[0]) ? 'unknown' : said, thisUpdateAt, nextUpdateAt: next };
}
