/**
 * Raises a sealed packet's level: appends validation data and a timestamp of the document as updates (`shared/packet/archive.ts`). The bytes that
 * were issued stay as they are, at the head of the file; what comes of it is verified before anybody gets it.
 */
import { archiveLimit, archiveKinds, stampRevision, validationRevision, type Archived, type ArchiveValue } from '../../shared/packet/archive.ts';
import { upgradeProblems } from '../../shared/copy/archival.ts';
import type { SignatureLevel, VerifyReport } from '../../shared/packet/verdict.ts';
import { replayArchive, signedForm } from '../../shared/packet/verify/archive-grammar.ts';
import { replayCountersignatures } from '../../shared/packet/verify/countersign-grammar.ts';
import { readCertificate, type Certificate } from '../../shared/packet/verify/certificate.ts';
import { sameBytes } from '../../shared/packet/verify/der.ts';
import { readPdf, type PdfFile } from '../../shared/packet/verify/pdf-file.ts';
import { sealCertificates } from '../../shared/packet/verify/seal-certificates.ts';
import { validationData } from '../../shared/packet/verify/validation-data.ts';
import { verifyPacket, type VerifyPorts } from '../../shared/packet/verify/verify.ts';
import { Instant } from '../../shared/vocabulary.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Stamper } from './stamp.ts';

/** A value that somebody gave, with the name that messages call it by. */
export interface NamedValue extends ArchiveValue { readonly name: string }

export interface UpgradeRequest {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly values: readonly NamedValue[];
  /** Null: no timestamp is added. */
  readonly stamper: Stamper | null;
}

export interface Upgraded {
  readonly bytes: Uint8Array;
  readonly from: SignatureLevel;
  readonly to: SignatureLevel;
  /** What the level rests on and what the next one lacks. */
  readonly levelReason: string;
  /** Values that were added. */
  readonly added: number;
  readonly stampedAt: string | null;
  readonly authority: string | null;
}

/** What verification without a trust root must find before and after: whose packet it is isn't asked, how it is written is. */
const neededSteps: readonly string[] = ['file', 'grammar', 'byte-range', 'integrity', 'modifications', 'completeness', 'files'];

async function reportOf(bytes: Uint8Array, ports: VerifyPorts): Promise<VerifyReport> {
  return verifyPacket(bytes, { trust: null, at: Instant.parse('2000-01-01T00:00:00.000Z'), allowSample: true, ports });
}

function problemOf(report: VerifyReport): string | null {
  for (const step of neededSteps) {
    const fact = report.facts.find((one) => one.step === step);
    if (fact?.result !== 'passed') return fact?.reason ?? upgradeProblems.noPacket;
  }
  return report.level === null ? upgradeProblems.noPacket : null;
}

/** The certificates of the seal and of its timestamp. Null where the file isn't a packet. */
async function openArchive({ name, bytes }: UpgradeRequest, ports: VerifyPorts): Promise<Result<{ readonly file: PdfFile; readonly archived: Archived; readonly known: readonly Certificate[]; readonly level: SignatureLevel }>> {
  const no = (problem: string): Result<never> => refuse('packet/not-upgradable', { name, problem });
  const report = await reportOf(bytes, ports);
  const problem = problemOf(report);
  if (problem !== null) return no(problem);
  const pdf = readPdf(bytes);
  const known = pdf.ok ? sealCertificates(pdf.file) : null;
  if (!pdf.ok || known === null) return no(upgradeProblems.noPacket);
  if (pdf.file.revisions.length + 2 > archiveLimit) return no(upgradeProblems.full);
  const countersigned = await replayCountersignatures(ports.subtle, pdf.file, known[1] ?? null);
  const replayed = typeof countersigned === 'string' ? countersigned : await replayArchive(ports.subtle, pdf.file, known, countersigned);
  return typeof replayed === 'string' ? no(replayed) : ok({ file: pdf.file, archived: replayed.archived, known: replayed.known, level: report.level! });
}

/**
 * Adds the values and then a timestamp. Refuses `packet/not-upgradable` for a file that is no sound packet, `input/schema` for a value that
 * nobody known signed, `packet/nothing-to-add`; passes on what the authority said. Nothing is written here.
 */
export async function upgradePacket(request: UpgradeRequest, ports: VerifyPorts): Promise<Result<Upgraded>> {
  const opened = await openArchive(request, ports);
  if (!opened.ok) return opened;
  const { file, known, level: from } = opened.value;
  let { archived } = opened.value;
  const values = await newValues(request.values, file, known, ports.subtle);
  if (!values.ok) return values;
  const pieces: Uint8Array[] = [request.bytes];
  if (values.value.length > 0) {
    const added = validationRevision(archived, values.value);
    pieces.push(added.bytes);
    ({ archived } = added);
  }
  let stamped: { readonly at: string; readonly authority: string } | null = null;
  if (request.stamper !== null) {
    const open = stampRevision(archived, new Uint8Array());
    const whole = Buffer.concat([...pieces, open.bytes]);
    const stamp = await request.stamper(new Uint8Array(Buffer.concat([whole.subarray(0, open.gap.from), whole.subarray(open.gap.to)])));
    if (!stamp.ok) return stamp;
    pieces.push(stampRevision(archived, stamp.value.token).bytes);
    stamped = stamp.value;
  }
  if (pieces.length === 1) return refuse('packet/nothing-to-add', { name: request.name });
  const bytes = new Uint8Array(Buffer.concat(pieces));
  const report = await reportOf(bytes, ports);
  const problem = problemOf(report);
  if (problem !== null) return refuse('packet/not-upgradable', { name: request.name, problem });
  const levelReason = report.facts.find(({ step }) => step === 'level')?.reason ?? '';
  return ok({ bytes, from, to: report.level!, levelReason, added: values.value.length, stampedAt: stamped?.at ?? null, authority: stamped?.authority ?? null });
}

/** The values that the file doesn't have yet: those given, and with them the certificates that the seal and its timestamps carry, for readers that look only into the store. */
async function newValues(given: readonly NamedValue[], file: PdfFile, known: readonly Certificate[], subtle: SubtleCrypto): Promise<Result<ArchiveValue[]>> {
  if (given.length === 0) return ok([]);
  const store = validationData(file, file.revisions.at(-1)!);
  const stored = [...store.certificates, ...store.answers].map(({ der }) => der);
  const pool = [...known, ...given.flatMap(({ kind, der }) => { const certificate = kind === 'Certs' ? readCertificate(der) : null; return certificate === null ? [] : [certificate]; })];
  const values: ArchiveValue[] = [];
  const add = (value: ArchiveValue): void => {
    if (![...stored, ...values.map(({ der }) => der)].some((der) => sameBytes(der, value.der))) values.push({ kind: value.kind, der: value.der });
  };
  // A certificate whose issuer isn't at hand could be anything: it stays where it is.
  for (const { der } of known) if (await signedForm(subtle, 'Certs', der, pool) !== null) add({ kind: 'Certs', der });
  const wanted: Uint8Array[] = [];
  for (const value of given) {
    const der = await signedForm(subtle, value.kind, value.der, pool);
    if (der === null) return refuse('input/schema', { name: value.name, place: upgradeProblems.kinds[value.kind], expected: upgradeProblems.signedByKnown, found: upgradeProblems.stranger });
    add({ kind: value.kind, der });
    wanted.push(der);
  }
  // Only what was given is a reason for a revision.
  if (!values.some((value) => wanted.some((der) => sameBytes(der, value.der)))) return ok([]);
  return ok(archiveKinds.flatMap((kind) => values.filter((value) => value.kind === kind)));
}
