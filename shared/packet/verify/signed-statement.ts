/** The statement as its issuer signed it, taken out of a packet for tools that know in-toto and DSSE and no PDF. */
import { webVerifySignature } from '../../bytes/ecdsa.ts';
import { fromBase64 } from '../../bytes/base64.ts';
import { embeddedFiles } from './embedded-files.ts';
import { readPdf } from './pdf-file.ts';
import { fileBytes, judgeRosters, readStatement, statementFile } from './record-files.ts';
import type { VerifyPorts } from './signatures.ts';
import type { TrustRoot } from './trust-root.ts';

export interface SignedStatement {
  /** The envelope's bytes as they stand in the packet: one line of JSON with `payload`, `payloadType` and `signatures` (DSSE, envelope.md). */
  readonly envelope: Uint8Array;
  /** The issuer's public key as SPKI in DER, from the board's roster; null without a root under which the rosters hold. */
  readonly issuerKey: Uint8Array | null;
}

/** Takes it out, without judging it: ask the verifier first whether to believe it. Null where the file holds no statement. */
export async function signedStatement(bytes: Uint8Array, trust: TrustRoot | null, { subtle, sha256 }: VerifyPorts): Promise<SignedStatement | null> {
  const pdf = readPdf(bytes);
  const embedded = pdf.ok ? embeddedFiles(pdf.file, pdf.file.revisions.at(-1)!) : null;
  const envelope = embedded?.ok === true ? fileBytes(embedded.files, statementFile) : null;
  const read = envelope === null ? null : readStatement(envelope);
  if (embedded?.ok !== true || envelope === null || read?.ok !== true) return null;
  if (trust === null) return { envelope, issuerKey: null };
  const { statement } = read.value;
  const rosters = await judgeRosters(embedded.files, statement, trust, { sha256, verify: webVerifySignature(subtle) });
  const keys = rosters.check.result === 'passed' ? (rosters.value ?? []).flatMap(({ roster }) => roster.members.map(({ key }) => key)) : [];
  const spki = fromBase64(keys.find(({ keyId }) => keyId === statement.predicate.issuer.key)?.spki ?? '', statementFile);
  return { envelope, issuerKey: spki.ok && spki.value.length > 0 && sha256(spki.value) === statement.predicate.issuer.key ? spki.value : null };
}
