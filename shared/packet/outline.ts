/** The packet as a content tree: every section in its order, every sentence computed from the basis. */
import { appendices, sealSection, votes } from './outline/votes.ts';
import { changes, reasons, scope } from './outline/scope.ts';
import { decisionPage, releaseName } from './outline/decision-page.ts';
import { evidenceSection } from './outline/evidence.ts';
import { hazardSection } from './outline/hazards.ts';
import { sourceOf } from './outline/source.ts';
import type { PacketBasis } from './basis.ts';
import type { Outline } from './outline/content.ts';
import { fingerprint, type StatedFile } from './statement.ts';
import { dateTime, longDay } from '../copy/date.ts';
import { nbsp } from '../copy/number.ts';
import type { Sha256 } from '../ports.ts';

/** Writes the outline. `statementFile` is the signed statement's file, `companions` the other embedded files in their order. */
export function outlineOf(basis: PacketBasis, statementFile: StatedFile, companions: readonly StatedFile[], sha256: Sha256): Outline {
  const source = sourceOf(basis, statementFile, companions, sha256);
  const rejected = basis.decision.outcome === 'rejected';
  return {
    title: `${rejected ? 'Decision' : 'Approval'} packet ${basis.number}`,
    header: [`${rejected ? 'Decision' : 'Approval'} packet ${basis.number}`, releaseName(source), [`Fingerprint${nbsp}${nbsp}`, { text: fingerprint(source.digests.statement), mono: true }]],
    footer: [basis.board.name, rejected ? `Not approved, ${longDay(basis.decision.validFrom)}` : `Valid until ${dateTime(basis.decision.validUntil)}`],
    banner: basis.board.sample ? 'SAMPLE' : null,
    first: decisionPage(source),
    rest: [...scope(source), ...reasons(source), ...changes(source), ...hazardSection(source), ...evidenceSection(source), ...votes(source), ...sealSection(source), ...appendices(source)],
  };
}
