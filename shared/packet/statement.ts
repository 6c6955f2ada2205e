/**
 * What a packet says to a machine: an in-toto Statement v1 about the artifacts, whose predicate is the board's decision
 * with everything that a gate needs. The issuer's member key signs its canonical bytes in a DSSE envelope, which rides
 * inside the PDF as `statement.dsse.json` beside the files that `files.ts` names.
 */
import { z } from 'zod';
import { EvidenceKind, Verdict } from '../dossier/evidence.ts';
import { Condition, Outcome } from '../events/catalogue.ts';
import { BoardId, CheckResult, Choice, Digest, Discipline, DossierId, Instant, ItemId, Line, MemberId, ProductId, Prose, RiskLevel } from '../vocabulary.ts';

/** `_type` of every in-toto Statement of the first version (in-toto attestation spec, `spec/v1/statement.md`). */
export const statementType = 'https://in-toto.io/Statement/v1';

/** The type of our predicate. No published predicate describes a human review, so this one is named and numbered here. */
export const predicateType = 'urn:countersign:decision:1';
/** The type of a countersigned packet's predicate: a program that knows only the first one never takes such a packet for complete. */
export const countersignedPredicateType = 'urn:countersign:decision:2';

/** A packet's number as people quote it, for example `NSRB-2026-017`; also its file name without `.pdf`. */
export const PacketNumber = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/** One artifact, as an in-toto ResourceDescriptor. */
export const Subject = z.strictObject({ name: Line, digest: z.strictObject({ sha256: Digest }) });
export type Subject = z.infer<typeof Subject>;

const Signed = { member: MemberId, name: Line, discipline: Discipline, act: Digest, claimedAt: Instant };

/** One vote that the decision rests on; `act` names its envelope in `sign-offs.jsonl`. */
export const StatedVote = z.strictObject({ ...Signed, choice: Choice });
export const StatedRecusal = z.strictObject(Signed);
/** A minority statement; `act` is the vote that carries it, which need not be one that counts (rule P-3). */
export const StatedDissent = z.strictObject({ ...Signed, text: Prose });

export const conditionStates = ['open', 'discharged', 'lapsed'] as const;
/** A condition and how it stood when the packet was issued. */
export const StatedCondition = Condition.extend({ state: z.enum(conditionStates) });
export type StatedCondition = z.infer<typeof StatedCondition>;

/** One rule as the board applied it: its id in this program's numbered rules, the outcome, and the facts in one sentence. */
export const RuleFact = z.strictObject({ rule: z.string().regex(/^[QVRCLPE]-[0-9]{1,3}$/), result: CheckResult, text: Line });
export type RuleFact = z.infer<typeof RuleFact>;

/** How many hazards stand at each level. */
export const LevelCounts = z.strictObject({ low: z.int().min(0), medium: z.int().min(0), serious: z.int().min(0), high: z.int().min(0) });
export type LevelCounts = z.infer<typeof LevelCounts>;

/** An embedded file other than the statement itself, by the SHA-256 of its bytes. */
export const StatedFile = z.strictObject({ name: Line, digest: Digest, sizeBytes: z.int().min(0) });
export type StatedFile = z.infer<typeof StatedFile>;

/** The decision, as the predicate of the statement. */
export const Decision = z.strictObject({
  format: z.literal(1),
  /** True for a sample board's packet, which never verifies as real (rule P-5). */
  sample: z.boolean(),
  board: z.strictObject({ id: BoardId, name: Line }),
  packet: PacketNumber,
  issuedAt: Instant,
  /** Who signed this statement and the seal; `key` is the `keyid` of the envelope's one signature. */
  issuer: z.strictObject({ member: MemberId, name: Line, key: Digest }),
  dossier: DossierId,
  release: z.strictObject({ product: ProductId, name: Line, release: Line, vendor: Line }),
  revision: Digest,
  outcome: Outcome,
  /** Act digest of the decision that was recorded. */
  decision: Digest,
  /** Every vote that the decision names, in its order: never a count. */
  votes: z.array(StatedVote).max(500),
  recusals: z.array(StatedRecusal).max(500),
  /** Every dissent that the decision lists, and any on its revision that came later. */
  dissents: z.array(StatedDissent).max(500),
  conditions: z.array(StatedCondition).max(200),
  validFrom: Instant,
  validUntil: Instant,
  charter: Digest,
  /** The roster in force at the decision: digest of its payload bytes, and its place in the chain. */
  roster: z.strictObject({ digest: Digest, seq: z.int().min(0) }),
  rules: z.array(RuleFact).max(200),
  hazards: z.strictObject({ object: Digest, count: z.int().min(0), inherent: LevelCounts, residual: LevelCounts, highestResidual: RiskLevel.nullable() }),
  evidence: z.array(z.strictObject({ id: ItemId, title: Line, kind: EvidenceKind, object: Digest, verdict: Verdict })).max(20_000),
  /** Privileged items that this copy leaves out. */
  withheld: z.int().min(0),
  /** The other embedded files, in their order: whoever holds the statement can check them without the PDF. */
  files: z.array(StatedFile).max(20),
});
export type Decision = z.infer<typeof Decision>;

/** A member whose own signature the packet needs: the vote that it stands for, the key that must make it, and the name of the field that waits for it. */
export const StatedCountersigner = z.strictObject({ ...Signed, key: Digest, field: z.string().regex(/^Countersignature [1-9][0-9]?$/) });
export type StatedCountersigner = z.infer<typeof StatedCountersigner>;

/** Members who may have to countersign one packet at most: each adds a signature to the file. */
export const countersignerLimit = 30;

/** The decision of a countersigned packet: the same, with the members who countersign, in the order of their votes and of their fields. */
export const CountersignedDecision = Decision.extend({ format: z.literal(2), countersigners: z.array(StatedCountersigner).min(1).max(countersignerLimit) });
export type CountersignedDecision = z.infer<typeof CountersignedDecision>;

const Frame = { _type: z.literal(statementType), subject: z.array(Subject).min(1).max(200) };

/** The whole statement. Its canonical JSON (RFC 8785) is what the issuer signs. */
export const Statement = z.discriminatedUnion('predicateType', [
  z.strictObject({ ...Frame, predicateType: z.literal(predicateType), predicate: Decision }),
  z.strictObject({ ...Frame, predicateType: z.literal(countersignedPredicateType), predicate: CountersignedDecision }),
]);
export type Statement = z.infer<typeof Statement>;

/** Puts a decision about artifacts into in-toto's frame. */
export function makeStatement(artifacts: readonly { readonly name: string; readonly digest: Digest }[], predicate: Decision | CountersignedDecision): Statement {
  const frame = { _type: statementType, subject: artifacts.map(({ name, digest }) => ({ name, digest: { sha256: digest } })) } as const;
  return predicate.format === 2 ? { ...frame, predicateType: countersignedPredicateType, predicate } : { ...frame, predicateType, predicate };
}

/** Who must countersign the packet; empty: it is sealed. */
export function countersignersOf({ predicate }: Statement): readonly StatedCountersigner[] {
  return predicate.format === 2 ? predicate.countersigners : [];
}

/** The eight bytes of the statement file's digest that people compare, in fours: `8611 58f4 00b3 6d2d`. */
export function fingerprint(statementFile: Digest): string {
  return statementFile.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
}
