/**
 * The files inside a packet: names, media types, relationship and order are part of the format. Text is UTF-8; a `.jsonl`
 * file ends each line, the last one too, with one line feed.
 */

/** One embedded file's place in the packet; `relationship` is its AFRelationship (ISO 32000-2, 14.13). */
export interface PacketFile {
  readonly name: string;
  readonly mediaType: string;
  readonly relationship: 'Source' | 'Data';
  readonly description: string;
}

/** In the order in which they are embedded. All six are always there. */
export const packetFiles = [
  /** DSSE envelope of the statement, canonical JSON without a line feed; its SHA-256 gives the fingerprint. */
  { name: 'statement.dsse.json', mediaType: 'application/vnd.dsse.envelope.v1+json', relationship: 'Source', description: 'Signed statement of the decision (in-toto, DSSE)' },
  /** The act envelopes that the decision rests on, with the votes that carry a dissent and what became of those, one a line, canonical JSON, in the order of `signOffOrder`. */
  { name: 'sign-offs.jsonl', mediaType: 'application/jsonl', relationship: 'Source', description: 'Votes, recusals, blockers and the decision as signed' },
  /** The roster chain from 0 to the newest that the issuer had, the decision's among them, one envelope a line, canonical JSON. */
  { name: 'rosters.jsonl', mediaType: 'application/jsonl', relationship: 'Source', description: 'The board: members, keys and charter, as signed' },
  /** Exact bytes of the revision: their SHA-256 is the revision digest. */
  { name: 'revision.json', mediaType: 'application/json', relationship: 'Source', description: 'The dossier revision that was reviewed' },
  /** Exact bytes of the hazard register that the revision names. */
  { name: 'hazards.json', mediaType: 'application/json', relationship: 'Data', description: 'Hazard register' },
  /** Exact bytes of evidence objects, one a line, in the revision's order: a line's SHA-256 is its entry's `object`. Objects above `evidenceLineLimit` are left out. */
  { name: 'evidence.jsonl', mediaType: 'application/jsonl', relationship: 'Data', description: 'Evidence in neutral form' },
] as const satisfies readonly PacketFile[];

export type PacketFileName = (typeof packetFiles)[number]['name'];

/** Bytes above which an evidence object stays out of `evidence.jsonl`; the statement names it by digest all the same. */
export const evidenceLineLimit = 1024 * 1024;

/** Lines of `sign-offs.jsonl` follow this order of act types; within one type, the order of act digests. */
export const signOffOrder = [
  'revision.published/1', 'blocker.recorded/1', 'blocker.resolved/1', 'vote.given/1', 'vote.withdrawn/1', 'recusal.declared/1', 'decision.recorded/1', 'condition.discharged/1',
] as const;

const [statementPlace, , rostersPlace] = packetFiles;

/** The files of a copy that stands beside the packet (`packet-copy.ts`), in their order: no vote, no revision, no evidence. */
export const copyFiles = {
  summary: [{ ...statementPlace, description: 'Signed statement of the summary (in-toto, DSSE)' }, rostersPlace],
  board: [
    { ...statementPlace, description: 'Signed statement of the board copy (in-toto, DSSE)' }, rostersPlace,
    /** What the board said on its way to the decision, canonical JSON (`deliberation.ts`). */
    { name: 'deliberation.json', mediaType: 'application/json', relationship: 'Data', description: 'The board’s deliberation' },
  ],
} as const satisfies Record<string, readonly PacketFile[]>;

/** The files of an addendum (`addendum.ts`), in their order: who published, who recused, the decision and what discharged its conditions; no vote and no evidence. */
export const addendumFiles = [
  { ...packetFiles[0], description: 'Signed statement of the addendum (in-toto, DSSE)' },
  { ...packetFiles[1], description: 'The decision and what discharged its conditions, as signed' },
  packetFiles[2],
  packetFiles[3],
] as const satisfies readonly PacketFile[];

/** Lines of an addendum's `sign-offs.jsonl`: as `signOffOrder` has them, of these types only. */
export const addendumActs = ['revision.published/1', 'recusal.declared/1', 'decision.recorded/1', 'condition.discharged/1'] as const satisfies readonly (typeof signOffOrder)[number][];

/** Every list of files that a sealed paper of ours may hold; the one whose names are exactly `names`, in whatever order. */
export function fileListOf(names: readonly string[]): readonly PacketFile[] | null {
  const lists: readonly (readonly PacketFile[])[] = [packetFiles, addendumFiles, copyFiles.summary, copyFiles.board];
  return lists.find((list) => list.length === names.length && list.every(({ name }) => names.includes(name))) ?? null;
}
