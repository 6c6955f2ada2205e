/**
 * An addendum: a sealed paper of its own that names a packet and says which of its conditions were discharged since (rule P-9). It holds the acts
 * that discharged them, so that a stranger can count it into the packet; it approves nothing by itself.
 */
import { z } from 'zod';
import { canonicalText } from '../bytes/canonical.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Condition } from '../board/condition.ts';
import { Digest, Discipline, Instant, Line, MemberId, Prose } from '../vocabulary.ts';
import type { Sha256 } from '../ports.ts';
import { rosterLines, type EmbeddedFile, type PacketBasis } from './basis.ts';
import { addendumActs, addendumFiles, signOffOrder } from './files.ts';
import { relatedFields, relatedStatement, type ParentPacket } from './related.ts';
import { conditionStates, statementType } from './statement.ts';

/** The type of an addendum's predicate. A gate that looks for a decision never takes it for one. */
export const addendumPredicateType = 'urn:countersign:addendum:1';

/** Who discharged a condition, on what basis; `act` names the envelope in `sign-offs.jsonl`. */
export const StatedDischarge = z.strictObject({ member: MemberId, name: Line, discipline: Discipline, act: Digest, claimedAt: Instant, basis: Prose.min(1) });
export type StatedDischarge = z.infer<typeof StatedDischarge>;

/** A condition of the decision: as the packet states it (`before`), as it stands when the addendum is issued, and what discharged it. */
export const AddendumCondition = Condition.extend({ before: z.enum(conditionStates), state: z.enum(conditionStates), discharge: StatedDischarge.nullable() });
export type AddendumCondition = z.infer<typeof AddendumCondition>;

export const Addendum = z.strictObject({
  format: z.literal(1),
  ...relatedFields,
  /** Every condition of the decision, in its order: what an earlier addendum said is said again. */
  conditions: z.array(AddendumCondition).min(1).max(200),
});
export type Addendum = z.infer<typeof Addendum>;

export const AddendumStatement = relatedStatement(addendumPredicateType, Addendum);
export type AddendumStatement = z.infer<typeof AddendumStatement>;

interface Conditions { readonly conditions: readonly AddendumCondition[] }

/** The conditions that the addendum closes: open in the packet, discharged in it. */
export function closedBy({ conditions }: Conditions): readonly AddendumCondition[] {
  return conditions.filter(({ before, state }) => before === 'open' && state === 'discharged');
}

/** A reason why an addendum that follows the schema is still none; null where all holds: a discharge exactly where it says discharged, something closed, each condition once. */
export type AddendumFault = 'discharge' | 'nothing' | 'repeats';
export function addendumFault({ conditions }: Conditions): AddendumFault | null {
  if (new Set(conditions.map(({ id }) => id)).size !== conditions.length) return 'repeats';
  if (conditions.some(({ state, discharge, before }) => (state === 'discharged') !== (discharge !== null) || (before === 'discharged' && state !== 'discharged'))) return 'discharge';
  return closedBy({ conditions }).length === 0 ? 'nothing' : null;
}

/** `2026-aurora-7b-2.3-01-A2`: the number after those that were issued to the packet. Also the file's name without `.pdf`. */
export function addendumNumber(parent: string, issued: readonly string[]): string {
  const prefix = `${parent}-A`;
  const used = issued.flatMap((number) => (number.startsWith(prefix) && /^[1-9]\d{0,3}$/.test(number.slice(prefix.length)) ? [Number(number.slice(prefix.length))] : []));
  return `${prefix}${Math.max(0, ...used) + 1}`;
}

/** Everything that an addendum is made from. `packet` is the basis that a packet issued now would have; its conditions, votes and evidence say nothing here. */
export interface AddendumBasis {
  readonly packet: PacketBasis;
  readonly number: string;
  readonly parent: ParentPacket;
  readonly conditions: readonly AddendumCondition[];
  /** Publications, recusals, the decision, and the act of each discharge that `conditions` names. */
  readonly signOffs: PacketBasis['signOffs'];
}

/** The files that accompany the statement, in the order of `addendumFiles`. */
export function addendumCompanions({ packet, signOffs }: AddendumBasis, sha256: Sha256): EmbeddedFile[] {
  const rank = (type: string): number => (signOffOrder as readonly string[]).indexOf(type);
  const acts = signOffs.filter(({ type }) => (addendumActs as readonly string[]).includes(type)).sort((a, b) => rank(a.type) - rank(b.type) || (a.act < b.act ? -1 : a.act > b.act ? 1 : 0));
  const contents = [encodeUtf8(acts.map(({ envelope }) => `${canonicalText(envelope)}\n`).join('')), rosterLines(packet), packet.revision.bytes];
  return addendumFiles.slice(1).map(({ name }, index) => {
    const bytes = contents[index]!;
    return { name, digest: sha256(bytes), sizeBytes: bytes.length, bytes };
  });
}

/** The statement of an addendum, about the packet's artifacts. */
export function addendumStatement({ packet: basis, number, parent, conditions }: AddendumBasis, files: readonly EmbeddedFile[]): AddendumStatement {
  const { revision } = basis.revision;
  return {
    _type: statementType, subject: revision.artifacts.map(({ name, digest }) => ({ name, digest: { sha256: digest } })), predicateType: addendumPredicateType,
    predicate: {
      format: 1, sample: basis.board.sample, board: { id: basis.board.id, name: basis.board.name }, paper: number, parent, issuedAt: basis.issuedAt,
      issuer: { member: basis.issuer.member, name: basis.issuer.name, key: basis.issuer.key }, dossier: revision.dossier,
      release: { product: revision.product.id, name: revision.product.name, release: revision.product.release, vendor: revision.product.vendor },
      revision: basis.revision.digest, outcome: basis.decision.outcome, decision: basis.decision.act, validFrom: basis.decision.validFrom, validUntil: basis.decision.validUntil,
      charter: basis.charter.digest, roster: { digest: basis.roster.digest, seq: basis.roster.seq }, files: files.map(({ name, digest, sizeBytes }) => ({ name, digest, sizeBytes })),
      conditions: conditions.map((condition) => ({ ...condition })),
    },
  };
}
