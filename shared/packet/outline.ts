/** The packet as a content tree: every section in its order, every sentence computed from the basis. */
import { argumentSection } from './outline/argument.ts';
import { atAGlance } from './outline/at-a-glance.ts';
import { conditionSection } from './outline/conditions.ts';
import { deliberationSection } from './outline/deliberation.ts';
import { embeddedFilesAppendix, rulesAppendix, sealSection, votes } from './outline/votes.ts';
import { changes, reasons, scope } from './outline/scope.ts';
import { countersignatures } from './outline/signatures.ts';
import { decisionPage, releaseName } from './outline/decision-page.ts';
import { evidenceSection } from './outline/evidence.ts';
import { hazardSection } from './outline/hazards.ts';
import { firstPageRooms, type FirstPageRoom } from './outline/room.ts';
import { sectionsOf, type SectionId } from './outline/sections.ts';
import { sourceOf, type Source } from './outline/source.ts';
import type { PacketBasis } from './basis.ts';
import { copyName, type CopyRequest } from './packet-copy.ts';
import type { Block, Outline } from './outline/content.ts';
import { fingerprint, type StatedFile } from './statement.ts';
import { dateTime, longDay } from '../copy/date.ts';
import { nbsp } from '../copy/number.ts';
import type { Sha256 } from '../ports.ts';

/** What the packet's faces may lack or nobody sees: scripts other than Latin, Greek and Cyrillic, pictures, control and formatting characters. */
export const unprintable = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}|[\p{C}\p{Zl}\p{Zp}]|\\u00[01]/u;
/** The note that explains them, where there are any. */
export const codePoints: Block = {
  kind: 'note', rich: ['A character that the typefaces of this packet lack, or that cannot be seen, stands here as its code point in brackets, for example [U+4F1F]. The embedded files hold it as it was signed.'],
};

/** `Approval packet 2026-aurora-7b-2.3-01`: letters of ASCII only, since the number has no others. */
export const packetTitle = ({ decision, number }: PacketBasis): string => `${decision.outcome === 'rejected' ? 'Decision' : 'Approval'} packet ${number}`;

/** The title of a packet, or of a copy of it: `Board copy of packet 2026-aurora-7b-2.3-01`. */
export function paperTitle(basis: PacketBasis, copy: CopyRequest | null): string {
  return copy === null ? packetTitle(basis) : `${copy.kind === 'board' ? 'Board copy' : 'Summary'} of packet ${copy.parent.number}`;
}

/** The file name of a packet or a copy, without `.pdf`. */
export const paperName = (basis: PacketBasis, copy: CopyRequest | null): string => (copy === null ? basis.number : copyName(copy));

/** Every section but page 1. Which of them a copy has, and in which order, `outline/sections.ts` says. */
const sections: Readonly<Record<Exclude<SectionId, 'decision'>, (source: Source) => readonly Block[]>> = {
  'scope': scope, 'reasons': reasons, 'changes': changes, 'hazards': hazardSection, 'evidence': evidenceSection, 'argument': argumentSection, 'votes': votes, 'conditions': conditionSection,
  'seal': (source) => [...sealSection(source), ...countersignatures(source)], 'rules': rulesAppendix, 'files': embeddedFilesAppendix, 'deliberation': deliberationSection, 'at-a-glance': atAGlance,
};

/** Writes the outline. `statementFile` is the signed statement's file, `companions` the other embedded files in their order, `room` what page 1 has room for; `copy` null is the packet itself. */
export function outlineOf(basis: PacketBasis, statementFile: StatedFile, companions: readonly StatedFile[], sha256: Sha256, room: FirstPageRoom = firstPageRooms[0], copy: CopyRequest | null = null): Outline {
  const source = sourceOf(basis, statementFile, companions, { room, sha256, copy });
  const rejected = basis.decision.outcome === 'rejected';
  const first = decisionPage(source);
  const rest = sectionsOf[copy?.kind ?? 'vendor'].flatMap((id) => (id === 'decision' ? [] : sections[id](source)));
  return {
    header: [paperTitle(basis, copy), releaseName(source), [`Fingerprint${nbsp}${nbsp}`, { text: fingerprint(source.digests.statement), mono: true }]],
    footer: [basis.board.name, rejected ? `Not approved, ${longDay(basis.decision.validFrom)}` : `Valid until ${dateTime(basis.decision.validUntil)}`],
    banner: basis.board.sample ? 'SAMPLE' : null,
    first,
    rest: unprintable.test(JSON.stringify([basis.board.name, first, rest])) ? [...rest, codePoints] : rest,
  };
}
