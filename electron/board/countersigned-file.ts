/**
 * The newest file of a packet: the bytes that were issued and, of a countersigned packet, every revision that counts. Each one is looked at before it
 * counts here: an act may say anything, the bytes behind it have to verify (rules P-11 and P-13).
 */
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { countersigningOf, type Countersigning } from '../../shared/events/countersigning.ts';
import { factsOn } from '../../shared/events/dossier-facts.ts';
import type { FactOf } from '../../shared/events/fact.ts';
import { countersignersOf, type Statement } from '../../shared/packet/statement.ts';
import { embeddedFiles } from '../../shared/packet/verify/embedded-files.ts';
import { readPdf } from '../../shared/packet/verify/pdf-file.ts';
import { fileBytes, readStatement, statementFile } from '../../shared/packet/verify/record-files.ts';
import { authenticity } from '../../shared/packet/verify/record.ts';
import { readTrustRoot, verifyPacket } from '../../shared/packet/verify/verify.ts';
import type { VerifyReport } from '../../shared/packet/verdict.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Digest } from '../../shared/vocabulary.ts';
import { nodeDigestParts } from '../platform/crypto.ts';
import { viewOf } from './perform.ts';
import type { Profile } from './profile.ts';

export interface NewestFile {
  readonly issued: FactOf<'packet.issued/1'>;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  /** Null: the packet is sealed. */
  readonly countersigning: Countersigning | null;
}

/** A file with as many signatures as it must have by then, the seal's among them. */
interface SignedFile { readonly bytes: Uint8Array; readonly signatures: number }

/** What is known of acts that were looked at once: an act names its bytes, so that its worth never changes. */
const looked = new WeakMap<Profile, Map<Digest, boolean>>();

/** Puts the newest file together. Refuses `board/unknown-packet`; fails as the object store does where the issued file itself is missing. */
export async function newestFile(profile: Profile, packet: Digest): Promise<Result<NewestFile>> {
  const view = viewOf(profile);
  if (!view.ok) return view;
  const issued = [...view.value.state.packets.values()].find(({ body }) => body.packet === packet);
  if (issued === undefined) return refuse('board/unknown-packet', { packet });
  const { objects } = profile.vault;
  const bytes = await objects.read(packet);
  if (!bytes.ok) return bytes;
  const facts = factsOn(view.value, issued.body.dossier);
  const { rosters } = view.value;
  const files = new Map<Digest, SignedFile>([[packet, { bytes: bytes.value, signatures: 1 }]]);
  const sound = new Set<Digest>();
  // Each round looks at the acts whose base is known by now: a chain grows by one revision a round.
  const acts = facts.countersignatures.filter(({ body }) => body.packet === packet);
  for (let more = true; more;) {
    more = false;
    for (const act of acts) {
      const base = files.get(act.body.base);
      if (base === undefined || sound.has(act.act) || files.has(act.body.file)) continue;
      const file = await fileAfter(profile, act, base);
      if (file === null) continue;
      sound.add(act.act);
      files.set(act.body.file, file);
      more = true;
    }
  }
  const countersigning = countersigningOf(facts, rosters, issued.body, ({ act }) => sound.has(act));
  const digest = countersigning?.file ?? packet;
  return ok({ issued, digest, countersigning, bytes: files.get(digest)!.bytes });
}

/** The bytes of the newest file alone; of an addendum, which nobody countersigns, those that were issued. */
export async function newestBytes(profile: Profile, packet: Digest): Promise<Result<Uint8Array>> {
  const newest = await newestFile(profile, packet);
  if (newest.ok) return ok(newest.value.bytes);
  return newest.trouble.code === 'board/unknown-packet' ? profile.vault.objects.read(packet) : newest;
}

/** The file that an act says it made, where it did: the revision is here, gives the digest, verifies, and fills its own author's field. */
async function fileAfter(profile: Profile, { act, body, member }: FactOf<'packet.countersigned/1'>, base: SignedFile): Promise<SignedFile | null> {
  const { sha256 } = profile.ports;
  const known = looked.get(profile) ?? new Map<Digest, boolean>();
  looked.set(profile, known);
  if (known.get(act) === false) return null;
  const revision = await profile.vault.objects.read(body.revision);
  // It may arrive yet.
  if (!revision.ok || revision.value.length !== body.sizeBytes) return null;
  const file: SignedFile = { bytes: new Uint8Array(Buffer.concat([base.bytes, revision.value])), signatures: base.signatures + 1 };
  const holds = known.get(act) ?? (sha256(file.bytes) === body.file && await isSound(profile, file, member));
  known.set(act, holds);
  return holds ? file : null;
}

async function isSound(profile: Profile, { bytes, signatures }: SignedFile, member: string): Promise<boolean> {
  const report = await reportOn(profile, bytes);
  const stated = statementIn(bytes);
  if (stated === null || soundProblem(report) !== null || report.signatures.length !== signatures) return false;
  const last = report.signatures.at(-1);
  return countersignersOf(stated).some((one) => one.member === member && one.field === last?.field);
}

/** What the verifier says of a file under the profile's own trust file. A sample board's packets are read as what they are. */
export function reportOn({ trustPem, ports: { sha256, clock } }: Profile, bytes: Uint8Array): Promise<VerifyReport> {
  return verifyPacket(bytes, { trust: readTrustRoot(encodeUtf8(trustPem)), at: clock.now(), allowSample: true, ports: { subtle: globalThis.crypto.subtle, sha256, digestParts: nodeDigestParts } });
}

/** Why a file isn't one that a member may sign on: every step of authenticity has passed, but that members may still be missing. Null when it is. */
export function soundProblem({ facts }: VerifyReport): string | null {
  for (const step of authenticity) {
    const fact = facts.find((one) => one.step === step);
    if (step === 'countersignatures' ? fact?.result === 'failed' : fact?.result !== 'passed') return fact?.reason ?? step;
  }
  return null;
}

/** The statement inside a file, unjudged. */
export function statementIn(bytes: Uint8Array): Statement | null {
  const pdf = readPdf(bytes);
  const embedded = pdf.ok ? embeddedFiles(pdf.file, pdf.file.revisions.at(-1)!) : null;
  const envelope = embedded?.ok === true ? fileBytes(embedded.files, statementFile) : null;
  const read = envelope === null ? null : readStatement(envelope);
  return read?.ok === true ? read.value.statement : null;
}
