/**
 * Everything that a packet is made from: the decision, what it rests on, and the objects that ride along. Whoever issues a
 * packet gathers this from the record; from here on nothing is looked up.
 */
import { canonicalText } from '../bytes/canonical.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Envelope } from '../bytes/envelope.ts';
import type { Charter } from '../board/charter.ts';
import type { Evidence, EvidenceEntry, Verdict } from '../dossier/evidence.ts';
import type { HazardRegister } from '../dossier/hazard.ts';
import type { Revision } from '../dossier/revision.ts';
import type { ActType, Outcome } from '../events/catalogue.ts';
import type { EvidenceJudgement } from '../evidence/judge.ts';
import { residualSummary } from '../risk/register.ts';
import { riskSchemeOf } from '../risk/scheme.ts';
import type { BoardId, Choice, Digest, Discipline, Instant, ItemId, MemberId } from '../vocabulary.ts';
import type { DeliberationCounts } from './deliberation.ts';
import { evidenceLineLimit, packetFiles, signOffOrder, type PacketFileName } from './files.ts';
import { countersignFieldName } from './seal.ts';
import type { CountersignedDecision, Decision, RuleFact, StatedCondition, StatedFile } from './statement.ts';
import type { Sha256 } from '../ports.ts';

/** A sign-off as the packet prints it. `certificate` is the SHA-256 of the member's certificate; `firstSeenAt` when this machine had it. */
export interface SignedBy {
  readonly act: Digest;
  readonly member: MemberId;
  readonly name: string;
  readonly discipline: Discipline;
  readonly certificate: Digest;
  readonly claimedAt: Instant;
  readonly firstSeenAt: Instant;
}

export interface BasisVote extends SignedBy {
  readonly choice: Choice;
  readonly reason: string;
  /** How many items the member had not opened when voting. */
  readonly unread: number;
}

/** A minority statement by the act of the vote that carries it; `counted` says whether that vote is one of the decision's (rule P-3). */
export interface BasisDissent extends SignedBy { readonly text: string; readonly counted: boolean }

export interface BasisRecusal extends SignedBy { readonly reason: string }

export interface BasisFinding {
  readonly severity: 'blocker' | 'major' | 'minor' | 'observation';
  readonly item: ItemId | null;
  readonly name: string;
  readonly text: string;
  readonly resolution: string | null;
}

export interface BasisEvidence {
  readonly entry: EvidenceEntry;
  readonly evidence: Evidence;
  /** The stored object: its SHA-256 is the entry's `object`. */
  readonly bytes: Uint8Array;
  readonly judgement: EvidenceJudgement;
}

/** One difference from the last approved revision, in words. `weakens`: it speaks against the release, and is set strong. */
export interface BasisChange {
  readonly item: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly reading: string;
  readonly weakens: boolean;
}

/** The last decided revision of the same product, and what changed since, gravest first. */
export interface Baseline { readonly release: string; readonly packet: string | null; readonly revision: Digest; readonly changes: readonly BasisChange[] }

export interface PacketBasis {
  /** `name` as the newest roster's charter has it. */
  readonly board: { readonly id: BoardId; readonly name: string; readonly sample: boolean };
  /** The board's CA certificate, DER, and the name of the trust file that carries it. */
  readonly ca: Uint8Array;
  readonly trustFile: string;
  readonly number: string;
  readonly issuedAt: Instant;
  /** Who issues and seals; `key` is the SHA-256 of the member key's SPKI, `certificate` the member's in DER. */
  readonly issuer: { readonly member: MemberId; readonly name: string; readonly key: Digest; readonly certificate: Uint8Array };
  readonly charter: { readonly charter: Charter; readonly digest: Digest };
  /** `digest` and `seq` name the roster that the decision was taken under; `chain` goes on from roster 0 to the newest, as signed, since the issuer may be newer than the decision. */
  readonly roster: { readonly digest: Digest; readonly seq: number; readonly chain: readonly Envelope[] };
  readonly revision: { readonly revision: Revision; readonly digest: Digest; readonly bytes: Uint8Array };
  readonly register: { readonly register: HazardRegister; readonly bytes: Uint8Array };
  /** In the revision's order. */
  readonly evidence: readonly BasisEvidence[];
  readonly decision: { readonly act: Digest; readonly outcome: Outcome; readonly reason: string; readonly validFrom: Instant; readonly validUntil: Instant };
  /** In the decision's order. */
  readonly votes: readonly BasisVote[];
  /** Every dissent that the decision lists, then any on its revision that came later. */
  readonly dissents: readonly BasisDissent[];
  readonly recusals: readonly BasisRecusal[];
  readonly conditions: readonly StatedCondition[];
  readonly rules: readonly RuleFact[];
  /** Members who could vote, votes that count, votes that the charter needs, and whether that was enough. */
  readonly quorum: { readonly eligible: number; readonly counted: number; readonly needed: number; readonly met: boolean };
  readonly findings: readonly BasisFinding[];
  readonly baseline: Baseline | null;
  /** Privileged items that the record holds and no copy prints. */
  readonly withheld: number;
  /** How much of the board's deliberation stays with the board; absent: nothing is known of it, and nothing is said. */
  readonly deliberation?: DeliberationCounts;
  /** Who must countersign, in the order of the votes, where the charter asks for it; absent: the packet is sealed. `key` is the SHA-256 of the SPKI that the newest roster gives the member. */
  readonly countersigners?: readonly (SignedBy & { readonly choice: Choice; readonly key: Digest })[];
  /** Every act concerned, as signed. */
  readonly signOffs: readonly { readonly type: ActType; readonly act: Digest; readonly envelope: Envelope }[];
}

/** An embedded file with its bytes. */
export interface EmbeddedFile extends StatedFile { readonly bytes: Uint8Array }

const lines = (texts: readonly string[]): Uint8Array => encodeUtf8(texts.map((text) => `${text}\n`).join(''));

/** The content of `rosters.jsonl`. */
export const rosterLines = (basis: PacketBasis): Uint8Array => lines(basis.roster.chain.map(canonicalText));

/** The files that accompany the statement, in the order of `files.ts`. */
export function companionFiles(basis: PacketBasis, sha256: Sha256): EmbeddedFile[] {
  const rank = (type: ActType): number => (signOffOrder as readonly string[]).indexOf(type);
  const signOffs = basis.signOffs.filter(({ type }) => rank(type) >= 0)
    .sort((a, b) => rank(a.type) - rank(b.type) || (a.act < b.act ? -1 : a.act > b.act ? 1 : 0));
  const content: Record<Exclude<PacketFileName, 'statement.dsse.json'>, () => Uint8Array> = {
    'sign-offs.jsonl': () => lines(signOffs.map(({ envelope }) => canonicalText(envelope))),
    'rosters.jsonl': () => rosterLines(basis),
    'revision.json': () => basis.revision.bytes,
    'hazards.json': () => basis.register.bytes,
    'evidence.jsonl': () => joined(basis.evidence.map(({ bytes }) => bytes).filter((bytes) => bytes.length <= evidenceLineLimit)),
  };
  return packetFiles.flatMap(({ name }) => {
    if (name === 'statement.dsse.json') return [];
    const bytes = content[name]();
    return [{ name, digest: sha256(bytes), sizeBytes: bytes.length, bytes }];
  });
}

/** Each object on a line of its own: canonical JSON holds no line feed. */
function joined(objects: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(objects.reduce((sum, object) => sum + object.length + 1, 0));
  let at = 0;
  for (const object of objects) {
    whole.set(object, at);
    at += object.length;
    whole[at++] = 0x0a;
  }
  return whole;
}

const stateVerdicts = { passed: 'pass', failed: 'fail', indeterminate: 'inconclusive', 'not-judged': 'none' } as const satisfies Record<EvidenceJudgement['state'], Verdict>;

/** The predicate: the basis as a machine reads it. `files` are the companions of the statement. */
export function decisionOf(basis: PacketBasis, files: readonly StatedFile[]): Decision | CountersignedDecision {
  const { product } = basis.revision.revision;
  const summary = residualSummary(basis.register.register.hazards, riskSchemeOf(basis.charter.charter));
  const signed = ({ member, name, discipline, act, claimedAt }: SignedBy) => ({ member, name, discipline, act, claimedAt });
  const decision: Decision = {
    format: 1,
    sample: basis.board.sample,
    board: { id: basis.board.id, name: basis.board.name },
    packet: basis.number,
    issuedAt: basis.issuedAt,
    issuer: { member: basis.issuer.member, name: basis.issuer.name, key: basis.issuer.key },
    dossier: basis.revision.revision.dossier,
    release: { product: product.id, name: product.name, release: product.release, vendor: product.vendor },
    revision: basis.revision.digest,
    outcome: basis.decision.outcome,
    decision: basis.decision.act,
    votes: basis.votes.map((vote) => ({ ...signed(vote), choice: vote.choice })),
    recusals: basis.recusals.map(signed),
    dissents: basis.dissents.map((dissent) => ({ ...signed(dissent), text: dissent.text })),
    conditions: basis.conditions.map((condition) => ({ ...condition })),
    validFrom: basis.decision.validFrom,
    validUntil: basis.decision.validUntil,
    charter: basis.charter.digest,
    roster: { digest: basis.roster.digest, seq: basis.roster.seq },
    rules: basis.rules.map((fact) => ({ ...fact })),
    hazards: { object: basis.revision.revision.hazards.object, count: summary.total, inherent: { ...summary.inherent }, residual: { ...summary.residual }, highestResidual: summary.top },
    evidence: basis.evidence.map(({ entry, judgement }) => ({ id: entry.id, title: entry.title, kind: entry.kind, object: entry.object, verdict: stateVerdicts[judgement.state] })),
    withheld: basis.withheld,
    files: files.map(({ name, digest, sizeBytes }) => ({ name, digest, sizeBytes })),
  };
  if (basis.countersigners === undefined) return decision;
  return { ...decision, format: 2, countersigners: basis.countersigners.map((one, index) => ({ ...signed(one), key: one.key, field: countersignFieldName(index) })) };
}
