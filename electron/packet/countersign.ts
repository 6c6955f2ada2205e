/** Puts a member's signature into their field of a countersigned packet, as one update after the bytes that are there (`shared/packet/countersign.ts`). Nothing is stored here. */
import { certificateName } from '../../shared/packet/certificate-name.ts';
import { signedAttributes, signedData } from '../../shared/packet/cms.ts';
import { countersignRevision } from '../../shared/packet/countersign.ts';
import { seal } from '../../shared/packet/seal.ts';
import { countersignProblems, countersignRefusals } from '../../shared/copy/countersign.ts';
import { digestBytes } from '../../shared/bytes/digest.ts';
import { replayCountersignatures } from '../../shared/packet/verify/countersign-grammar.ts';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { sealCertificates } from '../../shared/packet/verify/seal-certificates.ts';
import type { Sha256 } from '../../shared/ports.ts';
import { Defect, ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest, Instant } from '../../shared/vocabulary.ts';
import { lowS } from './seal.ts';

export interface CountersignRequest {
  /** What the file is called in messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The name of the member's own field. */
  readonly field: string;
  /** The claimed second. */
  readonly at: Instant;
  /** DER of the member's certificate. */
  readonly certificate: Uint8Array;
}

export interface CountersignPorts {
  readonly subtle: SubtleCrypto;
  readonly sha256: Sha256;
  /** Signs the DER of the signed attributes; answers an ECDSA signature in DER. */
  sign(attributes: Uint8Array): Promise<Result<Uint8Array>>;
}

export interface CountersignedFile {
  /** The update alone, and the whole file with it. */
  readonly revision: Uint8Array;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** Refuses `packet/not-countersignable` for a file that is written otherwise, whose field is filled, or that has none of that name; passes on what the signer says. */
export async function countersignFile({ name, bytes, field, at, certificate }: CountersignRequest, { subtle, sha256, sign }: CountersignPorts): Promise<Result<CountersignedFile>> {
  const no = (problem: string): Result<never> => refuse('packet/not-countersignable', { name, problem });
  const pdf = readPdf(bytes);
  const known = pdf.ok ? sealCertificates(pdf.file) : null;
  if (!pdf.ok || known === null) return no(countersignProblems.base);
  const ca = known[1] ?? null;
  const replayed = await replayCountersignatures(subtle, pdf.file, ca);
  if (typeof replayed === 'string') return no(replayed);
  const { countersigning, signatures } = replayed;
  const place = countersigning.fields.find((one) => one.name === field);
  if (ca === null || place === undefined || pdf.file.revisions.length !== 1 + signatures.length) return no(countersignRefusals.noField);
  if (countersigning.filled.includes(place.index)) return no(countersignRefusals.filled);
  const whole = (revision: Uint8Array): Uint8Array => new Uint8Array(Buffer.concat([bytes.subarray(0, countersigning.end), revision]));
  const open = countersignRevision(countersigning, place, at, new Uint8Array());
  const draft = whole(open.bytes);
  const covered = Buffer.concat([draft.subarray(0, open.gap.from), draft.subarray(open.gap.to)]);
  const attributes = signedAttributes(digestBytes(sha256(covered)), digestBytes(sha256(certificate)));
  const signed = await sign(attributes);
  if (!signed.ok) return signed;
  const issued = certificateName(certificate);
  if (issued === null) throw new Defect('the member’s certificate cannot be read');
  const cms = signedData({ certificate, ca: ca.der, name: issued, attributes, signature: lowS(signed.value), timestamp: null });
  if (cms.length > seal.contentsBytes) throw new Defect(`the countersignature has ${cms.length} bytes`);
  const { bytes: revision } = countersignRevision(countersigning, place, at, cms);
  const done = whole(revision);
  return ok({ revision, bytes: done, digest: sha256(done) });
}
