/** What `verify` answers about a file: one verdict, then the facts that it rests on. Also the JSON of `countersign verify --json`. */
import { z } from 'zod';
import { CheckResult } from '../vocabulary.ts';

/** The one word. `unreadable`: the file is no PDF at all. */
export const verdicts = ['approved', 'approved-with-conditions', 'not-approved', 'not-authentic', 'indeterminate', 'unreadable'] as const;
export const VerdictWord = z.enum(verdicts);
export type VerdictWord = z.infer<typeof VerdictWord>;

/** Process exit codes; the upper ones follow sysexits.h. They are an interface: pipelines gate on them. */
export const exitCodes = {
  approved: 0, 'approved-with-conditions': 1, 'not-approved': 2, 'not-authentic': 3, indeterminate: 4, unreadable: 65,
} as const satisfies Record<VerdictWord, number>;
/** Exit codes of the command line that no verdict stands behind. */
export const commandExitCodes = { usage: 64, noInput: 66, cannotWrite: 73, io: 74 } as const;

/** One question and its answer. The reason says what was found and, unless it passed, what was expected. */
export const Check = z.strictObject({ result: CheckResult, reason: z.string() });
export type Check = z.infer<typeof Check>;

export const passed = (reason: string): Check => ({ result: 'passed', reason });
export const failed = (reason: string): Check => ({ result: 'failed', reason });
export const indeterminate = (reason: string): Check => ({ result: 'indeterminate', reason });

/** One signature or document timestamp of the file, oldest first. Integrity, coverage and modifications say nothing about who signed. */
export const SignatureReport = z.strictObject({
  field: z.string(),
  /** The covered bytes and the signed attributes are what was signed. */
  integrity: Check,
  /** The covered bytes are the whole file up to the end of a revision, but for this signature's own value. */
  coverage: Check,
  /** What later revisions changed is nothing that they may not change. */
  modifications: Check,
  /** The signer's certificate, and whether it may sign documents. */
  signer: Check.extend({ name: z.string().nullable(), certificate: z.string().nullable() }),
  /** From the signer's certificate to the trusted root, at the time of signing. */
  chain: Check,
  /** A third party's time. Its absence is a fact that changes no verdict. */
  timestamp: Check.extend({ at: z.string().nullable() }),
});
export type SignatureReport = z.infer<typeof SignatureReport>;

/** What the packet says, once its statement was read; repeated here as it stands there, true or not. */
export const StatementReport = z.strictObject({
  packet: z.string(), board: z.string(), boardId: z.string(), sample: z.boolean(), dossier: z.string(), product: z.string(), release: z.string(), vendor: z.string(),
  outcome: z.string(), issuedAt: z.string(), issuer: z.string(), validFrom: z.string(), validUntil: z.string(), revision: z.string(), charter: z.string(), fingerprint: z.string(),
  subject: z.array(z.strictObject({ name: z.string(), sha256: z.string() })),
  votes: z.array(z.strictObject({ member: z.string(), name: z.string(), discipline: z.string(), choice: z.string(), claimedAt: z.string() })),
  /** Only of a countersigned packet: whose signature it needs, and in which field. `signatures` tells which are there. */
  countersigners: z.array(z.strictObject({ member: z.string(), name: z.string(), discipline: z.string(), field: z.string() })).optional(),
  recusals: z.array(z.strictObject({ member: z.string(), name: z.string() })),
  dissents: z.array(z.strictObject({ member: z.string(), name: z.string(), text: z.string() })),
  conditions: z.array(z.strictObject({ id: z.string(), text: z.string(), dueOn: z.string(), obliged: z.string(), clause: z.string().nullable(), state: z.string() })),
});
export type StatementReport = z.infer<typeof StatementReport>;

/** Baseline levels of PAdES (ETSI EN 319 142-1, 6): signed, timestamped, with validation data, with that data timestamped. */
export const SignatureLevel = z.enum(['B', 'T', 'LT', 'LTA']);
export type SignatureLevel = z.infer<typeof SignatureLevel>;

/** The steps, in order; `README.md` beside the verifier says what each one proves. */
export const steps = [
  'file', 'grammar', 'byte-range', 'integrity', 'chain', 'modifications', 'completeness',
  'files', 'roster', 'statement', 'sign-offs', 'countersignatures', 'revision', 'rules', 'sample', 'validity', 'conditions', 'addenda', 'standing', 'freshness',
  'timestamp', 'revocation', 'level',
] as const;
/** What a reader may demand beyond the verdict, in order; `demand.ts` judges them. They stand among the facts only where they were asked for. */
export const demandSteps = [
  'trust', 'artifacts', 'max-age', 'require-conditions-closed', 'require-timestamp', 'require-level', 'require-revocation', 'require-status-list', 'require-approvals', 'require-disciplines', 'allow-boards', 'allow-products', 'allow-vendors',
] as const;
export const Step = z.enum([...steps, ...demandSteps]);
export type Step = z.infer<typeof Step>;
export const Fact = Check.extend({ step: Step });
export type Fact = z.infer<typeof Fact>;

/** The status list that `standing` and `freshness` rest on, and what it says of the packet; `packet` null: it isn't on it. */
export const StatusListReport = z.strictObject({
  sequence: z.int(), issuedAt: z.string(), nextUpdate: z.string(), issuer: z.string(),
  packet: z.strictObject({ number: z.string(), state: z.string(), since: z.string(), reason: z.string().nullable(), supersededBy: z.strictObject({ number: z.string().nullable(), packet: z.string() }).nullable() }).nullable(),
});
export type StatusListReport = z.infer<typeof StatusListReport>;

/** What a paper says that belongs to a packet and holds no votes; repeated as it stands there, true or not. `parent`: the packet, by the SHA-256 of its issued bytes. */
export const RelatedReport = z.strictObject({
  kind: z.enum(['board', 'summary']), paper: z.string(), parent: z.strictObject({ packet: z.string(), sha256: z.string(), fingerprint: z.string() }),
  board: z.string(), boardId: z.string(), sample: z.boolean(), release: z.string(), vendor: z.string(), outcome: z.string(), issuedAt: z.string(), issuer: z.string(), validFrom: z.string(), validUntil: z.string(),
  subject: z.array(z.strictObject({ name: z.string(), sha256: z.string() })),
});
export type RelatedReport = z.infer<typeof RelatedReport>;

/** An addendum that was given with its packet: its number where it has one, whether it counts, and the conditions that it closes. */
export const AddedReport = z.strictObject({ file: z.string(), number: z.string().nullable(), result: CheckResult, reason: z.string(), closes: z.array(z.string()) });
export type AddedReport = z.infer<typeof AddedReport>;

/** What a file that is itself an addendum says, true or not. */
export const AddendumReport = z.strictObject({
  /** Every step by which it is believed has passed. */
  holds: z.boolean(),
  number: z.string(), parent: z.strictObject({ number: z.string(), sha256: z.string(), fingerprint: z.string() }), board: z.string(), boardId: z.string(), sample: z.boolean(), dossier: z.string(),
  release: z.string(), vendor: z.string(), issuedAt: z.string(), issuer: z.string(), fingerprint: z.string(),
  conditions: z.array(z.strictObject({
    id: z.string(), text: z.string(), dueOn: z.string(), obliged: z.string(), clause: z.string().nullable(), before: z.string(), state: z.string(),
    discharge: z.strictObject({ member: z.string(), name: z.string(), claimedAt: z.string(), basis: z.string() }).nullable(),
  })),
});
export type AddendumReport = z.infer<typeof AddendumReport>;

export const VerifyReport = z.strictObject({
  verdict: VerdictWord,
  exitCode: z.int(),
  /** The verdict line. */
  summary: z.string(),
  signatures: z.array(SignatureReport),
  /** The level that the seal, or a foreign file's first signature, has reached; null where it doesn't hold. */
  level: SignatureLevel.nullable(),
  /** Null where the file holds no readable statement. */
  statement: StatementReport.nullable(),
  facts: z.array(Fact),
  /** Only where an authentic list was at hand. */
  statusList: StatusListReport.optional(),
  /** Only where the file is an addendum: then `statement` is null. */
  addendum: AddendumReport.optional(),
  /** Only where addenda were given. */
  addenda: z.array(AddedReport).optional(),
  /** Only of a copy: `statement` is then null. */
  related: RelatedReport.optional(),
});
export type VerifyReport = z.infer<typeof VerifyReport>;
