/** X.509 certificates (RFC 5280), read for what the chain needs and no more. */
import { oidText, octets, readWhole, tag, timeText, type Asn1 } from './der.ts';
import { latin1 } from './pdf-object.ts';

export interface Certificate {
  readonly der: Uint8Array;
  /** The signed part, its algorithm and signature. */
  readonly toBeSigned: Uint8Array;
  readonly algorithm: Asn1;
  readonly signature: Uint8Array;
  /** Names as DER: compared byte by byte. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly notBeforeAt: string;
  readonly notAfterAt: string;
  readonly spki: Uint8Array;
  readonly commonName: string | null;
  readonly units: readonly string[];
  readonly subjectKeyId: Uint8Array | null;
  readonly isCa: boolean;
  readonly pathLength: number | null;
  /** Bits of keyUsage from the most significant one on (0 digitalSignature, 1 nonRepudiation, 5 keyCertSign); null when absent. */
  readonly keyUsage: ReadonlySet<number> | null;
  /** Purposes of extKeyUsage, null when absent, and whether the extension is critical. */
  readonly purposes: { readonly oids: readonly string[]; readonly critical: boolean } | null;
  readonly extensions: ReadonlyMap<string, { readonly critical: boolean; readonly value: Uint8Array }>;
  /** Whether it narrows the names, policies or paths below it (RFC 5280, 4.2.1.10, 11 and 14): such limits are not followed here. */
  readonly constrains: boolean;
  /** Critical extensions that this reader does not understand: a certificate with one is not relied on (RFC 5280, 4.2). */
  readonly unknownCritical: readonly string[];
}

const oids = { commonName: '2.5.4.3', unit: '2.5.4.11', subjectKeyId: '2.5.29.14', keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19', purposes: '2.5.29.37' } as const;

/** nameConstraints, policyConstraints, inhibitAnyPolicy. */
export const constraining: readonly string[] = ['2.5.29.30', '2.5.29.36', '2.5.29.54'];

/** The extension of a board's root that holds the digest of roster 0 (`docs/architecture.md`). */
export const rosterExtension = '2.25.267823640541785934817046133226107735093.1';

function attributeText(value: Asn1 | undefined): string | null {
  if (value === undefined) return null;
  if (value.tag === 0x1e) {
    let text = '';
    for (let at = 0; at + 1 < value.content.length; at += 2) text += String.fromCharCode(value.content[at]! * 256 + value.content[at + 1]!);
    return text;
  }
  return value.tag === 0x0c ? new TextDecoder().decode(value.content as Uint8Array<ArrayBuffer>) : latin1(value.content);
}

function nameParts(name: Asn1, oid: string): string[] {
  return name.children.flatMap((set) => set.children).flatMap((pair) => {
    const text = oidText(pair.children[0]) === oid ? attributeText(pair.children[1]) : null;
    return text === null ? [] : [text];
  });
}

function bits(value: Asn1 | null): Set<number> | null {
  if (value?.tag !== tag.bitString || value.content.length < 1) return null;
  const set = new Set<number>();
  for (let bit = 0; bit < (value.content.length - 1) * 8; bit++) if (value.content[1 + (bit >> 3)]! & (0x80 >> (bit & 7))) set.add(bit);
  return set;
}

/** Reads a certificate in DER; null when it is not one, has an extension twice or a negative path length. */
export function readCertificate(der: Uint8Array): Certificate | null {
  const whole = readWhole(der);
  const [tbs, algorithm, signature] = whole?.children ?? [];
  if (whole?.tag !== tag.sequence || tbs?.tag !== tag.sequence || algorithm?.tag !== tag.sequence || signature?.tag !== tag.bitString || signature.content[0] !== 0) return null;
  const fields = [...tbs.children];
  if (fields[0]?.tag === tag.context(0)) fields.shift();
  const [serial, innerAlgorithm, issuer, validity, subject, spki, ...rest] = fields;
  const notBeforeAt = timeText(validity?.children[0]), notAfterAt = timeText(validity?.children[1]);
  if (serial?.tag !== tag.integer || !issuer || !subject || spki?.tag !== tag.sequence || notBeforeAt === null || notAfterAt === null) return null;
  if (!innerAlgorithm || latin1(innerAlgorithm.bytes) !== latin1(algorithm.bytes)) return null;
  const extensions = readExtensions(rest.find((field) => field.tag === tag.context(3)));
  if (extensions === null) return null;
  const value = (oid: string): Asn1 | null => { const found = extensions.get(oid); return found === undefined ? null : readWhole(found.value); };
  const constraints = value(oids.basicConstraints);
  const pathLength = constraints?.children.find((child) => child.tag === tag.integer);
  if (pathLength !== undefined && (pathLength.content[0] ?? 0x80) >= 0x80) return null;
  const purposes = value(oids.purposes);
  const known: readonly string[] = [...Object.values(oids), rosterExtension];
  return {
    der, toBeSigned: tbs.bytes, algorithm, signature: signature.content.subarray(1),
    issuer: issuer.bytes, subject: subject.bytes, serialNumber: serial.bytes, notBeforeAt, notAfterAt, spki: spki.bytes,
    commonName: nameParts(subject, oids.commonName)[0] ?? null, units: nameParts(subject, oids.unit),
    subjectKeyId: octets(value(oids.subjectKeyId) ?? undefined),
    isCa: constraints?.children[0]?.tag === tag.boolean && constraints.children[0].content[0] !== 0,
    pathLength: pathLength === undefined ? null : pathLength.content.reduce((sum, byte) => sum * 256 + byte, 0),
    keyUsage: extensions.has(oids.keyUsage) ? bits(value(oids.keyUsage)) ?? new Set() : null,
    purposes: purposes === null ? null : { oids: purposes.children.map((child) => oidText(child) ?? '?'), critical: extensions.get(oids.purposes)!.critical },
    extensions,
    constrains: constraining.some((oid) => extensions.has(oid)),
    unknownCritical: [...extensions].filter(([oid, extension]) => extension.critical && !known.includes(oid)).map(([oid]) => oid),
  };
}

function readExtensions(field: Asn1 | undefined): Map<string, { critical: boolean; value: Uint8Array }> | null {
  const extensions = new Map<string, { critical: boolean; value: Uint8Array }>();
  for (const extension of field?.children[0]?.children ?? []) {
    const [id, ...rest] = extension.children;
    const oid = oidText(id);
    const critical = rest[0]?.tag === tag.boolean;
    const value = octets(critical ? rest[1] : rest[0]);
    if (oid === null || value === null || extensions.has(oid)) return null;
    extensions.set(oid, { critical: critical && rest[0]!.content[0] !== 0, value });
  }
  return extensions;
}
