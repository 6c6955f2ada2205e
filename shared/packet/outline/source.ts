/** What the sections read: the basis, the embedded files, and the few figures that several sections quote. */
import type { BasisDissent, PacketBasis } from '../basis.ts';
import type { CopyRequest } from '../packet-copy.ts';
import type { StatedFile } from '../statement.ts';
import { hasArgument } from './argument.ts';
import type { FirstPageRoom } from './room.ts';
import { numberSections, type SectionId } from './sections.ts';
import { residualSummary, type ResidualSummary } from '../../risk/register.ts';
import { riskSchemeOf, type RiskScheme } from '../../risk/scheme.ts';
import { compareScores } from '../../risk/score.ts';
import type { Hazard } from '../../dossier/hazard.ts';
import type { Sha256 } from '../../ports.ts';
import type { Digest } from '../../vocabulary.ts';

export interface Source {
  readonly basis: PacketBasis;
  readonly room: FirstPageRoom;
  /** Null: the packet itself, which is the vendor's copy. */
  readonly copy: CopyRequest | null;
  /** All files in their order, the statement first. */
  readonly files: readonly StatedFile[];
  /** SHA-256 of the packet's `statement.dsse.json`, which gives the fingerprint of every copy, of the issuer's and of the CA's certificate. */
  readonly digests: { readonly statement: Digest; readonly issuer: Digest; readonly ca: Digest };
  /** By which the charter turns ratings into levels. */
  readonly scheme: RiskScheme;
  readonly summary: ResidualSummary;
  /** Gravest first: residual level, severity, likelihood, detectability; then id. */
  readonly hazards: readonly Hazard[];
  /** Numbered D-1, D-2 ... in the basis's order. */
  readonly dissents: readonly { readonly number: string; readonly dissent: BasisDissent }[];
  /** The number or letter of each section that this copy has; one that isn't there is pointed at by nobody. */
  readonly numbers: ReadonlyMap<SectionId, string>;
  /** Numbers inside the votes' section that other sections point at. */
  readonly places: { readonly dissents: readonly string[]; readonly recusals: readonly string[] };
}

/** The number of a section; null where this copy lacks it. */
export const numberOf = ({ numbers }: Pick<Source, 'numbers'>, id: SectionId): string | null => numbers.get(id) ?? null;

/** Gathers the source; `statementFile` is the envelope's file, `companions` the others. */
export function sourceOf(basis: PacketBasis, statementFile: StatedFile, companions: readonly StatedFile[], { room, sha256, copy = null }: { readonly room: FirstPageRoom; readonly sha256: Sha256; readonly copy?: CopyRequest | null }): Source {
  const absent = new Set<SectionId>([...(hasArgument(basis.evidence) ? [] : ['argument' as const]), ...(basis.conditions.length > 0 ? [] : ['conditions' as const])]);
  const numbers = numberSections(copy?.kind ?? 'vendor', absent);
  const votes = numbers.get('votes');
  const dissents = basis.dissents.map((dissent, i) => ({ number: `D-${i + 1}`, dissent }));
  const firstRecusal = 2 + Math.max(1, dissents.length);
  const scheme = riskSchemeOf(basis.charter.charter);
  return {
    basis, room, dissents, scheme, copy, numbers,
    files: [statementFile, ...companions],
    digests: { statement: copy?.parent.statement ?? statementFile.digest, issuer: sha256(basis.issuer.certificate), ca: sha256(basis.ca) },
    summary: residualSummary(basis.register.register.hazards, scheme),
    hazards: [...basis.register.register.hazards].sort((a, b) => compareScores(b.residual, a.residual, scheme) || (a.id < b.id ? -1 : 1)),
    places: votes === undefined ? { dissents: [], recusals: [] } : { dissents: dissents.map((_, i) => `${votes}.${2 + i}`), recusals: basis.recusals.map((_, i) => `${votes}.${firstRecusal + i}`) },
  };
}
